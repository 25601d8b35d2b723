import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { FULL_USER, READING_USER } from '../../scripts/broker/users.mjs';
import { startReference } from '../../src/reference/server.ts';
import { describeKafka, type KafkaBroker } from '../support/broker.ts';
import { type CommandResult, ctk, temporaryFolder } from '../support/cli.ts';
import { createFreshTopics, freshPrefix } from '../support/kafka-topics.ts';
import { clusterOf } from './exchange-partners.ts';

/** A user of the listener with SASL and TLS, by a configuration file in a folder of its own. */
interface Entrance {
  readonly user: string;
  readonly password: string;
  readonly ca: string;
}

await describeKafka(
  'the command line over Kafka',
  (kafka) => {
    const { secured, certificates } = kafka;
    const allowed = { user: FULL_USER.name, password: FULL_USER.password, ca: certificates.ca };

    function enter(words: readonly string[], prefix: string, { user, password, ca }: Entrance): Promise<CommandResult> {
      const cwd = temporaryFolder();
      const sasl = `{ mechanism: scram-sha-512, username: ${user}, password: { env: KAFKA_PASSWORD } }`;
      const config = `target: kafka://${secured.saslSsl}\nkafka:\n  topicPrefix: ${prefix}\n  sasl: ${sasl}\n  tls: { ca: ${JSON.stringify(ca)} }\n`;
      writeFileSync(join(cwd, 'ctk.config.yaml'), config);
      return ctk(words, { cwd, env: { KAFKA_PASSWORD: password } });
    }

    test('doctor names and creates what is missing, a run then passes, and clean deletes what is left', async () => {
      const prefix = freshPrefix();
      const at = ['--target', `kafka://${kafka.address}`, '--topic-prefix', prefix];
      const before = await ctk(['doctor', ...at]);
      expect(before.code).toBe(2);
      expect(before.out).toContain('✗ topics: 77 of 77 are missing');
      expect(before.out).toContain('PartyAccount: all 11');

      const blocked = await ctk(['run', 'TC_E1', '--resource', 'BillFormat', ...at]);
      expect(blocked.code).toBe(2);
      expect(blocked.report().ended?.message).toContain(`${prefix}.accountManagement.v5.retrieveBillFormat.commandRequest`);
      expect(blocked.report().ended?.message).toContain(`--topic-prefix ${prefix} --create-topics`);

      const creating = await ctk(['doctor', ...at, '--create-topics', '--partitions', '2', '--timeout', '500']);
      expect(creating.out).toContain('✓ topics: 77 topics created');
      expect(creating.out).toContain('✓ topics: all 77 are there');
      expect(creating.out).toContain('✗ PartyAccount: Nothing');
      expect(creating.code).toBe(2);

      const server = await serve(kafka, prefix);
      const after = await ctk(['doctor', ...at]);
      expect(after.out).toContain('\nAll well.\n');
      expect(after.out.match(/answers to a retrieval, Status-Code 404/g)).toHaveLength(7);
      expect(after.code).toBe(0);

      const run = await ctk(['run', '--scope', 'connect', '--jobs', '7', ...at]);
      expect(run.code).toBe(0);
      const cases = run.report().scenarios.filter(({ scenario }) => scenario.startsWith('TC_'));
      expect(cases.map(({ verdict }) => verdict)).toEqual(Array(42).fill('pass'));

      const created = await fetch(`${server.root}/billFormat`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ '@type': 'BillFormat', name: 'left' }),
      });
      const { id } = (await created.json()) as { id: string };
      const cwd = temporaryFolder();
      leaveJournal(cwd, { target: `kafka://${kafka.address}`, topicPrefix: prefix, id });
      const clean = await ctk(['clean', '--run', 'left0001'], { cwd });
      expect(clean.out).toContain(`deleted  BillFormat ${id}\n`);
      expect(clean.code).toBe(0);
      expect((await fetch(`${server.root}/billFormat/${id}`)).status).toBe(404);
    }, 120_000);

    const entrances: readonly [string, Entrance, reason: string, message: RegExp][] = [
      ['a wrong password', { ...allowed, password: 'no-secret' }, 'credentials', /refused the credentials/],
      ['an authority that did not sign', { ...allowed, ca: certificates.wrongCa }, 'unreachable', /certificate.*CA/is],
      [
        'a user who may not write',
        { user: READING_USER.name, password: READING_USER.password, ca: certificates.ca },
        'barred',
        /does not allow this user to use.*retrieveBillFormat\.commandRequest/is,
      ],
    ];

    test.each(entrances)('%s is said by run and by doctor', async (_, entrance, reason, message) => {
      const prefix = await makeTopics();
      const run = await enter(['run', 'TC_E1', '--resource', 'BillFormat', '--timeout', '5000'], prefix, entrance);
      expect(run.code).toBe(2);
      expect(run.report().ended).toMatchObject({ reason, message: expect.stringMatching(message) });
      const doctor = await enter(['doctor', '--timeout', '5000'], prefix, entrance);
      expect(doctor.code).toBe(2);
      expect(doctor.out).toMatch(message);
      for (const { out, err } of [run, doctor]) expect(out + err).not.toContain(entrance.password);
      expect(readFileSync(join(run.cwd, 'ctk-report', 'report.json'), 'utf8')).not.toContain(entrance.password);
    });

    test('a run by SASL and TLS passes, and says where it was', async () => {
      const prefix = await makeTopics();
      await serve(kafka, prefix);
      const run = await enter(['run', 'TC_E1', '--resource', 'BillFormat'], prefix, allowed);
      expect(run.code).toBe(0);
      expect(run.report().target).toMatchObject({ url: `kafka://${secured.saslSsl}`, topicPrefix: prefix });
      const doctor = await enter(['doctor', '--insecure'], prefix, { ...allowed, ca: certificates.wrongCa });
      expect(doctor.out).toContain('connected over TLS, its certificate not verified, logged in by scram-sha-512 as ctk');
      expect(doctor.code).toBe(0);
    });

    async function makeTopics(): Promise<string> {
      const { prefix, remove } = await createFreshTopics(kafka);
      onTestFinished(remove);
      return prefix;
    }

    async function serve({ address }: KafkaBroker, topicPrefix: string) {
      const server = await startReference({ kafka: { settings: clusterOf({ address }), topicPrefix } });
      onTestFinished(() => server.close());
      return server;
    }
  },
  { secured: true },
);

function leaveJournal(cwd: string, { id, ...target }: { target: string; topicPrefix: string; id: string }): void {
  const folder = join(cwd, 'ctk-report', 'journal');
  mkdirSync(folder, { recursive: true });
  const head = { format: 'ctk-journal/1', run: 'left0001', profile: 'tmf666-async-5.0.0', startedAt: '2026-01-01T00:00:00Z' };
  const notes = [
    { note: 'intend', token: 't', resource: 'BillFormat' },
    { note: 'created', token: 't', resource: 'BillFormat', id },
  ];
  writeFileSync(
    join(folder, 'left0001.ndjson'),
    [{ ...head, ...target }, ...notes].map((note) => `${JSON.stringify(note)}\n`).join(''),
  );
}
