import { expect, test } from 'vitest';
import type { Admin } from '../../../src/adapters/kafka/kafkajs.ts';
import { partitionsOf } from '../../../src/adapters/kafka/topics.ts';

/** A cluster of which nothing can be had at once, since one of its topics has no leader. */
function clusterWithBrokenTopic(answers: Readonly<Record<string, number | string>>): Admin {
  const fetchTopicMetadata = async (options?: { topics: string[] }) => {
    const [topic] = options?.topics ?? [];
    const answer = topic === undefined ? 'LEADER_NOT_AVAILABLE' : (answers[topic] ?? 'UNKNOWN_TOPIC_OR_PARTITION');
    if (typeof answer === 'string') throw Object.assign(new Error(answer), { type: answer });
    return { topics: [{ name: topic, partitions: Array.from({ length: answer }, () => ({})) }] };
  };
  return { fetchTopicMetadata } as unknown as Admin;
}

test('topics are asked for one by one where another topic of the cluster is broken', async () => {
  const admin = clusterWithBrokenTopic({ a: 3, b: 1, hidden: 'TOPIC_AUTHORIZATION_FAILED' });
  expect([...(await partitionsOf(admin, ['a', 'b', 'hidden', 'missing']))]).toEqual([
    ['a', 3],
    ['b', 1],
    ['hidden', undefined],
    ['missing', undefined],
  ]);
});

test('a topic that is wanted and has no leader is an error', async () => {
  await expect(partitionsOf(clusterWithBrokenTopic({ a: 'LEADER_NOT_AVAILABLE' }), ['a'])).rejects.toThrow(
    'LEADER_NOT_AVAILABLE',
  );
});
