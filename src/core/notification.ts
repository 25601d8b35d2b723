import type { Body, RecordPlace } from './exchange.ts';
import type { Json, JsonObject } from './json.ts';
import { isObject } from './json.ts';

/** A message that the SUT sent of itself. Plain JSON. */
export interface ReceivedNotification {
  /** Unique in the run: `n1`, `n2`, … in order of arrival. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  readonly sent: NotificationMessage;
  readonly body: Body;
}

/** How a notification came: as a request to the callback, or as a record on a topic. Header names are lower case. */
export type NotificationMessage =
  | {
      readonly protocol: 'http';
      readonly method: string;
      /** It begins below the callback's own address. */
      readonly path: string;
      readonly headers: Readonly<Record<string, string>>;
    }
  | (RecordPlace & { readonly protocol: 'kafka'; readonly headers: Readonly<Record<string, string>> });

/** The members of a notification's envelope (AMB-R58); what is absent or of another type is left out. */
export interface Envelope {
  readonly eventId?: string;
  readonly eventTime?: string;
  readonly eventType?: string;
  /** The member of `event` that holds the resource: `partyAccount`. */
  readonly member?: string;
  /** The resource in it; what stands in `event` itself where there is no such member. */
  readonly representation?: JsonObject;
}

/** The changes that the document has notifications for, in its words. */
export type ChangeKind = 'Creation' | 'AttributeValueChange' | 'StateChange' | 'Remove';

/** Each change with the words that a name may have for it, the document's own first. */
const WORDS: Readonly<Record<ChangeKind, readonly string[]>> = {
  Creation: ['Creation', 'Create'],
  AttributeValueChange: ['AttributeValueChange'],
  StateChange: ['StateChange'],
  Remove: ['Remove', 'Delete'],
};
const ENDINGS = ['Notification', 'Event'];

/** The change that a printed or customary name tells of (AMB-R32): `PartyAccountDeleteEvent` of `PartyAccount` → `Remove`. */
export function changeNamed(name: string | undefined, resource: string): ChangeKind | undefined {
  const kinds = Object.entries(WORDS) as [ChangeKind, readonly string[]][];
  return kinds.find(([, words]) => words.some((word) => ENDINGS.some((ending) => name === `${resource}${word}${ending}`)))?.[0];
}

/** Reads the envelope of a notification, as far as it has one. */
export function envelopeOf({ body }: Pick<ReceivedNotification, 'body'>): Envelope {
  if (body.kind !== 'json' || !isObject(body.value)) return {};
  const { event, ...rest } = body.value;
  const named = textAt('eventType', rest);
  return { ...textAt('eventId', rest), ...textAt('eventTime', rest), ...named, ...subjectOf(event, named.eventType) };
}

function textAt<Name extends string>(name: Name, holder: JsonObject): { readonly [member in Name]?: string } {
  const value = holder[name];
  return typeof value === 'string' && value !== '' ? ({ [name]: value } as { [member in Name]?: string }) : {};
}

function subjectOf(event: Json | undefined, eventType = ''): Pick<Envelope, 'member' | 'representation'> {
  if (!isObject(event)) return {};
  const members = Object.entries(event).filter((entry): entry is [string, JsonObject] => isObject(entry[1]));
  const resources = members.filter(([, value]) => value.id !== undefined);
  // beside the resource an event may have further members, with ids of their own: the name of the event tells them apart
  const named = resources.find(([name]) => eventType.toLowerCase().startsWith(name.toLowerCase()));
  const [member, representation] = named ?? resources[0] ?? members[0] ?? [];
  if (member === undefined || representation === undefined) return { representation: event };
  if (event.id !== undefined && named === undefined) return { representation: event };
  return { member, representation };
}

/** What an arrival is to the one who waited for it. */
export type ArrivalKind =
  | 'on-time'
  /** Later than the limit. */
  | 'late'
  /** Before the change was asked for. */
  | 'early'
  | 'duplicate'
  /** Under a name that the document does not have. */
  | 'misnamed'
  /** As if it were about another resource. */
  | 'misdirected'
  /** A true one that the document does not ask for (AMB-R64). */
  | 'unlisted'
  /** Of a name that says nothing about a change. */
  | 'unknown'
  /** It claims what did not happen. */
  | 'false'
  | 'after-unsubscribing';

/** One notification as a check has taken it. */
export interface Arrival {
  /** `n3` */
  readonly notification: string;
  /** The name that it bears. */
  readonly name: string;
  /** The id of the record that it is about, where it names one. */
  readonly about?: string;
  /** From the request for the change to the arrival, in milliseconds. */
  readonly delayMs?: number;
  readonly as: ArrivalKind;
}

/** What a check says about notifications, for the ledger. */
export interface NotificationAccount {
  /** The name that was due; absent: nothing was. */
  readonly expected?: string;
  readonly arrivals: readonly Arrival[];
}
