import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, vi } from 'vitest';
import { FULL_USER } from '../../scripts/broker/users.mjs';
import { describeKafka, startOwnBroker } from '../support/broker.ts';
import { freshPrefix } from '../support/kafka-topics.ts';
import { type Outcome, proveRows } from '../support/trouble-rows.ts';
import { startTcp, unusedPort } from '../support/troubled-server.ts';
import { runAt, runTroubled, sharedTopics } from './trouble-runs.ts';

vi.setConfig({ testTimeout: 120_000 });

const WRONG = 'pw-3f9c1e77a2';

await describeKafka(
  'a cluster that cannot be entered',
  (kafka) => {
    const { secured, certificates } = kafka;
    const shared = sharedTopics(kafka);
    const tls = (files: Readonly<Record<string, string>>) => `  tls: ${JSON.stringify(files)}\n`;
    const { ca, wrongCa } = certificates;

    /** Nothing is tested, and nothing is asked. */
    async function enter(address: string, config = '', password = FULL_USER.password): Promise<Outcome> {
      const prefix = freshPrefix();
      const lines = config === '' ? '' : `kafka:\n${config}`;
      const outcome = await runAt(address, prefix, { config: lines, env: { KAFKA_PASSWORD: password } });
      expect(outcome.report().counts).toMatchObject({ exchanges: 0, scenarios: { 'not run': 3 } });
      return { ...outcome, secrets: [password] };
    }
    const login = (mechanism: string) =>
      `  sasl: { mechanism: ${mechanism}, username: ${FULL_USER.name}, password: { env: KAFKA_PASSWORD } }\n`;

    /** A run on topics that are there, with lines below `kafka`. */
    async function run(config: string): Promise<Outcome> {
      return runTroubled(kafka, await shared(), {}, { config: `kafka: ${config}\n` });
    }

    proveRows('Kafka: connection', {
      'kafka-refused': async () => enter(`127.0.0.1:${await unusedPort()}`),
      'kafka-unresolved': () => enter('broker.invalid:9092'),
      'kafka-http': async () => {
        const server = createServer((_, response) => response.end('hello'));
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        onTestFinished(() => void server.close());
        return enter(`127.0.0.1:${(server.address() as AddressInfo).port}`);
      },
      'kafka-mute': async () => enter(await startTcp(() => undefined)),
      'kafka-password': () => enter(secured.saslPlaintext, login('plain'), WRONG),
      'kafka-password-scram': () => enter(secured.saslSsl, login('scram-sha-512') + tls({ ca }), WRONG),
      'kafka-mechanism': async () => {
        const broker = await startOwnBroker({ mechanisms: ['SCRAM-SHA-512'] });
        onTestFinished(() => broker.stop());
        return enter(broker.description.secured.saslPlaintext, login('plain'));
      },
      'kafka-no-sasl': () => enter(kafka.address, login('plain')),
      'kafka-sasl-missing': () => enter(secured.saslPlaintext),
      'kafka-no-tls': () => enter(kafka.address, tls({ ca })),
      'kafka-tls-missing': () => enter(secured.saslSsl, login('plain')),
      'kafka-authority': () => enter(secured.saslSsl, login('plain') + tls({ ca: wrongCa })),
      'kafka-certificate': () => enter(secured.ssl, tls({ ca })),
      'kafka-topics': () => enter(kafka.address),
      'kafka-prefix': async () => {
        const prefix = `${await shared()}.x`;
        return runAt(kafka.address, prefix);
      },
      'kafka-prefix-letters': () => runAt(kafka.address, 'lab/accounts'),
      'kafka-prefix-dot': () => runAt(kafka.address, 'lab.'),
      'kafka-prefix-long': () => runAt(kafka.address, 'x'.repeat(240)),
      'kafka-partition': () => run('{ partition: 7 }'),
      'kafka-partition-fixed': () => run('{ partition: 0 }'),
      'kafka-reply-topic': async () => {
        const prefix = await shared();
        // any topic that is there will do
        return run(`{ replyTopic: ${prefix}.accountManagement.v5.deleteBillFormat.commandReply }`);
      },
    });
  },
  { secured: true },
);
