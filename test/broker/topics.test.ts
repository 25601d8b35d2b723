import { expect, test } from 'vitest';
import { describeKafka } from '../support/broker.ts';
import { asAdmin, createTopic, write } from '../support/kafka-client.ts';
import { createFreshTopics } from '../support/kafka-topics.ts';

await describeKafka('topics of a test', (kafka) => {
  test('are the 77 of the guide, under a prefix of its own, until it removes them', async () => {
    const topics = await createFreshTopics(kafka, 2);
    expect(topics.names).toHaveLength(77);
    expect(new Set(topics.names.map((name) => name.split('.')[0]))).toEqual(new Set([topics.prefix]));
    const found = await asAdmin(kafka, (admin) => admin.fetchTopicMetadata({ topics: [...topics.names] }));
    expect(new Set(found.topics.map(({ partitions }) => partitions.length))).toEqual(new Set([2]));
    await topics.remove();
    const remaining = async () => {
      const all = await asAdmin(kafka, (admin) => admin.listTopics());
      return all.filter((name) => name.startsWith(topics.prefix));
    };
    await expect.poll(remaining, { timeout: 20_000 }).toEqual([]);
  });
});

await describeKafka(
  'a broker that makes no topics by itself',
  (kafka) => {
    test('refuses a record for a topic that is missing', async () => {
      await expect(write(kafka, 'test-missing', 'hello')).rejects.toThrow('does not host this topic-partition');
    });
  },
  { autoCreate: false },
);

await describeKafka(
  'a broker that makes topics by itself',
  (kafka) => {
    test('gives a new topic as many partitions as it is told', async () => {
      const topic = await createTopic(kafka);
      await asAdmin(kafka, (admin) => admin.deleteTopics({ topics: [topic] }));
      await expect.poll(() => write(kafka, topic, 'hello').then(() => 'written', String), { timeout: 10_000 }).toBe('written');
      const { topics } = await asAdmin(kafka, (admin) => admin.fetchTopicMetadata({ topics: [topic] }));
      expect(topics.map(({ partitions }) => partitions.length)).toEqual([3]);
    });
  },
  { autoCreate: true, partitions: 3 },
);
