import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { expect, test } from 'vitest';
import { FULL_USER, READING_USER } from '../../scripts/broker/users.mjs';
import { connectKafka, type KafkaSettings } from '../../src/adapters/kafka.ts';
import { describeKafka } from '../support/broker.ts';
import { asAdmin } from '../support/kafka-client.ts';
import { createFreshTopics, freshPrefix } from '../support/kafka-topics.ts';
import { clusterOf, ON, openTransport, RETRIEVE, settingsOf, TRACE } from './exchange-partners.ts';

const { name: username, password } = FULL_USER;

/** Not signed: the broker of the tests believes it. */
function unsignedToken(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Date.now() / 1000;
  return `${part({ alg: 'none' })}.${part({ sub: username, iat: now - 1, exp: now + 600 })}.`;
}

await describeKafka(
  'access to a cluster',
  (kafka) => {
    const { secured, certificates } = kafka;
    const pem = (file: string) => readFileSync(file, 'utf8');
    const at = (address: string, changes: Partial<KafkaSettings>) =>
      clusterOf({ address }, { connectTimeoutMs: 2000, ...changes });
    const sasl = (mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512', secret = password) => ({
      mechanism,
      username,
      password: secret,
    });
    const trusting = () => ({ ca: pem(certificates.ca), insecure: false });
    const client = () => ({ cert: pem(certificates.clientCert), key: pem(certificates.clientKey) });

    test.each<[string, () => KafkaSettings]>([
      ['PLAIN', () => at(secured.saslPlaintext, { sasl: sasl('plain') })],
      ['SCRAM-SHA-256', () => at(secured.saslPlaintext, { sasl: sasl('scram-sha-256') })],
      ['SCRAM-SHA-512 over TLS', () => at(secured.saslSsl, { sasl: sasl('scram-sha-512'), tls: trusting() })],
      [
        'OAUTHBEARER',
        () => at(secured.saslPlaintext, { sasl: { mechanism: 'oauthbearer', token: async () => unsignedToken() } }),
      ],
      ['a client certificate', () => at(secured.ssl, { tls: { ...trusting(), ...client() } })],
      ['a client certificate, whatever that of the broker', () => at(secured.ssl, { tls: { insecure: true, ...client() } })],
    ])('is had by %s', async (_, settings) => {
      const connected = await connectKafka(settings());
      expect(await connected.partitionsOf(['nowhere'])).toEqual(new Map([['nowhere', undefined]]));
      await connected.close();
    });

    test.each<[string, () => KafkaSettings, string, RegExp]>([
      [
        'a wrong password of PLAIN',
        () => at(secured.saslPlaintext, { sasl: sasl('plain', 'hush') }),
        'credentials',
        /refused the credentials/,
      ],
      [
        'a wrong password of SCRAM',
        () => at(secured.saslPlaintext, { sasl: sasl('scram-sha-256', 'hush') }),
        'credentials',
        /refused the credentials/,
      ],
      [
        'a token that is none',
        () => at(secured.saslPlaintext, { sasl: { mechanism: 'oauthbearer', token: async () => 'hush' } }),
        'credentials',
        /refused the token/,
      ],
      [
        'a token that cannot be had',
        () =>
          at(secured.saslPlaintext, {
            sasl: {
              mechanism: 'oauthbearer',
              token: async () => {
                throw new Error('The token server is on holiday');
              },
            },
          }),
        'credentials',
        /The token server is on holiday/,
      ],
      ['SASL where none is asked for', () => at(kafka.address, { sasl: sasl('plain') }), 'credentials', /takes no login/],
      ['no SASL where it is asked for', () => at(secured.saslPlaintext, {}), 'unreachable', /may ask for TLS or SASL/],
      ['no TLS where it is spoken', () => at(secured.saslSsl, {}), 'unreachable', /may ask for TLS or SASL/],
      [
        'TLS where it is not spoken',
        () => at(kafka.address, { tls: { insecure: true } }),
        'tls',
        /Check that this listener speaks TLS/,
      ],
      [
        'another CA',
        () => at(secured.saslSsl, { tls: { ca: pem(certificates.wrongCa), insecure: false }, sasl: sasl('plain') }),
        'tls',
        /Give its CA/,
      ],
      ['no CA', () => at(secured.saslSsl, { tls: { insecure: false }, sasl: sasl('plain') }), 'tls', /Give its CA/],
      [
        'a name that the certificate is not for',
        () => at(secured.saslSsl, { tls: { ...trusting(), servername: 'other.example' }, sasl: sasl('plain') }),
        'tls',
        /for another name/,
      ],
      ['no client certificate', () => at(secured.ssl, { tls: trusting() }), 'tls', /demands a client certificate/],
      [
        'a client certificate of another CA',
        () =>
          at(secured.ssl, {
            tls: { ...trusting(), cert: pem(certificates.wrongClientCert), key: pem(certificates.wrongClientKey) },
          }),
        'tls',
        /demands a client certificate/,
      ],
      [
        'a key that is none',
        () => at(secured.ssl, { tls: { ...trusting(), ...client(), key: 'no key' } }),
        'tls',
        /Check the PEM files/,
      ],
      ['a port where nothing listens', () => at('127.0.0.1:1', {}), 'unreachable', /127\.0\.0\.1:1 refused the connection/],
      ['a host that nobody knows', () => at('broker.invalid:9092', {}), 'unresolved', /broker\.invalid:9092 cannot be resolved/],
    ])('is refused with a reason for %s', async (_, settings, reason, message) => {
      const problem = await connectKafka(settings()).catch((error: unknown) => error);
      expect(problem).toMatchObject({ name: 'KafkaProblem', reason, message: expect.stringMatching(message) });
      const { message: said } = problem as Error;
      expect(said).not.toContain('hush');
      expect(said).toMatch(/^[A-Z1b].*\.$/);
    });

    test.each<[string, () => ReturnType<typeof createTcpServer>]>([
      ['speaks HTTP', () => createServer()],
      ['says nothing', () => createTcpServer(() => {})],
    ])('ends in bounded time where something %s', async (_, create) => {
      const server = create();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
      const problem = await connectKafka(at(address, {})).catch((error: unknown) => error);
      server.close();
      expect(problem).toMatchObject({
        reason: expect.stringMatching(/^(timeout|unreachable|protocol)$/),
        message: expect.stringContaining(address),
      });
    });

    test('keeps the credentials of each client apart', async () => {
      const login = sasl('plain');
      const first = await connectKafka(at(secured.saslPlaintext, { sasl: login }));
      await first.close();
      const second = connectKafka(at(secured.saslPlaintext, { sasl: { ...login, password: 'wrong' } }));
      await expect(second).rejects.toMatchObject({ reason: 'credentials' });
    });

    test('tells of a request topic that must not be written to', async () => {
      const topics = await createFreshTopics(kafka);
      const reader = { mechanism: 'plain' as const, username: READING_USER.name, password: READING_USER.password };
      const transport = await openTransport(settingsOf(at(secured.saslPlaintext, { sasl: reader }), topics.prefix));
      const { outcome } = await transport.send(RETRIEVE, TRACE, ON);
      await transport.close();
      await topics.remove();
      expect(outcome).toMatchObject({
        kind: 'failure',
        reason: 'denied',
        message: expect.stringContaining(`${topics.prefix}.accountManagement.v5.retrieveBillFormat.commandRequest`),
      });
    });

    test('tells of a consumer group that must not be read in', async () => {
      const topics = await createFreshTopics(kafka);
      const groupPrefix = freshPrefix();
      // DENY prevails over what the user may otherwise
      const rule = {
        principal: `User:${READING_USER.name}`,
        host: '*',
        operation: 3,
        permissionType: 2,
        resourceType: 3,
        resourcePatternType: 4,
      };
      await asAdmin(kafka.access, (admin) => admin.createAcls({ acl: [{ ...rule, resourceName: groupPrefix }] }));
      const reader = { mechanism: 'plain' as const, username: READING_USER.name, password: READING_USER.password };
      const settings = settingsOf(at(secured.saslPlaintext, { sasl: reader }), topics.prefix, { groupPrefix });
      // a rule takes a moment until the broker goes by it
      const refusal = async (): Promise<unknown> => {
        for (;;) {
          try {
            await (await openTransport(settings)).close();
          } catch (error) {
            return error;
          }
        }
      };
      expect(await refusal()).toMatchObject({
        reason: 'authorization',
        message: expect.stringContaining(`the group ${groupPrefix}-`),
      });
      await topics.remove();
    });
  },
  { secured: true },
);
