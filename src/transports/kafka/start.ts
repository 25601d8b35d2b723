import { connectKafka, type KafkaClient, KafkaProblem } from '../../adapters/kafka.ts';
import type { KafkaTransportSettings } from './settings.ts';
import { topicsNeeded } from './topics.ts';

/**
 * Connects, and makes sure that every topic is there before anything is sent.
 *
 * @throws KafkaProblem that names all topics that are missing, or the partition
 */
export async function connectToTopics(settings: KafkaTransportSettings): Promise<KafkaClient> {
  const { requests, replies, notifications } = topicsNeeded(settings);
  const client = await connectKafka(settings.cluster);
  try {
    const partitions = await client.partitionsOf([...requests, ...replies, ...notifications]);
    const missing = [...partitions].filter(([, count]) => count === undefined).map(([topic]) => topic);
    if (missing.length > 0) throw missingTopics(missing, settings, client.brokers);
    const { partition } = settings;
    const without = partition === undefined ? [] : requests.filter((topic) => (partitions.get(topic) ?? 0) <= partition);
    if (without.length === 0) return client;
    throw new KafkaProblem(
      'unknown-topic',
      `There is no partition ${partition} of ${without.join(', ')}. Choose a lower one, counted from 0, or none.`,
      { topics: without },
    );
  } catch (error) {
    await client.close();
    throw error;
  }
}

/** More than these would hide what to do about them. */
const SHOWN = 10;

function missingTopics(topics: readonly string[], { topicPrefix }: KafkaTransportSettings, brokers: string): KafkaProblem {
  const [are, them] = topics.length === 1 ? ['topic is', 'it'] : ['topics are', 'them'];
  const more = topics.length > SHOWN ? [`… and ${topics.length - SHOWN} more`] : [];
  return new KafkaProblem(
    'unknown-topic',
    `${topics.length} ${are} missing on ${brokers}, or this user may not see ${them}:\n  ${[...topics.slice(0, SHOWN), ...more].join('\n  ')}\n` +
      `Check --topic-prefix, ask for the right DESCRIBE, or have ${them} created: ctk doctor --target kafka://${brokers} --topic-prefix ${topicPrefix || '""'} --create-topics`,
    { topics },
  );
}
