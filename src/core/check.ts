import type { Exchange, Reply, StrayReply } from './exchange.ts';
import type { Exemption } from './exemption.ts';
import type { Finding } from './finding.ts';
import type { Json, JsonObject } from './json.ts';
import type { NotificationAccount, ReceivedNotification } from './notification.ts';
import type { Profile } from './profile.ts';
import type { Sighting } from './sighting.ts';

/** What a check may look at besides the reply. All of it is data of the run so far. */
export interface CheckContext {
  readonly profile: Profile;
  readonly resource: string;
  /** The option in force of a ruling: `default`, `literal` or another of its names. */
  option(ruling: string): string;
  /** The ids that this run has created at this resource. */
  readonly ownIds: ReadonlySet<string>;
  /** Attributes that the SUT has shown in any unreduced answer of this resource (AMB-R56). */
  readonly shownAttributes: ReadonlySet<string>;
  /** Attributes that the SUT manages itself, seen from creations that got another value than they sent (AMB-R39). */
  readonly managedAttributes: ReadonlySet<string>;
  /** Attributes that the SUT changes by itself, seen from retrievals of which nothing between explains the difference. */
  readonly movingAttributes: ReadonlySet<string>;
  /** Pages of an earlier step's reply, for checks that compare; in a group, that of the same row first. */
  pagesOf(step: string): { readonly pages: readonly ReplyExchange[]; readonly cutShort: boolean } | undefined;
  /** Replies besides those that were awaited, so far; absent where the transport tells of none. */
  readonly strays?: readonly Stray[];
  /** The types that the operator declares to be special kinds of this resource (AMB-A42). */
  readonly subtypes?: readonly string[];
  /** What has come of notifications; absent where the SUT has no address to send them to. */
  readonly notifications?: NotificationContext;
  /** True where the list was cut short by the limit on pages (AMB-R44). */
  readonly cutShort: boolean;
  /** Validates against a reply schema of the profile (`BillFormat`). */
  validate(schema: string, value: Json): readonly SchemaError[];
  /** The absolute form of a URL reference in a reply, seen from the request's URL. */
  resolve(reference: string, sentUrl: string): URL | undefined;
  isOwnOrigin(url: URL): boolean;
}

/** A reply to a request of this resource that is not the one that was awaited. */
export interface Stray extends StrayReply {
  /** The exchange whose request it answers: `e12`. */
  readonly exchange: string;
  /** Where that was sent: `TC_N1/create`. */
  readonly step: string;
  /** How long after the end of that exchange it was there, in milliseconds. */
  readonly lateMs: number;
}

/** What checks of notifications look at. */
export interface NotificationContext {
  /** Those about the run's own records of this resource, in order of arrival. */
  readonly own: readonly ReceivedNotification[];
  /** All others, reduced to their names and ids. */
  readonly foreign: readonly ReceivedNotification[];
  /** How long one that is due may take, in milliseconds. */
  readonly waitMs: number;
  /** True where the SUT runs beside the kit: what it sends cannot get lost on the way. */
  readonly isLocal: boolean;
  /** Whether anything at all has come, for any resource. */
  readonly hasHeard: boolean;
  /** What the exchanges have shown of a record, in their order. */
  sightingsOf(id: string): readonly Sighting[];
}

/** One difference between a value and its schema. */
export interface SchemaError {
  readonly pointer: string;
  readonly schema: string;
  readonly message: string;
  readonly expected: Json;
}

/** What a check says: what differs, or why it cannot say anything about this reply. */
export type Judgement =
  | { readonly kind: 'judged'; readonly findings: readonly Finding[]; readonly account?: NotificationAccount }
  | { readonly kind: 'blocked'; readonly reason: string }
  /** There is nothing to look at, and `exemption` says whether that may be. */
  | { readonly kind: 'not-applicable'; readonly reason: string; readonly exemption?: Exemption };

/**
 * A pure predicate over the exchange of a step. `pages` has one entry, or one per page of a list; each holds a reply.
 *
 * `argument` is what the scenario wrote beside the check's name, references resolved.
 */
export type Check = (pages: readonly ReplyExchange[], argument: Json, context: CheckContext) => Judgement;

/** An exchange that brought a reply. */
export interface ReplyExchange extends Exchange {
  readonly outcome: Reply;
}

/** A check and what it needs before it can judge. */
export interface CheckDefinition {
  /** One line for `ctk list checks`. */
  readonly summary: string;
  /** Rulings whose option it asks for: only of these can another reading be chosen. */
  readonly rulings?: readonly string[];
  /** JSON Schema of the argument; the scenario's schema uses the same. */
  readonly argument: JsonObject;
  /**
   * What it is about, where that is not what a reply says: notifications, or how messages are sent and labelled. It then
   * judges without a usable reply too, of what has come instead, and whatever the other checks of its step say.
   */
  readonly about?: 'notifications' | 'message';
  /** Its passing alone fulfils no requirement: it makes that assessable, or rules something out. */
  readonly condition?: true;
  readonly judge: Check;
}

export type CheckRegistry = Readonly<Record<string, CheckDefinition>>;
