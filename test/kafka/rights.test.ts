import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { type AclEntry, AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } from 'kafkajs';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { FULL_USER } from '../../scripts/broker/users.mjs';
import { startReference } from '../../src/reference/server.ts';
import { codeBlocks, textOf } from '../docs/documents.ts';
import { describeKafka } from '../support/broker.ts';
import { type CommandResult, ctk, temporaryFolder } from '../support/cli.ts';
import { asAdmin } from '../support/kafka-client.ts';
import { createFreshTopics, freshPrefix } from '../support/kafka-topics.ts';
import { clusterOf } from './exchange-partners.ts';

vi.setConfig({ testTimeout: 180_000 });

const PAGE = { name: 'docs/kafka.md', text: textOf('docs/kafka.md') };
const OPERATIONS = { Read: AclOperationTypes.READ, Write: AclOperationTypes.WRITE, Describe: AclOperationTypes.DESCRIBE };

/** What the page has an administrator type, call by call, for the topics of a prefix. */
function printedCalls(prefix: string): readonly (readonly string[])[] {
  const script = codeBlocks(PAGE).find(({ language, code }) => language === 'bash' && code.includes('kafka-acls.sh'))?.code;
  const folder = temporaryFolder();
  const stub = join(folder, 'kafka-acls.sh');
  writeFileSync(stub, '#!/bin/sh\nprintf "%s\\n" "$@" ""\n');
  chmodSync(stub, 0o755);
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` };
  const out = execFileSync('bash', ['-euc', script?.replace('=lab.', `=${prefix}.`) ?? 'false'], { encoding: 'utf8', env });
  return out
    .trimEnd()
    .split('\n\n')
    .map((call) => call.split('\n'));
}

/** The rules that a call of `kafka-acls.sh` makes, for a user of its own. */
function rulesOf(call: readonly string[], principal: string): readonly AclEntry[] {
  const values = (flag: string) => call.flatMap((word, index) => (call[index - 1] === flag ? [word] : []));
  expect(values('--allow-principal')).toEqual(['User:ctk']);
  const [operation = ''] = values('--operation');
  const isPrefix = values('--resource-pattern-type')[0] === 'prefixed';
  const rule = (resourceType: AclResourceTypes, resourceName: string): AclEntry => ({
    principal: `User:${principal}`,
    host: '*',
    operation: OPERATIONS[operation as keyof typeof OPERATIONS],
    permissionType: AclPermissionTypes.ALLOW,
    resourceType,
    resourceName,
    resourcePatternType: isPrefix ? ResourcePatternTypes.PREFIXED : ResourcePatternTypes.LITERAL,
  });
  return [
    ...values('--topic').map((name) => rule(AclResourceTypes.TOPIC, name)),
    ...values('--group').map((name) => rule(AclResourceTypes.GROUP, name)),
  ];
}

/** Not signed: the broker of the tests believes whoever it names, and knows nothing of what he may. */
function tokenOf(name: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Date.now() / 1000;
  return `${part({ alg: 'none' })}.${part({ sub: name, iat: now - 1, exp: now + 600 })}.`;
}

await describeKafka(
  'docs/kafka.md',
  (kafka) => {
    const { secured, certificates, address } = kafka;
    let prefix: Promise<string> | undefined;

    /** The reference implementation, for whom everything is allowed. */
    async function serve(): Promise<string> {
      prefix ??= createFreshTopics(kafka).then((topics) => topics.prefix);
      const topicPrefix = await prefix;
      const server = await startReference({ kafka: { settings: clusterOf({ address }), topicPrefix } });
      onTestFinished(() => server.close());
      return topicPrefix;
    }

    describe('rights', () => {
      const CLASSES = ['write', 'replies', 'notifications', 'group'] as const;

      /** A run as a user who may what the page lists, without one of the classes; then he may only see those topics, or not even that. */
      async function runWithout(
        left: (typeof CLASSES)[number] | undefined,
        argv: readonly string[],
        instead?: 'Describe',
      ): Promise<CommandResult & { readonly prefix: string }> {
        const topicPrefix = await serve();
        const user = `user-${freshPrefix()}`;
        const calls = printedCalls(topicPrefix);
        expect(calls).toHaveLength(CLASSES.length);
        const rules = calls.flatMap((call, index) => {
          if (CLASSES[index] !== left) return rulesOf(call, user);
          return instead === undefined ? [] : rulesOf(call, user).map((rule) => ({ ...rule, operation: OPERATIONS[instead] }));
        });
        await asAdmin(kafka.access, (admin) => admin.createAcls({ acl: rules }));
        const cwd = temporaryFolder();
        const sasl = 'kafka: { sasl: { mechanism: oauthbearer, token: { env: KAFKA_TOKEN } } }';
        writeFileSync(join(cwd, 'ctk.config.yaml'), `format: ctk-config/1\n${sasl}\n`);
        const at = ['--target', `kafka://${secured.saslPlaintext}`, '--topic-prefix', topicPrefix];
        const outcome = await ctk(['run', ...at, ...argv], { cwd, env: { KAFKA_TOKEN: tokenOf(user) } });
        return { ...outcome, prefix: topicPrefix };
      }

      test('exactly those that it lists are enough for a run of all resources with notifications', async () => {
        const { code, out } = await runWithout(undefined, ['--scope', 'connect,notifications', '--jobs', '7']);
        expect(code, out).toBe(0);
      });

      const one = ['TC_N1', 'NOTIFY', '--resource', 'BillFormat', '--timeout', '3000'];
      const api = (topic: string) => `PREFIX.accountManagement.v5.${topic}`;
      const invisible = (topics: string) =>
        `topics are missing on ${secured.saslPlaintext}, or this user may not see them: ${topics}`;
      const denied = `${secured.saslPlaintext} does not allow this user to`;

      test.each<[string, (typeof CLASSES)[number], 'Describe' | undefined, string]>([
        ['request topics', 'write', undefined, invisible(api('createBillFormat.commandRequest'))],
        [
          'request topics that may be seen',
          'write',
          'Describe',
          `${denied} use the topic ${api('retrieveBillFormat.commandRequest')}`,
        ],
        ['reply topics', 'replies', undefined, invisible(api('createBillFormat.commandReply'))],
        [
          'reply topics that may be seen',
          'replies',
          'Describe',
          `${denied} use the topics ${api('createBillFormat.commandReply')}`,
        ],
        ['notification topics', 'notifications', undefined, api('billFormat.notificationEvent')],
        ['notification topics that may be seen', 'notifications', 'Describe', api('billFormat.notificationEvent')],
        ['groups', 'group', undefined, `${denied} read in the group ctk-`],
      ])('without the right on %s nothing is asked, and it is named', async (_, left, instead, sentence) => {
        const result = await runWithout(left, one, instead);
        expect(result.code, result.out).toBe(2);
        expect(result.report().counts.exchanges).toBe(0);
        const said = result.report().ended?.message.replace(/\s+/g, ' ');
        expect(said).toContain(sentence.replaceAll('PREFIX', result.prefix));
      });
    });

    describe('configurations', () => {
      const configs = codeBlocks(PAGE).filter(({ code }) => code.startsWith('format: ctk-config/'));

      test('there is one for each way to log in', () => {
        const named = configs.map(({ code }) => /mechanism: ([\w-]+)|cert: /.exec(code)?.slice(0, 2));
        expect(named.map((found) => found?.[1] ?? 'certificate')).toEqual([
          'scram-sha-512',
          'plain',
          'oauthbearer',
          'certificate',
        ]);
      });

      test.each(configs.map(({ code }, index) => [index + 1, code] as const))('example %i is let in', async (_, code) => {
        const topicPrefix = await serve();
        const cwd = temporaryFolder();
        mkdirSync(join(cwd, 'certificates'));
        const { ca, clientCert, clientKey } = certificates;
        for (const [file, name] of [
          [ca, 'ca.pem'],
          [clientCert, 'client.pem'],
          [clientKey, 'client-key.pem'],
        ] as const) {
          copyFileSync(file, join(cwd, 'certificates', name));
        }
        const config = code
          .replace(/broker-1\.example\.com:\d+/, code.includes('sasl:') ? secured.saslSsl : secured.ssl)
          .replace('topicPrefix: lab', `topicPrefix: ${topicPrefix}`)
          .replace('https://login.example.com/oauth2/token', await startTokenServer());
        writeFileSync(join(cwd, 'ctk.config.yaml'), config);
        const env = { KAFKA_PASSWORD: FULL_USER.password, KAFKA_CLIENT_SECRET: 'client-secret' };
        const run = await ctk(['run', 'TC_E1', '--resource', 'BillFormat'], { cwd, env });
        expect(run.code, run.out + run.err).toBe(0);
        expect(readFileSync(join(cwd, 'ctk-report', 'report.json'), 'utf8')).not.toContain(FULL_USER.password);
      });
    });
  },
  { secured: true },
);

/** Issues tokens of the user who may do everything. */
async function startTokenServer(): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ access_token: tokenOf(FULL_USER.name), token_type: 'Bearer', expires_in: 600 }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
}
