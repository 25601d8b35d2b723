import type { CheckContext, Judgement } from '../core/check.ts';
import type { Exchange } from '../core/exchange.ts';
import {
  type Arrival,
  type ArrivalKind,
  type ChangeKind,
  changeNamed,
  type Envelope,
  envelopeOf,
  type ReceivedNotification,
} from '../core/notification.ts';
import { idOf } from './body.ts';

/** A notification as the checks look at it. */
export interface Notice {
  readonly received: ReceivedNotification;
  readonly envelope: Envelope;
  /** When it came, in milliseconds since 1970. */
  readonly at: number;
  /** The id of the record that it is about. */
  readonly about: string | undefined;
  /** What its name tells of; `undefined` for a name that nobody has for a change of this resource. */
  readonly change: ChangeKind | undefined;
}

/** When a request went out and when its reply was there, in milliseconds since 1970. */
export interface Span {
  readonly sent: number;
  readonly answered: number;
}

/** The judgement of a check that would need notifications where none can come. */
export const noAddress: Judgement = {
  kind: 'not-applicable',
  reason: 'the target was given no address to send notifications to',
  exemption: 'configuration',
};

/** Reads notifications, in order of arrival. */
export function noticesOf(received: readonly ReceivedNotification[], resource: string): readonly Notice[] {
  return received.map((notification) => {
    const envelope = envelopeOf(notification);
    return {
      received: notification,
      envelope,
      at: Date.parse(notification.receivedAt),
      about: envelope.representation === undefined ? undefined : idOf(envelope.representation),
      change: changeNamed(envelope.eventType, resource),
    };
  });
}

/** True for one that says the same as another (AMB-R58): under the same event id, or with the same content. */
export function isRepetition(notice: Notice, first: Notice): boolean {
  const [content, id] = keysOf(notice);
  const [otherContent, otherId] = keysOf(first);
  return content === otherContent || (id !== undefined && id === otherId);
}

/** Those that do not repeat an earlier one, in their order; of a flood of them each is looked at once. */
export function withoutRepetitions(notices: readonly Notice[]): readonly Notice[] {
  const seen = new Set<string>();
  return notices.filter((notice) => {
    const keys = keysOf(notice);
    const isNew = keys.every((key) => !seen.has(key));
    for (const key of keys) seen.add(key);
    return isNew;
  });
}

/** What two notifications have in common that say the same: the first key, or the second where there is one. */
function keysOf({ about, envelope }: Notice): readonly string[] {
  const { eventId, eventType, member, representation } = envelope;
  const content = JSON.stringify([eventType, about, member, representation]);
  return eventId === undefined ? [content] : [content, JSON.stringify([eventType, about, eventId])];
}

/** The time of a step's last exchange; `undefined` where it did not run or got no reply. */
export function spanOf(step: string, context: CheckContext): Span | undefined {
  const last: Exchange | undefined = context.pagesOf(step)?.pages.at(-1);
  if (last === undefined) return undefined;
  const sent = Date.parse(last.startedAt);
  return { sent, answered: sent + last.durationMs };
}

/** One line of the ledger. */
export function arrivalOf({ received, envelope, at, about }: Notice, as: ArrivalKind, since?: Span): Arrival {
  return {
    notification: received.id,
    name: envelope.eventType ?? '',
    ...(about !== undefined && { about }),
    ...(since !== undefined && { delayMs: at - since.sent }),
    as,
  };
}

/** Where a finding about a notification is. */
export function placeOf({ received }: Notice): string {
  return `notification ${received.id}`;
}
