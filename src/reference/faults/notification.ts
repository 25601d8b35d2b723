import { isObject, type JsonObject } from '../../core/json.ts';
import { type FaultEntry, onEvents } from '../fault.ts';
import { onContent, onResource } from '../hub-fault.ts';
import type { ApiModel } from '../model/api.ts';
import { MODELS } from '../model/models.ts';
import type { ChangeKind } from '../model/resource.ts';
import { represent } from '../operations/representation.ts';
import { without } from '../operations/values.ts';

/** Violations in what is told of changes, and to whom. */
export const NOTIFICATION_FAULTS: Readonly<Record<string, FaultEntry>> = {
  'hub-missing': {
    summary: 'there is no hub: a subscription is answered 404',
    ...violating((api) =>
      api.resources.flatMap(({ name, notifications: [first] }) =>
        first ? [`notification.${api.eventTypeOf(name, first)}`] : [],
      ),
    ),
    faces: ['rest'],
    hub: { isMissing: true },
  },
  'notify-no-creation': {
    summary: 'creations are not told of',
    ...violating(listed('Creation')),
    apply: onEvents((events) => events.filter(({ kind }) => kind !== 'Creation')),
  },
  'notify-no-value-change': {
    summary: 'changes of attributes are not told of',
    ...violating(listed('AttributeValueChange')),
    apply: onEvents((events) => events.filter(({ kind }) => kind !== 'AttributeValueChange')),
  },
  'notify-no-state-change': {
    summary: 'changes of the state are not told of',
    ...violating(listed('StateChange')),
    apply: onEvents((events) => events.filter(({ kind }) => kind !== 'StateChange')),
  },
  'notify-no-removal': {
    summary: 'removals are not told of',
    ...violating(listed('Remove')),
    apply: onEvents((events) => events.filter(({ kind }) => kind !== 'Remove')),
  },
  'notify-wrong-name': {
    summary: 'every notification is called after the resource and the word Changed',
    ...violating(listed()),
    hub: onContent((content, { resource }) => ({ ...content, eventType: `${resource.name}Changed` })),
  },
  'notify-wrong-resource': {
    summary: 'the resource stands in the envelope as if it were another one',
    ...violating(listed()),
    hub: onContent((content, { resource: { path }, representation }) => ({
      ...content,
      event: { [path === 'billFormat' ? 'partyAccount' : 'billFormat']: representation },
    })),
  },
  'notify-no-event-id': {
    summary: 'notifications have no eventId',
    ...violating(listed()),
    hub: onContent((content) => without(content, ['eventId'])),
  },
  'notify-no-time': {
    summary: 'the eventTime of a notification is a number of seconds, as text',
    ...violating(listed()),
    hub: onContent((content) => ({ ...content, eventTime: '12' })),
  },
  'notify-not-json': {
    summary: 'beside each notification something is sent that is no JSON',
    violates: ['notification.payload'],
    faces: ['rest'],
    hub: { outgoing: (outgoing) => [outgoing, { ...outgoing, content: '<event/>' }] },
  },
  'notify-incomplete': {
    summary: 'the resource in a notification lacks its description',
    violates: ['notification.payload'],
    models: ['v1'],
    hub: onResource((representation) => without(representation, ['description'])),
  },
  'notify-different': {
    summary: 'the resource in a notification has another type than when it is retrieved',
    violates: ['notification.payload'],
    models: ['v1'],
    hub: onResource((representation) => ({ ...representation, type: 'unknown' })),
  },
  'notify-stale': {
    summary: 'a notification of a change shows the resource as it was before',
    ...violating((api) => ['notification.payload', ...listed('AttributeValueChange')(api), ...listed('StateChange')(api)]),
    apply: (call, context, next) => {
      const record = call.operation === 'patch' ? context.store.find(call.resource.name, call.id) : undefined;
      const answer = next(call, context);
      if (record === undefined || answer.events === undefined) return answer;
      const representation = represent(call.resource, record, context);
      return { ...answer, events: answer.events.map((event) => ({ ...event, representation })) };
    },
  },
  'notify-false-state': {
    summary: 'every change is told of as a change of the state too',
    ...violating(listed('StateChange')),
    apply: onEvents((events) =>
      events.flatMap((event) => (event.kind === 'StateChange' ? [event] : [event, { ...event, kind: 'StateChange' }])),
    ),
  },
  'notify-false-creation': {
    summary: 'every change is told of as a creation too',
    ...violating(listed('Creation')),
    apply: onEvents((events, call) =>
      events.flatMap((event) => (call.operation === 'patch' ? [event, { ...event, kind: 'Creation' }] : [event])),
    ),
  },
  'notify-refused': {
    summary: 'a patch that is refused is told of as if it had changed the record',
    ...violating(listed('AttributeValueChange')),
    apply: (call, context, next) => {
      const answer = next(call, context);
      const record = call.operation === 'patch' ? context.store.find(call.resource.name, call.id) : undefined;
      if (record === undefined || answer.status < 400) return answer;
      const representation = represent(call.resource, record, context);
      return { ...answer, events: [{ kind: 'AttributeValueChange', resource: call.resource, representation }] };
    },
  },
  'notify-refused-creation': {
    summary: 'a creation that is refused is told of as if it had created something',
    ...violating(listed('Creation')),
    apply: (call, context, next) => {
      const answer = next(call, context);
      if (call.operation !== 'create' || answer.status < 400 || !isObject(call.body)) return answer;
      const representation: JsonObject = { ...call.body, id: context.newId() };
      return { ...answer, events: [{ kind: 'Creation', resource: call.resource, representation }] };
    },
  },
  'notify-removal-early': {
    summary: 'the removal of a record is told of when it is first changed, and not when it is removed',
    ...violating(listed('Remove')),
    apply: onEvents((events, call) =>
      events.flatMap((event) => {
        if (event.kind === 'Remove') return [];
        return call.operation === 'patch' ? [event, { ...event, kind: 'Remove' }] : [event];
      }),
    ),
  },
  'notify-late': {
    summary: 'changes of the state are told of later than a listener waits',
    ...violating(listed('StateChange')),
    hub: {
      outgoing: (outgoing, { kind }, lateBy) => [kind === 'StateChange' ? { ...outgoing, delayMs: lateBy } : outgoing],
    },
  },
  'notify-after-unsubscribing': {
    summary: 'whoever has unsubscribed goes on being told',
    ...violating(listed('AttributeValueChange')),
    faces: ['rest'],
    hub: { keepsListeners: true },
  },
};

/** The requirements that are violated, by the words of each model. */
function violating(requirements: (api: ApiModel) => readonly string[]): Pick<FaultEntry, 'violates' | 'violatesInV5'> {
  return { violates: requirements(MODELS.v1), violatesInV5: requirements(MODELS.v5) };
}

/** The requirements of the notifications of a change, or of all changes, at whatever resources the document lists them for. */
function listed(change?: ChangeKind): (api: ApiModel) => readonly string[] {
  return ({ resources, eventTypeOf }) =>
    resources.flatMap(({ name, notifications }) =>
      notifications
        .filter((kind) => change === undefined || kind === change)
        .map((kind) => `notification.${eventTypeOf(name, kind)}`),
    );
}
