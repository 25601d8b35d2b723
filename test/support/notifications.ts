import type { NotificationContext } from '../../src/core/check.ts';
import type { JsonObject } from '../../src/core/json.ts';
import type { ReceivedNotification } from '../../src/core/notification.ts';
import type { Sighting } from '../../src/core/sighting.ts';

/** When hand-made runs begin. */
export const START = Date.UTC(2026, 0, 1);

interface Parts {
  readonly id?: string;
  /** Milliseconds after the start. */
  readonly at?: number;
  readonly eventId?: string;
  readonly member?: string;
  /** Takes the place of the whole content. */
  readonly content?: JsonObject;
}

/** A notification about a record of PartyAccount, unless its content says otherwise. */
export function aNotification(eventType: string, record: JsonObject, parts: Parts = {}): ReceivedNotification {
  const { id = 'n1', at = 10, eventId = id, member = 'partyAccount', content } = parts;
  const value = content ?? { eventId, eventTime: '2026-01-01T00:00:00.000Z', eventType, event: { [member]: record } };
  return {
    id,
    receivedAt: new Date(START + at).toISOString(),
    sent: { protocol: 'http', method: 'POST', path: '', headers: {} },
    body: { kind: 'json', value, bytes: 1 },
  };
}

/** What an exchange has shown so many milliseconds after the start; without a record: that it is gone. */
export function aSighting(at: number, record?: JsonObject): Sighting {
  return { exchange: 'e1', sentAt: START + at, answeredAt: START + at + 1, ...(record && { record }) };
}

/** What checks of notifications look at: these, at a target on this machine. */
export function received(
  own: readonly ReceivedNotification[],
  changes: Partial<NotificationContext> & { readonly sightings?: readonly Sighting[] } = {},
): NotificationContext {
  const { sightings = [], ...rest } = changes;
  return { own, foreign: [], waitMs: 100, isLocal: true, hasHeard: own.length > 0, sightingsOf: () => sightings, ...rest };
}
