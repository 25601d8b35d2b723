import type { KafkaRecord } from '../../adapters/kafka.ts';
import type { ResourceName } from '../../core/profile.ts';
import type { NotificationIntake } from '../../core/transport.ts';
import { createInbox } from '../inbox.ts';
import type { KafkaEnvironment } from './environment.ts';
import { hear, placeOf, unreadableReply } from './reply.ts';

/** An intake with its entrance. */
export interface NotificationTopics extends NotificationIntake {
  /** Takes a record; false where it is from none of the notification topics. */
  receive(record: KafkaRecord): boolean;
}

/** Takes in notifications from the topics of resources. */
export function createNotificationTopics(
  topics: ReadonlyMap<ResourceName, string>,
  environment: KafkaEnvironment,
): NotificationTopics {
  const resources = new Map([...topics].map(([resource, topic]) => [topic, resource]));
  const inbox = createInbox(environment);
  let count = 0;
  return {
    addressOf(resource) {
      const topic = topics.get(resource);
      if (topic === undefined) throw new TypeError(`Nobody listens to notifications of the resource '${resource}'`);
      return topic;
    },
    // the broker keeps what has been published
    isLocal: true,
    get hasHeard() {
      return count > 0;
    },
    take: inbox.take,
    arrival: inbox.arrival,
    receive(record) {
      const resource = resources.get(record.topic);
      if (resource === undefined) return false;
      count += 1;
      const hindrance = unreadableReply(record);
      const { headers, body } = hear(record, environment.secrets);
      inbox.put(
        resource,
        {
          id: `n${count}`,
          receivedAt: new Date(environment.now()).toISOString(),
          sent: { protocol: 'kafka', ...placeOf(record), headers },
          body: hindrance === undefined ? body : { kind: 'text', text: '', bytes: 0, error: hindrance.message },
        },
        record.value?.length ?? 0,
      );
      return true;
    },
  };
}
