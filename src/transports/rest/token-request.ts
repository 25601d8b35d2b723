import type { Failure } from '../../core/exchange.ts';
import type { HttpReply, HttpRequest } from './http-client.ts';
import { splitUrl } from './mapping.ts';
import type { Credential } from './settings.ts';

export type ClientCredentials = Extract<Credential, { kind: 'oauth2-client-credentials' }>;

/** An access token; `lifeMs` is Infinity where the server names no end. */
export interface Token {
  readonly kind: 'token';
  readonly value: string;
  readonly lifeMs: number;
}

/** Sends a request to the token endpoint, within the time limit. */
export type TokenExchange = (request: HttpRequest) => Promise<HttpReply | Failure>;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Asks for an access token by client credentials. Every failure has the reason `credentials`; its message is not masked. */
export async function fetchToken(credential: ClientCredentials, exchange: TokenExchange): Promise<Token | Failure> {
  const oauth = await import('oauth4webapi');
  const url = new URL(credential.tokenUrl);
  const insecure = LOOPBACK.test(url.hostname);
  if (url.protocol !== 'https:' && !insecure) {
    return failure(
      `The token URL ${url.origin} is not HTTPS, so the client secret was not sent there. Use https:// in auth.oauth2.tokenUrl of the configuration`,
    );
  }
  const secret = credential.clientSecret.value;
  const server = { issuer: url.href, token_endpoint: url.href };
  const client = { client_id: credential.clientId };
  const authentication = credential.clientAuth === 'basic' ? oauth.ClientSecretBasic(secret) : oauth.ClientSecretPost(secret);
  const parameters = new URLSearchParams();
  if (credential.scope !== undefined) parameters.set('scope', credential.scope);
  if (credential.audience !== undefined) parameters.set('audience', credential.audience);

  let missed: Failure | undefined;
  const customFetch = async (
    target: string,
    init: { method: string; headers: Record<string, string>; body: URLSearchParams },
  ) => {
    const { method, headers, body } = init;
    const reply = await exchange({ ...splitUrl(new URL(target)), method, headers, body: body.toString() });
    if (reply.kind === 'reply') {
      const received = Object.entries(reply.headers).map(([name, value]): [string, string] => [name, String(value)]);
      return new Response(reply.body.length === 0 ? null : reply.body, { status: reply.status, headers: received });
    }
    missed = reply;
    throw new Error(reply.message);
  };

  try {
    const options = { [oauth.customFetch]: customFetch, [oauth.allowInsecureRequests]: insecure };
    const response = await oauth.clientCredentialsGrantRequest(server, client, authentication, parameters, options);
    const token = await oauth.processClientCredentialsResponse(server, client, response);
    if (token.token_type !== 'bearer')
      return failure(`${url.host} issued a token of the type '${token.token_type}'; only bearer tokens can be used`);
    return { kind: 'token', value: token.access_token, lifeMs: (token.expires_in ?? Infinity) * 1000 };
  } catch (error) {
    if (missed?.reason === 'interrupted') return missed;
    if (missed !== undefined) return failure(`No access token could be had: ${missed.message}`);
    const why = explain(error, oauth);
    return failure(
      `${url.host} issued no access token: ${why}. Check client id, client secret and scope under auth.oauth2 in the configuration`,
    );
  }
}

function explain(error: unknown, oauth: typeof import('oauth4webapi')): string {
  if (error instanceof oauth.ResponseBodyError) {
    const description = error.error_description === undefined ? '' : `, "${error.error_description}"`;
    return `it answered ${error.status} ${error.error}${description}`;
  }
  if (error instanceof oauth.WWWAuthenticateChallengeError) return `it answered ${error.status}`;
  const cause = error instanceof Error && error.cause instanceof Response ? ` (status ${error.cause.status})` : '';
  return `${error instanceof Error ? error.message : String(error)}${cause}`;
}

function failure(sentence: string): Failure {
  return { kind: 'failure', reason: 'credentials', message: sentence.endsWith('.') ? sentence : `${sentence}.` };
}
