import { setTimeout as wait } from 'node:timers/promises';
import { isInvisible } from './classification.ts';
import type { Admin } from './kafkajs.ts';
import type { TopicLayout } from './types.ts';

/** How often, and how many milliseconds apart, it is looked whether topics that were created are there. */
const CHECKS = 50;
const PAUSE = 100;

/** How often all topics are asked for at once. */
const ATTEMPTS = 3;

/** Number of partitions of each topic; `undefined` where this user sees none. */
export async function partitionsOf(admin: Admin, topics: readonly string[]): Promise<Map<string, number | undefined>> {
  for (let left = ATTEMPTS; left > 0; left -= 1) {
    try {
      // asked for by name, one topic that is missing would hide all others
      const seen = new Map((await admin.fetchTopicMetadata()).topics.map(({ name, partitions }) => [name, partitions.length]));
      return new Map(topics.map((topic) => [topic, seen.get(topic)]));
    } catch {
      // kafkajs gives nothing at all where any topic of the cluster has no leader, be it for a moment
      await wait(PAUSE);
    }
  }
  const counts = new Map<string, number | undefined>();
  for (const topic of topics) counts.set(topic, await partitionsOfOne(admin, topic));
  return counts;
}

async function partitionsOfOne(admin: Admin, topic: string): Promise<number | undefined> {
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    return topics[0]?.partitions.length;
  } catch (error) {
    if (isInvisible(error)) return undefined;
    throw error;
  }
}

/** Creates the topics that are missing. */
export async function createTopics(admin: Admin, topics: readonly string[], layout: TopicLayout): Promise<void> {
  const seen = await partitionsOf(admin, topics);
  const missing = topics.filter((topic) => seen.get(topic) === undefined);
  if (missing.length === 0) return;
  // -1: the broker's own default
  const { partitions = -1, replicationFactor = -1 } = layout;
  await admin.createTopics({
    topics: missing.map((topic) => ({ topic, numPartitions: partitions, replicationFactor })),
    // kafkajs does not bear that a broker has not heard of its new topics yet
    waitForLeaders: false,
  });
  for (let left = CHECKS; left > 0; left -= 1) {
    if ([...(await partitionsOf(admin, missing)).values()].every((count) => count !== undefined)) return;
    await wait(PAUSE);
  }
}
