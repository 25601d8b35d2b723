import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { archivesFolder } from '../../scripts/broker/maven.mjs';
import { DEFAULT_SETTINGS } from '../../scripts/broker/settings.mjs';
import { connectKafka, type KafkaRecord } from '../../src/adapters/kafka.ts';
import { describeKafka } from '../support/broker.ts';
import { clusterOf } from './exchange-partners.ts';

const run = promisify(execFile);
const PRODUCE = fileURLToPath(new URL('Produce.java', import.meta.url));

const COMPRESSIONS = ['none', 'gzip', 'snappy', 'lz4', 'zstd'];

await describeKafka(
  'records that the Java client has written',
  (kafka) => {
    test('are read with every compression', async () => {
      const client = await connectKafka(clusterOf({ address: kafka.address }));
      const prefix = `written-${randomUUID()}`;
      const topics = COMPRESSIONS.map((compression) => `${prefix}-${compression}`);
      await client.createTopics(topics, { partitions: 1, replicationFactor: 1 });
      const records: KafkaRecord[] = [];
      await client.listen({ topics, groupId: prefix, from: 'end' }, (record) => records.push(record));

      const archives = path.join(archivesFolder(process.env.CTK_BROKER_VERSION || DEFAULT_SETTINGS.version), '*');
      await run('java', ['-cp', archives, PRODUCE, kafka.address, prefix, ...COMPRESSIONS]);

      const expected = topics.flatMap((topic) =>
        ['first', 'second'].map((text, offset) => [topic, `${offset}`, 'key', text, `${text} Ä`.repeat(2000)]),
      );
      await expect.poll(() => records.length, { timeout: 20_000 }).toBe(expected.length);
      await client.close();
      const read = records.map(({ topic, offset, key, headers, value }) => [
        topic,
        offset,
        key,
        headers['x-text'],
        Buffer.from(value ?? []).toString(),
      ]);
      expect(read.sort()).toEqual(expected.sort());
    }, 120_000);
  },
  { secured: true },
);
