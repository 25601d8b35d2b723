import type { Body } from '../exchange.ts';
import type { JsonObject } from '../json.ts';
import { type Envelope, envelopeOf, type ReceivedNotification } from '../notification.ts';
import type { Profile, ResourceName } from '../profile.ts';
import { segmentOf } from '../profile.ts';
import type { Secrets } from '../secrets.ts';
import type { NotificationIntake } from '../transport.ts';
import type { Place } from './exchange-runner.ts';
import { maskNotification } from './masking.ts';
import { bearsMark, identifierOf } from './own-records.ts';
import type { Emit } from './run-setup.ts';

/** The notifications of one resource, sorted into those about the run's own records and others. */
export interface Mailbox {
  /** In order of arrival. */
  readonly own: readonly ReceivedNotification[];
  /** Reduced to names and ids: what is in others' records is nobody's business here. */
  readonly foreign: readonly ReceivedNotification[];
  /** Takes in what has come since the last time, and tells it as events of this step. */
  collect(place: Place): void;
}

/** What decides whose record a notification is about. */
export interface Ownership {
  readonly profile: Profile;
  readonly resource: ResourceName;
  readonly runId: string;
  readonly ownIds: ReadonlySet<string>;
  /** The name under which the run knows a record. */
  nameOf(id: string): string | undefined;
}

/** Opens the mailbox of a resource; without an intake nothing ever comes. */
export function openMailbox(intake: NotificationIntake | undefined, ownership: Ownership, secrets: Secrets, emit: Emit): Mailbox {
  const own: ReceivedNotification[] = [];
  const foreign: ReceivedNotification[] = [];
  return {
    own,
    foreign,
    collect({ scenario, resource, step }) {
      for (const notification of intake?.take(resource) ?? []) {
        const isOwn = isAboutOwn(envelopeOf(notification), ownership);
        const kept = isOwn ? notification : withoutContent(notification);
        (isOwn ? own : foreign).push(kept);
        emit({
          event: 'notification',
          scenario,
          resource,
          step,
          notification: maskNotification(kept, secrets),
          ...(isOwn ? {} : { foreign: true }),
        });
      }
    },
  };
}

/**
 * A hub may tell every listener of every resource, and two resources may count their ids alike: what names another
 * resource throughout is about that one, unless the record has the name of one of this resource's.
 */
function isAboutOwn(envelope: Envelope, { profile, resource, runId, ownIds, nameOf }: Ownership): boolean {
  const { eventType = '', member, representation } = envelope;
  if (representation === undefined) return false;
  const id = identifierOf(representation);
  const namesOther = Object.keys(profile.resources).some(
    (name) => name !== resource && member === segmentOf(profile, name) && eventType.startsWith(name),
  );
  const known = id !== undefined && ownIds.has(id);
  if (namesOther) return known && representation.name !== undefined && representation.name === nameOf(id);
  return known || bearsMark(representation, runId);
}

function withoutContent(notification: ReceivedNotification): ReceivedNotification {
  const { eventId, eventType, member, representation } = envelopeOf(notification);
  const id = representation === undefined ? undefined : identifierOf(representation);
  const value: JsonObject = {
    ...(eventId !== undefined && { eventId }),
    ...(eventType !== undefined && { eventType }),
    ...(id !== undefined && { event: member === undefined ? { id } : { [member]: { id } } }),
  };
  return { ...notification, sent: { ...notification.sent, headers: {} }, body: reduced(notification.body, value) };
}

/** What is no JSON keeps the reason: it is nobody's record, and a report has to tell of it. */
function reduced(body: Body, value: JsonObject): Body {
  if (body.kind === 'json') return { ...body, value };
  return body.kind === 'text' ? { ...body, text: '' } : body;
}
