import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { connectKafka, type KafkaRecord } from '../../src/adapters/kafka.ts';
import { describeKafka } from '../support/broker.ts';
import { asAdmin } from '../support/kafka-client.ts';
import { createFreshTopics } from '../support/kafka-topics.ts';
import { clusterOf, ON, openTransport, RETRIEVE, settingsOf, startPartner, TRACE } from './exchange-partners.ts';

await describeKafka(
  'with three partitions, and a first join that is held back for 3 s,',
  (kafka) => {
    test('no reply to a request right after the opening is lost', async () => {
      const topics = await createFreshTopics(kafka, 3);
      const partner = await startPartner(clusterOf(kafka.access), topics.prefix, (_, reply) => reply());
      for (let round = 0; round < 4; round += 1) {
        const transport = await openTransport(settingsOf(clusterOf(kafka.access), topics.prefix));
        const sent = await Promise.all([1, 2, 3, 4, 5, 6].map(() => transport.send(RETRIEVE, TRACE, ON)));
        await transport.close();
        expect(sent.map(({ outcome }) => outcome.kind)).toEqual(Array(6).fill('reply'));
        // without a key they are spread
        expect(new Set(sent.map(({ sent: record }) => 'partition' in record && record.partition)).size).toBe(3);
      }
      await partner.close();
      await topics.remove();
    }, 120_000);

    test('a record that comes while the join is held back is heard', async () => {
      const [reader, writer] = [await connectKafka(clusterOf(kafka.access)), await connectKafka(clusterOf(kafka.access))];
      const topic = `joined-${randomUUID()}`;
      await writer.createTopics([topic], { partitions: 3, replicationFactor: 1 });
      const write = (name: string) => writer.send({ topic, headers: {}, value: name });
      for (const name of ['old', 'older', 'oldest']) await write(name);
      const heard: string[] = [];
      const joining = reader.listen({ topics: [topic], groupId: topic, from: 'end' }, ({ value }) => {
        heard.push(Buffer.from(value ?? []).toString());
      });
      await wait(1500);
      for (const name of ['a', 'b', 'c']) await write(name);
      await joining;
      await expect.poll(() => heard.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(3);
      await Promise.all([reader.close(), writer.close()]);
      expect([...heard].sort()).toEqual(['a', 'b', 'c']);
    }, 60_000);

    test('a request goes to the partition that was chosen', async () => {
      const topics = await createFreshTopics(kafka, 3);
      const partner = await startPartner(clusterOf(kafka.access), topics.prefix, (_, reply) => reply({ partition: 1 }));
      const transport = await openTransport(settingsOf(clusterOf(kafka.access), topics.prefix, { partition: 2 }));
      const { sent, outcome } = await transport.send(RETRIEVE, TRACE, ON);
      await transport.close();
      await partner.close();
      await topics.remove();
      expect(sent).toMatchObject({ partition: 2, offset: '0' });
      expect(outcome).toMatchObject({ kind: 'reply', record: { partition: 1 } });
    }, 60_000);
  },
  { partitions: 3, rebalanceDelay: 3000 },
);

await describeKafka('a listening', (kafka) => {
  test('hears each record once through rebalances of its group', async () => {
    const [reader, writer] = [await connectKafka(clusterOf(kafka.access)), await connectKafka(clusterOf(kafka.access))];
    const topic = `rebalanced-${randomUUID()}`;
    await writer.createTopics([topic], { partitions: 2, replicationFactor: 1 });
    const heard: string[] = [];
    const hear = ({ value }: KafkaRecord) => void heard.push(Buffer.from(value ?? []).toString());
    await reader.listen({ topics: [topic], groupId: topic, from: 'end' }, hear);
    const write = (name: string) => writer.send({ topic, headers: {}, value: name });
    for (let index = 0; index < 10; index += 1) await write(`before ${index}`);
    await expect.poll(() => heard.length, { timeout: 10_000 }).toBe(10);
    // another member of the group takes a partition, says nothing of what it has read, and goes
    const intruder = await connectKafka(clusterOf(kafka.access));
    const joining = intruder.listen({ topics: [topic], groupId: topic, from: 'end' }, () => {});
    await joining;
    for (let index = 0; index < 10; index += 1) await write(`meanwhile ${index}`);
    await intruder.close();
    for (let index = 0; index < 10; index += 1) await write(`after ${index}`);
    await expect.poll(() => heard.length, { timeout: 20_000 }).toBe(30);
    // whatever came twice would come now
    await wait(1000);
    const names = ['before', 'meanwhile', 'after'].flatMap((name) =>
      Array.from({ length: 10 }, (_, index) => `${name} ${index}`),
    );
    expect([...heard].sort()).toEqual(names.sort());
    await Promise.all([reader.close(), writer.close()]);
  }, 60_000);

  test('hears partitions that are added later, from their beginning', async () => {
    const [reader, writer] = [await connectKafka(clusterOf(kafka.access)), await connectKafka(clusterOf(kafka.access))];
    const topic = `grown-${randomUUID()}`;
    await writer.createTopics([topic], { partitions: 1, replicationFactor: 1 });
    const heard: KafkaRecord[] = [];
    await reader.listen({ topics: [topic], groupId: topic, from: 'end' }, (record) => heard.push(record));
    await asAdmin(kafka.access, (admin) => admin.createPartitions({ topicPartitions: [{ topic, count: 2 }] }));
    const late = await connectKafka(clusterOf(kafka.access));
    await late.send({ topic, partition: 1, headers: {}, value: 'early bird' });
    await late.send({ topic, partition: 0, headers: {}, value: 'old partition' });
    await expect.poll(() => heard.length, { timeout: 40_000 }).toBe(2);
    await Promise.all([reader.close(), writer.close(), late.close()]);
  }, 60_000);
});
