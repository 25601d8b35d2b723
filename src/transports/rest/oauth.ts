import type { Failure } from '../../core/exchange.ts';
import { bearer, type ProofSource } from './credential.ts';
import type { RestEnvironment } from './environment.ts';
import { type ClientCredentials, fetchToken, type Token, type TokenExchange } from './token-request.ts';

/** A token is given up this long before its end, or a tenth of its life if that is less. */
const MARGIN_MS = 30_000;

/**
 * Bearer tokens by OAuth 2 client credentials (RFC 6749 section 4.4): fetched when first needed, shared
 * by all requests, fetched anew before they end.
 */
export function oauthProof(credential: ClientCredentials, environment: RestEnvironment, exchange: TokenExchange): ProofSource {
  const { secrets } = environment;
  const { value, variable } = credential.clientSecret;
  const tokenVariable = `${variable}_TOKEN`;
  secrets.add(value, variable);
  let current: { readonly token: Token; readonly until: number } | undefined;
  let fetching: Promise<Token | Failure> | undefined;

  const fetch = async (): Promise<Token | Failure> => {
    const result = await fetchToken(credential, (request) => {
      const encoded = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
      if (encoded !== undefined) secrets.add(encoded, `${variable}_BASIC`);
      return exchange(request);
    });
    if (result.kind === 'failure') return { ...result, message: secrets.mask(result.message) };
    secrets.add(result.value, tokenVariable);
    current = { token: result, until: environment.now() + result.lifeMs - Math.min(MARGIN_MS, result.lifeMs / 10) };
    return result;
  };

  return {
    async prove() {
      if (current !== undefined && environment.now() < current.until) return bearer(current.token.value, tokenVariable);
      fetching ??= fetch().finally(() => {
        fetching = undefined;
      });
      const result = await fetching;
      return result.kind === 'failure' ? result : bearer(result.value, tokenVariable);
    },
    renew(refused) {
      if (current !== undefined && refused.kind === 'header' && refused.value === `Bearer ${current.token.value}`)
        current = undefined;
      return true;
    },
  };
}
