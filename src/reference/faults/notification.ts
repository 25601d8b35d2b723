import { isObject, type JsonObject } from '../../core/json.ts';
import { type FaultEntry, onEvents } from '../fault.ts';
import { type HubFault, onContent, onResource } from '../hub-fault.ts';
import { type ChangeKind, RESOURCES } from '../model.ts';
import type { Handler } from '../operation.ts';
import { represent } from '../representation.ts';
import { without } from '../values.ts';

/** Violations in what is told of changes, and to whom. */
export const NOTIFICATION_FAULTS: Readonly<Record<string, FaultEntry>> = {
  'hub-missing': {
    summary: 'there is no hub: a subscription is answered 404',
    violates: RESOURCES.flatMap(({ name, notifications: [first] }) =>
      first ? [`notification.${name}${first}Notification`] : [],
    ),
    ...atHub({ isMissing: true }),
  },
  'notify-no-creation': {
    summary: 'creations are not told of',
    violates: listed('Creation'),
    apply: onEvents((events) => events.filter(({ kind }) => kind !== 'Creation')),
  },
  'notify-no-value-change': {
    summary: 'changes of attributes are not told of',
    violates: listed('AttributeValueChange'),
    apply: onEvents((events) => events.filter(({ kind }) => kind !== 'AttributeValueChange')),
  },
  'notify-no-state-change': {
    summary: 'changes of the state are not told of',
    violates: listed('StateChange'),
    apply: onEvents((events) => events.filter(({ kind }) => kind !== 'StateChange')),
  },
  'notify-no-removal': {
    summary: 'removals are not told of',
    violates: listed('Remove'),
    apply: onEvents((events) => events.filter(({ kind }) => kind !== 'Remove')),
  },
  'notify-wrong-name': {
    summary: 'every notification is called after the resource and the word Changed',
    violates: listed(),
    ...atHub(onContent((content, { resource }) => ({ ...content, eventType: `${resource.name}Changed` }))),
  },
  'notify-wrong-resource': {
    summary: 'the resource stands in the envelope as if it were a bill format',
    violates: listed(),
    ...atHub(onContent((content, { representation }) => ({ ...content, event: { billFormat: representation } }))),
  },
  'notify-no-event-id': {
    summary: 'notifications have no eventId',
    violates: listed(),
    ...atHub(onContent((content) => without(content, ['eventId']))),
  },
  'notify-no-time': {
    summary: 'the eventTime of a notification is a number of seconds, as text',
    violates: listed(),
    ...atHub(onContent((content) => ({ ...content, eventTime: '12' }))),
  },
  'notify-not-json': {
    summary: 'beside each notification something is sent that is no JSON',
    violates: ['notification.payload'],
    ...atHub({ outgoing: (outgoing) => [outgoing, { ...outgoing, content: '<event/>' }] }),
  },
  'notify-incomplete': {
    summary: 'the resource in a notification lacks its description',
    violates: ['notification.payload'],
    ...atHub(onResource((representation) => without(representation, ['description']))),
  },
  'notify-different': {
    summary: 'the resource in a notification has another type than when it is retrieved',
    violates: ['notification.payload'],
    ...atHub(onResource((representation) => ({ ...representation, type: 'unknown' }))),
  },
  'notify-stale': {
    summary: 'a notification of a change shows the resource as it was before',
    violates: ['notification.payload', ...listed('AttributeValueChange'), ...listed('StateChange')],
    apply: (call, context, next) => {
      const record = call.operation === 'patch' ? context.store.find(call.resource.name, call.id) : undefined;
      const answer = next(call, context);
      if (record === undefined || answer.events === undefined) return answer;
      const representation = represent(call.resource, record, context.root);
      return { ...answer, events: answer.events.map((event) => ({ ...event, representation })) };
    },
  },
  'notify-false-state': {
    summary: 'every change is told of as a change of the state too',
    violates: listed('StateChange'),
    apply: onEvents((events) =>
      events.flatMap((event) => (event.kind === 'StateChange' ? [event] : [event, { ...event, kind: 'StateChange' }])),
    ),
  },
  'notify-false-creation': {
    summary: 'every change is told of as a creation too',
    violates: listed('Creation'),
    apply: onEvents((events, call) =>
      events.flatMap((event) => (call.operation === 'patch' ? [event, { ...event, kind: 'Creation' }] : [event])),
    ),
  },
  'notify-refused': {
    summary: 'a patch that is refused is told of as if it had changed the record',
    violates: listed('AttributeValueChange'),
    apply: (call, context, next) => {
      const answer = next(call, context);
      const record = call.operation === 'patch' ? context.store.find(call.resource.name, call.id) : undefined;
      if (record === undefined || answer.status < 400) return answer;
      const representation = represent(call.resource, record, context.root);
      return { ...answer, events: [{ kind: 'AttributeValueChange', resource: call.resource, representation }] };
    },
  },
  'notify-refused-creation': {
    summary: 'a creation that is refused is told of as if it had created something',
    violates: listed('Creation'),
    apply: (call, context, next) => {
      const answer = next(call, context);
      if (call.operation !== 'create' || answer.status < 400 || !isObject(call.body)) return answer;
      const representation: JsonObject = { ...call.body, id: context.newId() };
      return { ...answer, events: [{ kind: 'Creation', resource: call.resource, representation }] };
    },
  },
  'notify-removal-early': {
    summary: 'the removal of a record is told of when it is first changed, and not when it is removed',
    violates: listed('Remove'),
    apply: onEvents((events, call) =>
      events.flatMap((event) => {
        if (event.kind === 'Remove') return [];
        return call.operation === 'patch' ? [event, { ...event, kind: 'Remove' }] : [event];
      }),
    ),
  },
  'notify-late': {
    summary: 'changes of the state are told of later than a listener waits',
    violates: listed('StateChange'),
    ...atHub({
      outgoing: (outgoing, { kind }, lateBy) => [kind === 'StateChange' ? { ...outgoing, delayMs: lateBy } : outgoing],
    }),
  },
  'notify-after-unsubscribing': {
    summary: 'whoever has unsubscribed goes on being told',
    violates: listed('AttributeValueChange'),
    ...atHub({ keepsListeners: true }),
  },
};

/** A fault that leaves the operations as they are. */
function atHub(hub: HubFault): Pick<FaultEntry, 'apply' | 'hub'> {
  return { apply: (call, context, next: Handler) => next(call, context), hub };
}

/** The requirements of the notifications of a change, or of all changes, at whatever resources the document lists them for. */
function listed(change?: ChangeKind): readonly string[] {
  return RESOURCES.flatMap(({ name, notifications }) =>
    notifications
      .filter((kind) => change === undefined || kind === change)
      .map((kind) => `notification.${name}${kind}Notification`),
  );
}
