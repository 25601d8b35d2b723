import type { OperationRequest, StrayReply, Transmission } from './exchange.ts';
import type { ReceivedNotification } from './notification.ts';

/** What identifies a request to whoever searches the SUT's log for it. */
export interface RequestTrace {
  readonly runId: string;
  /** `TC_N1/create@BillFormat` */
  readonly step: string;
}

/** One way to speak to the SUT. What goes wrong on the wire is a `Failure`; only a fault of the caller throws. */
export interface Transport {
  readonly kind: 'rest' | 'kafka';
  /** Whether requests can be sent as a second, non-admin user. */
  readonly hasSecondCredential: boolean;
  /** Sends one request and waits for its reply, the limit or the abort. */
  send(request: OperationRequest, trace: RequestTrace, signal: AbortSignal): Promise<Transmission>;
  /** Whether the SUT answers at all (AMB-R50): `undefined` if it does, else why not. */
  probe(signal: AbortSignal): Promise<Transmission['outcome'] | undefined>;
  /** The absolute URL that a reply's header or attribute names, seen from the request's address (`addressOf`). */
  resolve(reference: string, sentUrl: string): URL | undefined;
  /** Whether a URL is of the target's own origin, so that credentials may go there (AMB-R63). */
  isOwnOrigin(url: URL): boolean;
  /** Takes in notifications; absent where the SUT was given no address to send them to. */
  readonly notifications?: NotificationIntake;
  /** Hands over what has come besides the replies that were awaited, since the last call; absent where nothing can. */
  takeStrays?(): readonly StrayReply[];
  /** Releases connections; resolves when nothing is left open. */
  close(): Promise<void>;
}

/** Takes in what the SUT sends of itself, each resource at an address of its own: a URL, or a topic. */
export interface NotificationIntake {
  /** Where the SUT is to send notifications for a resource's subscription. */
  addressOf(resource: string): string;
  /** True where the SUT runs beside the kit: what it sends cannot get lost on the way. */
  readonly isLocal: boolean;
  /** Whether anything at all has come, at any address. */
  readonly hasHeard: boolean;
  /** Hands over what has come to a resource's address since the last call, in order of arrival. */
  take(resource: string): readonly ReceivedNotification[];
  /** Resolves once something is there to be taken, after the time in milliseconds, or at the abort. */
  arrival(resource: string, ms: number, signal: AbortSignal): Promise<void>;
}
