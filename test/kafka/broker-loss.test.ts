import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { connectKafka, type KafkaRecord } from '../../src/adapters/kafka.ts';
import { describeKafka, startOwnBroker } from '../support/broker.ts';
import { createFreshTopics } from '../support/kafka-topics.ts';
import { clusterOf, ON, openTransport, RETRIEVE, settingsOf, startPartner, TRACE } from './exchange-partners.ts';

await describeKafka(
  'a broker that is lost',
  () => {
    test('and comes back costs no record that was written, and none is handed over twice', async () => {
      const broker = await startOwnBroker({ partitions: 3 });
      const { address } = broker.description;
      const cluster = clusterOf({ address }, { patienceMs: 60_000 });
      const [reader, writer] = [await connectKafka(cluster), await connectKafka(cluster)];
      const topics = ['loss.a', 'loss.b'];
      await writer.createTopics(topics, { partitions: 3, replicationFactor: 1 });
      const heard: string[] = [];
      const listening = await reader.listen({ topics, groupId: 'loss', from: 'end' }, (record: KafkaRecord) => {
        heard.push(Buffer.from(record.value ?? []).toString());
      });
      const write = async (name: string) => {
        for (const topic of topics) await writer.send({ topic, headers: {}, value: `${name} ${topic}` });
      };

      for (let index = 0; index < 6; index += 1) await write(`before ${index}`);
      await broker.kill();
      await until(() => listening.problem !== undefined);
      expect(listening.problem?.message).toContain(address);
      const writing = write('meanwhile');
      await broker.restart();
      await writing;
      for (let index = 0; index < 6; index += 1) await write(`after ${index}`);
      await until(() => heard.length >= 26);
      // whatever came twice would come now
      await wait(1000);
      const names = [...Array(6).keys()].flatMap((index) => [`before ${index}`, `after ${index}`]).concat('meanwhile');
      expect([...heard].sort()).toEqual(names.flatMap((name) => topics.map((topic) => `${name} ${topic}`)).sort());
      expect(listening.problem).toBeUndefined();

      await Promise.all([reader.close(), writer.close()]);
      await broker.stop();
    }, 120_000);

    test('ends an exchange with a reason, and those after its return work', async () => {
      const broker = await startOwnBroker();
      const { address } = broker.description;
      const kafka = {
        address,
        access: { address },
        partitions: 1,
        secured: broker.description.secured,
        certificates: broker.description.certificates,
      };
      const topics = await createFreshTopics(kafka);
      const partner = await startPartner(clusterOf({ address }, { patienceMs: 60_000 }), topics.prefix, (_, reply) => reply());
      const transport = await openTransport(
        settingsOf(clusterOf({ address }, { patienceMs: 1500 }), topics.prefix, { timeoutMs: 1500 }),
      );
      expect((await transport.send(RETRIEVE, TRACE, ON)).outcome).toMatchObject({ kind: 'reply' });

      await broker.kill();
      expect((await transport.send(RETRIEVE, TRACE, ON)).outcome).toMatchObject({
        kind: 'failure',
        reason: 'unreachable',
        message: expect.stringContaining(address),
      });
      expect(await transport.probe(ON)).toMatchObject({ kind: 'failure', reason: 'unreachable' });

      await broker.restart();
      await until(async () => (await transport.probe(ON)) === undefined);
      expect((await transport.send(RETRIEVE, TRACE, ON)).outcome).toMatchObject({ kind: 'reply' });
      await partner.close();
      await transport.close();
      await broker.stop();
    }, 120_000);

    test('while a reply is awaited is told at the limit, and closing does not hang', async () => {
      const broker = await startOwnBroker();
      const { address, secured, certificates } = broker.description;
      const topics = await createFreshTopics({ address, access: { address }, partitions: 1, secured, certificates });
      const transport = await openTransport(settingsOf(clusterOf({ address }), topics.prefix, { timeoutMs: 4000 }));
      const sending = transport.send(RETRIEVE, TRACE, ON);
      await wait(500);
      await broker.kill();
      expect((await sending).outcome).toMatchObject({
        kind: 'failure',
        reason: 'unreachable',
        message: expect.stringMatching(/lost while a reply was awaited on topic .*retrieveBillFormat\.commandReply/),
      });
      const closing = transport.close().then(() => 'closed');
      expect(await Promise.race([closing, wait(10_000).then(() => 'hanging')])).toBe('closed');
      await broker.stop();
    }, 120_000);
  },
  { secured: true },
);

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(50);
}
