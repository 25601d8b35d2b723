import type { Failure } from '../../core/exchange.ts';
import { bounded } from './deadline.ts';
import type { RestEnvironment } from './environment.ts';
import { describeFailure, hostOf } from './failure.ts';
import { createHttpClient } from './http-client.ts';
import { oauthProof } from './oauth.ts';
import { registerProxy } from './proxy.ts';
import type { ConnectionSettings } from './settings.ts';
import type { ClientCredentials } from './token-request.ts';

/** Hands out access tokens to those who do not speak HTTP themselves. */
export interface TokenSource {
  /** A token in force, fetched anew where the last one has come near its end; or why there is none. */
  token(): Promise<{ readonly kind: 'token'; readonly value: string } | Failure>;
  /** Ends what is under way. */
  close(): Promise<void>;
}

/** Fetches tokens by OAuth 2 client credentials; they and the client's secret are registered to be masked. */
export function createTokenSource(
  credential: ClientCredentials,
  settings: ConnectionSettings,
  environment: RestEnvironment,
): TokenSource {
  const closing = new AbortController();
  const http = createHttpClient(settings);
  const proxy = registerProxy(settings.proxy, environment.secrets);
  const proofs = oauthProof(credential, environment, async (request) => {
    const result = await bounded(settings.timeoutMs, closing.signal, (signal) => http.exchange(request, signal));
    if (result.kind === 'reply') return result;
    return describeFailure(result, { host: hostOf(new URL(request.origin)), proxy });
  });
  return {
    async token() {
      const proof = await proofs.prove();
      if (proof.kind === 'failure') return proof;
      if (proof.kind !== 'header') throw new TypeError('client credentials made no header');
      return { kind: 'token', value: proof.value.replace(/^Bearer /, '') };
    },
    async close() {
      closing.abort();
      await http.close();
    },
  };
}
