import type { CheckContext, NotificationContext } from '../core/check.ts';
import type { Json, JsonObject } from '../core/json.ts';
import type { Sighting } from '../core/sighting.ts';
import { differences, matches } from './comparison.ts';
import type { Notice } from './notices.ts';

/** Two sightings of a record, one after the other, that differ: between them it has changed. */
interface Transition {
  readonly from: JsonObject;
  readonly to: JsonObject;
  /** From when on it can have happened. */
  readonly since: number;
}

/** Says of each notification whether what it claims has happened, as far as the run's own exchanges tell. */
export function createWitness(notifications: NotificationContext, context: CheckContext): (notice: Notice) => boolean {
  const claimed = new Set<string>();

  /** What happens once can be told of once under a name; what repeats another notification is not asked about. */
  const claim = (notice: Notice, index: number) => {
    const key = `${notice.about}#${index}#${notice.envelope.eventType}`;
    return claimed.has(key) ? false : claimed.add(key) !== undefined;
  };

  return (notice) => {
    const sightings = notice.about === undefined ? [] : notifications.sightingsOf(notice.about);
    const asked = sightings.filter(({ sentAt }) => sentAt <= notice.at);
    switch (notice.change) {
      case 'Creation':
        return asked.length > 0 && claim(notice, 0);
      case 'Remove':
        // a deletion that was only said to be done is none
        return asked.some(isGone) && sightings.slice(-1).every(isGone) && claim(notice, 0);
      case 'AttributeValueChange':
        return transitionsIn(sightings).some((transition) => isAfter(transition, notice));
      case 'StateChange':
        return (
          isManaged(notice, sightings, context) ||
          transitionsIn(sightings).some(
            (transition, index) =>
              !matches(transition.from.state ?? null, transition.to.state) &&
              isAfter(transition, notice, ['state']) &&
              claim(notice, index),
          )
        );
      default:
        return true;
    }
  };
}

function isGone({ record }: Sighting): boolean {
  return record === undefined;
}

function transitionsIn(sightings: readonly Sighting[]): readonly Transition[] {
  const shown = sightings.flatMap(({ record, sentAt }) => (record === undefined ? [] : [{ record, sentAt }]));
  return shown.slice(1).flatMap(({ record: to }, index) => {
    const before = shown[index];
    if (before === undefined || changedIn(before.record, to).length === 0) return [];
    return [{ from: before.record, to, since: before.sentAt }];
  });
}

/** The attributes in which two representations differ. */
function changedIn(from: JsonObject, to: JsonObject): readonly string[] {
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].filter((name) => !isSame(from[name] ?? null, to[name] ?? null));
}

function isSame(a: Json, b: Json): boolean {
  return differences(a, b).length === 0 && differences(b, a).length === 0;
}

/** True where the notification can be of this change: not before it, and not with what was there before. */
function isAfter({ from, to, since }: Transition, { at, envelope }: Notice, attributes = changedIn(from, to)): boolean {
  if (at < since) return false;
  const told = attributes.filter((name) => Object.hasOwn(envelope.representation ?? {}, name));
  return told.length === 0 || told.some((name) => isSame(to[name] ?? null, envelope.representation?.[name] ?? null));
}

/** A state that a server goes through by itself may pass between two retrievals (AMB-A47). */
function isManaged({ envelope }: Notice, sightings: readonly Sighting[], { managedAttributes }: CheckContext): boolean {
  const state = envelope.representation?.state;
  return (
    managedAttributes.has('state') && state !== undefined && !sightings.some(({ record }) => isSame(record?.state ?? null, state))
  );
}
