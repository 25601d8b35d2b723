import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { FULL_USER } from '../../scripts/broker/users.mjs';
import type { ClusterAccess, SentRecord } from '../../src/core/exchange.ts';
import { kcatLine } from '../../src/core/wording/kcat.ts';
import { describeKafka, type KafkaBroker } from '../support/broker.ts';
import { createFreshTopics } from '../support/kafka-topics.ts';
import { clusterOf, ON, openTransport, settingsOf, startPartner, TRACE } from './exchange-partners.ts';

const { name: username, password } = FULL_USER;
const PASSWORD = '${CTK_PASSWORD}';
const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/;

const kcat = spawnSync('kcat', ['-V'], { encoding: 'utf8' });
const withoutKcat = { skip: kcat.error !== undefined, meta: { skipReason: 'kcat is not installed' } };

/** What the shell shows of a line, with the password in its environment. */
async function paste(line: string): Promise<string> {
  const { stdout } = await promisify(execFile)('sh', ['-c', line], { env: { ...process.env, CTK_PASSWORD: password } });
  return stdout;
}

/** What the kit sends for a creation and for a retrieval, told as if the cluster had been entered like this. */
async function sentTo(kafka: KafkaBroker, prefix: string, access: ClusterAccess): Promise<readonly SentRecord[]> {
  const transport = await openTransport(settingsOf(clusterOf(kafka.access), prefix, { partition: 0, access }));
  const body = { name: 'it\'s "quoted" = 1\n$HOME `id` Größe' };
  try {
    const create = await transport.send({ operation: 'create', resource: 'BillFormat', body }, TRACE, ON);
    const retrieve = await transport.send({ operation: 'retrieve', resource: 'BillFormat', id: "1'7" }, TRACE, ON);
    return [create, retrieve].map(({ sent }) => sent).filter((sent) => sent.protocol === 'kafka');
  } finally {
    await transport.close();
  }
}

/** Sends two requests with the kit and once more with kcat, to a partner who notes what he gets. */
async function repeats(kafka: KafkaBroker, brokers: string, access: ClusterAccess): Promise<void> {
  const topics = await createFreshTopics(kafka, 3);
  const seen: string[] = [];
  const partner = await startPartner(clusterOf(kafka.access), topics.prefix, async (command, reply) => {
    const { 'x-correlation-id': id = '', ...headers } = command.headers;
    const value = command.value === null ? null : new TextDecoder().decode(command.value);
    seen.push(JSON.stringify({ headers, value, key: command.key, partition: command.partition }));
    await reply({ value: JSON.stringify({ answerTo: id }, null, 2) });
  });
  try {
    const all = await sentTo(kafka, topics.prefix, access);
    expect(seen).toHaveLength(2);
    for (const [index, sent] of all.entries()) {
      const shown = await paste(kcatLine({ ...sent, brokers }));
      const id = UUID.exec(shown)?.[0];
      expect(shown).toMatch(new RegExp(`^${sent.replyTopic} \\[\\d\\]@\\d+\n`));
      expect(shown).toContain(`{\n  "answerTo": "${id}"\n}`);
      expect(sent.headers['X-Correlation-Id']).not.toBe(id);
      expect(seen[2 + index]).toBe(seen[index]);
    }
  } finally {
    await partner.close();
    await topics.remove();
  }
}

await describeKafka(
  'a line for kcat',
  (kafka) => {
    const { address, secured, certificates } = kafka;
    const client = { cert: certificates.clientCert, key: certificates.clientKey };
    const plain = { mechanism: 'PLAIN', username, password: PASSWORD } as const;

    // not by SCRAM: Debian's kcat cannot log in by it to Kafka 4, whose protocol librdkafka speaks since 2.6.1 only
    describe('run by a shell', withoutKcat, () => {
      test.each<[string, string, ClusterAccess]>([
        ['a listener without authentication', address, {}],
        ['PLAIN', secured.saslPlaintext, { sasl: plain }],
        ['PLAIN over TLS', secured.saslSsl, { tls: { ca: certificates.ca }, sasl: plain }],
        ['a client certificate', secured.ssl, { tls: { ca: certificates.ca, ...client } }],
        ['a client certificate, whatever that of the broker', secured.ssl, { tls: { insecure: true, ...client } }],
      ])('sends the same record again and shows the reply to it, by %s', (_, brokers, access) => repeats(kafka, brokers, access));

      test('says so where nobody answers', async () => {
        const { prefix, remove } = await createFreshTopics(kafka);
        const topic = (direction: string) => `${prefix}.accountManagement.v5.createBillFormat.command${direction}`;
        const sent: SentRecord = {
          protocol: 'kafka',
          brokers: address,
          topic: topic('Request'),
          replyTopic: topic('Reply'),
          headers: { 'X-Correlation-Id': '1' },
          body: '{}',
        };
        expect(await paste(`sleep() { :; }; ${kcatLine(sent)}`)).toBe('no reply\n');
        await remove();
      });
    });
  },
  { secured: true },
);
