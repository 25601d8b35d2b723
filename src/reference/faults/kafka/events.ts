import type { FaultEntry } from '../../fault.ts';
import type { KafkaFault } from '../../kafka-fault.ts';
import { MODELS } from '../../model/models.ts';
import type { ChangeKind } from '../../model/resource.ts';

/** Violations in the records of notification topics. */
export const EVENT_FAULTS: Readonly<Record<string, FaultEntry>> = {
  'events-not-json': {
    summary: 'the value of a notification is no JSON',
    violates: eventsOf(),
    kafka: onEvent((value) => `event: ${value}`),
  },
  'events-empty': {
    summary: 'the value of a notification is null',
    violates: eventsOf(),
    kafka: onEvent(() => null),
  },
  'events-truncated': {
    summary: 'the value of a notification breaks off before its end',
    violates: eventsOf(),
    kafka: onEvent((value) => value?.slice(0, -1) ?? null),
  },
  'events-in-one-topic': {
    summary: 'all notifications are written to the topic of bill formats',
    violates: MODELS.v5.resources
      .filter(({ name }) => name !== 'BillFormat')
      .flatMap(({ name, notifications }) => notifications.map((kind) => nameOf(name, kind))),
    kafka: {
      notifications: (message, { resource }) => [
        { ...message, topic: message.topic.replace(`.${resource.path}.`, '.billFormat.') },
      ],
    },
  },
  'removals-as-tombstones': {
    summary: 'the notification of a removal is a record without a value',
    violates: eventsOf('Remove'),
    kafka: {
      notifications: (message, { kind }) => [kind === 'Remove' ? { ...message, value: null } : message],
    },
  },
  'events-without-envelope': {
    summary: 'the value of a notification is the resource itself',
    violates: eventsOf(),
    kafka: {
      notifications: (message, { representation }) => [{ ...message, value: JSON.stringify(representation) }],
    },
  },
};

function onEvent(change: (value: string | null) => string | null): KafkaFault {
  return { notifications: (message) => [{ ...message, value: change(message.value) }] };
}

/** The requirements of the notifications that are sent of a change, or of all changes. */
function eventsOf(change?: ChangeKind): readonly string[] {
  return MODELS.v5.resources.flatMap(({ name, notifications }) =>
    notifications.filter((kind) => change === undefined || kind === change).map((kind) => nameOf(name, kind)),
  );
}

function nameOf(...[resource, kind]: Parameters<typeof MODELS.v5.eventTypeOf>): string {
  return `notification.${MODELS.v5.eventTypeOf(resource, kind)}`;
}
