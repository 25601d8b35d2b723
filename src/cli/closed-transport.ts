import type { Failure } from '../core/exchange.ts';
import type { Transport } from '../core/transport.ts';

/** Stands in for a transport that could not be opened: its probe says why, so that the run ends as with any silent target. */
export function closedTransport(kind: Transport['kind'], failure: Failure): Transport {
  return {
    kind,
    hasSecondCredential: false,
    probe: async () => failure,
    send() {
      throw new TypeError('nothing can be sent: the probe has said why');
    },
    resolve: () => undefined,
    isOwnOrigin: () => false,
    close: async () => {},
  };
}
