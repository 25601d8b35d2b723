import type { OperationRequest, Transmission } from './exchange.ts';

/** What identifies a request to whoever searches the SUT's log for it. */
export interface RequestTrace {
  readonly runId: string;
  /** `TC_N1/create@BillFormat` */
  readonly step: string;
}

/** One way to speak to the SUT. What goes wrong on the wire is a `Failure`; only a fault of the caller throws. */
export interface Transport {
  readonly kind: 'rest';
  /** Whether requests can be sent as a second, non-admin user. */
  readonly hasSecondCredential: boolean;
  /** Sends one request and waits for its reply, the limit or the abort. */
  send(request: OperationRequest, trace: RequestTrace, signal: AbortSignal): Promise<Transmission>;
  /** Whether the SUT answers at all (AMB-R50): `undefined` if it does, else why not. */
  probe(signal: AbortSignal): Promise<Transmission['outcome'] | undefined>;
  /** The absolute URL that a reply's header or attribute names, seen from the request's URL. */
  resolve(reference: string, sentUrl: string): URL | undefined;
  /** Whether a URL is of the target's own origin, so that credentials may go there (AMB-R63). */
  isOwnOrigin(url: URL): boolean;
  /** Releases connections; resolves when nothing is left open. */
  close(): Promise<void>;
}
