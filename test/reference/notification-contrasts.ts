import type { JsonObject } from '../../src/core/json.ts';
import type { Api } from './api.ts';
import { startListener } from './listener.ts';

/** What a listener is told, without a fault and with it. */
interface Contrast {
  readonly look: (api: Api) => Promise<unknown>;
  readonly without: unknown;
  readonly with: unknown;
}

const RECORD = { name: 'A', description: 'd', type: 'joint', state: 'Active' };
type Change = 'create' | 'rename' | 'move' | 'refused' | 'nameless' | 'delete';

/** Makes changes one after the other and looks at the first notifications of them, as many as come with the fault and without. */
const told =
  (
    changes: readonly Change[],
    count: number,
    seen: (name: string, event: JsonObject, eventId: string, eventTime: string) => unknown = nameOnly,
  ) =>
  async (api: Api): Promise<unknown> => {
    const listener = await startListener();
    await api.post('/hub', { callback: listener.url });
    let path = '';
    for (const change of changes) {
      if (change === 'create') path = `/financialAccount/${(await api.make('/financialAccount', RECORD)).id}`;
      if (change === 'rename') await api.merge(path, { name: 'B' });
      if (change === 'move') await api.merge(path, { state: 'Suspended' });
      if (change === 'refused') await api.merge(path, { id: 'another' });
      if (change === 'nameless') await api.post('/financialAccount', { description: 'nameless' });
      if (change === 'delete') await api.send('DELETE', path);
    }
    const notifications = await listener.take(count);
    return notifications.map(({ eventType, event, eventId, eventTime }) => seen(shortened(eventType), event, eventId, eventTime));
  };

const shortened = (name: string) => name.replace('FinancialAccount', '').replace('Notification', '');
const nameOnly = (name: string) => name;
const resourceIn = (event: JsonObject) => Object.values(event)[0] as JsonObject;
const member = (name: string) => (_: string, event: JsonObject) => resourceIn(event)[name];

/** Somebody who has unsubscribed, and subscribed anew under the same address. */
const toldAfterUnsubscribing = async (api: Api): Promise<unknown> => {
  const listener = await startListener();
  const { body } = await api.post('/hub', { callback: listener.url });
  await api.send('DELETE', `/hub/${body.id}`);
  await api.post('/hub', { callback: listener.url });
  const { id } = await api.make('/financialAccount', RECORD);
  await listener.take(1);
  await api.send('DELETE', `/financialAccount/${id}`);
  return (await listener.take(2)).map(({ eventType }) => shortened(eventType));
};

/** One entry for each fault in `src/reference/faults/notification.ts`. */
export const NOTIFICATION_CONTRASTS: Readonly<Record<string, Contrast>> = {
  'hub-missing': {
    look: async (api) => (await api.post('/hub', { callback: 'http://listener.example/' })).status,
    without: 201,
    with: 404,
  },
  'notify-no-creation': { look: told(['create', 'delete'], 1), without: ['Creation'], with: ['Remove'] },
  'notify-no-value-change': {
    look: told(['create', 'rename', 'move'], 2),
    without: ['Creation', 'AttributeValueChange'],
    with: ['Creation', 'StateChange'],
  },
  'notify-no-state-change': {
    look: told(['create', 'move', 'rename'], 2),
    without: ['Creation', 'StateChange'],
    with: ['Creation', 'AttributeValueChange'],
  },
  'notify-no-removal': {
    look: told(['create', 'delete', 'create'], 2),
    without: ['Creation', 'Remove'],
    with: ['Creation', 'Creation'],
  },
  'notify-wrong-name': { look: told(['create'], 1), without: ['Creation'], with: ['Changed'] },
  'notify-wrong-resource': {
    look: told(['create'], 1, (_, event) => Object.keys(event)),
    without: [['financialAccount']],
    with: [['billFormat']],
  },
  'notify-no-event-id': {
    look: told(['create'], 1, (_name, _event, eventId) => typeof eventId),
    without: ['string'],
    with: ['undefined'],
  },
  'notify-no-time': {
    look: told(['create'], 1, (_name, _event, _id, eventTime) => eventTime.length),
    without: ['2026-01-01T00:00:00.000Z'.length],
    with: [2],
  },
  'notify-not-json': { look: told(['create', 'delete'], 2), without: ['Creation', 'Remove'], with: ['Creation', '<event/>'] },
  'notify-incomplete': { look: told(['create'], 1, member('description')), without: ['d'], with: [undefined] },
  'notify-different': { look: told(['create'], 1, member('type')), without: ['joint'], with: ['unknown'] },
  'notify-stale': { look: told(['create', 'rename'], 2, member('name')), without: ['A', 'B'], with: ['A', 'A'] },
  'notify-false-state': {
    look: told(['create', 'rename'], 2),
    without: ['Creation', 'AttributeValueChange'],
    with: ['Creation', 'StateChange'],
  },
  'notify-false-creation': {
    look: told(['create', 'rename', 'delete'], 3),
    without: ['Creation', 'AttributeValueChange', 'Remove'],
    with: ['Creation', 'AttributeValueChange', 'Creation'],
  },
  'notify-refused': { look: told(['create', 'refused', 'rename'], 2, member('name')), without: ['A', 'B'], with: ['A', 'A'] },
  'notify-refused-creation': {
    look: told(['nameless', 'create'], 1, member('description')),
    without: ['d'],
    with: ['nameless'],
  },
  'notify-removal-early': {
    look: told(['create', 'rename', 'move'], 3),
    without: ['Creation', 'AttributeValueChange', 'StateChange'],
    with: ['Creation', 'AttributeValueChange', 'Remove'],
  },
  'notify-late': {
    look: told(['create', 'move', 'rename'], 2),
    without: ['Creation', 'StateChange'],
    with: ['Creation', 'AttributeValueChange'],
  },
  'notify-after-unsubscribing': {
    look: toldAfterUnsubscribing,
    without: ['Creation', 'Remove'],
    with: ['Creation', 'Creation'],
  },
};
