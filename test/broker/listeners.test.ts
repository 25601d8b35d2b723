import { expect, test } from 'vitest';
import { FULL_USER, READING_USER } from '../../scripts/broker/users.mjs';
import { describeKafka } from '../support/broker.ts';
import { ACCESSES, type BrokerAccess } from '../support/broker-access.ts';
import { createTopic, readFirst, roundTrip, write } from '../support/kafka-client.ts';

await describeKafka('the broker of the tests', (kafka) => {
  test('lets anybody write and read on its PLAINTEXT listener', async () => {
    expect(await roundTrip({ address: kafka.address }, 'hello')).toBe('hello');
  });

  test('lets the tests in by the way that the run asks for', async () => {
    expect(await roundTrip(kafka.access, 'hello')).toBe('hello');
  });
});

await describeKafka(
  'the listeners of the broker',
  (kafka) => {
    const { secured, certificates } = kafka;
    const description = { ...kafka, version: '' };
    const tls = { ca: certificates.ca };
    const user = { username: FULL_USER.name, password: FULL_USER.password };
    const reader = { username: READING_USER.name, password: READING_USER.password };
    const client = { cert: certificates.clientCert, key: certificates.clientKey };

    test.each<readonly [string, BrokerAccess]>([
      ['SASL_PLAINTEXT with PLAIN', { address: secured.saslPlaintext, sasl: { mechanism: 'plain', ...user } }],
      ['SASL_PLAINTEXT with SCRAM-SHA-256', { address: secured.saslPlaintext, sasl: { mechanism: 'scram-sha-256', ...user } }],
      ['SASL_SSL with PLAIN', { address: secured.saslSsl, tls, sasl: { mechanism: 'plain', ...user } }],
      ['SASL_SSL with SCRAM-SHA-512', ACCESSES.scram(description)],
      ['SSL with a client certificate', ACCESSES.mtls(description)],
    ])('let in by %s', async (_, access) => {
      expect(await roundTrip(access, 'hello')).toBe('hello');
    });

    test.each<readonly [string, BrokerAccess, string]>([
      [
        'a wrong password of SCRAM',
        { address: secured.saslSsl, tls, sasl: { mechanism: 'scram-sha-512', ...user, password: 'wrong' } },
        'invalid credentials',
      ],
      [
        'a wrong password of PLAIN',
        { address: secured.saslPlaintext, sasl: { mechanism: 'plain', ...user, password: 'wrong' } },
        'Invalid username or password',
      ],
      ['no client certificate', { address: secured.ssl, tls }, 'certificate'],
      [
        'a client certificate of the wrong authority',
        { address: secured.ssl, tls: { ...tls, cert: certificates.wrongClientCert, key: certificates.wrongClientKey } },
        'certificate',
      ],
    ])('refuse %s', async (_, access, message) => {
      await expect(roundTrip(access, 'hello')).rejects.toThrow(message);
    });

    test('are not believed by a client that trusts the wrong authority', async () => {
      const access = { address: secured.ssl, tls: { ca: certificates.wrongCa, ...client } };
      await expect(roundTrip(access, 'hello')).rejects.toThrow('unable to verify the first certificate');
    });

    test('let the reading user read, and refuse that it writes', async () => {
      const topic = await createTopic(kafka);
      await write(kafka, topic, 'hello');
      const reading: BrokerAccess = { address: secured.saslPlaintext, sasl: { mechanism: 'plain', ...reader } };
      expect(await readFirst(reading, topic)).toBe('hello');
      await expect(write(reading, topic, 'hello')).rejects.toThrow('Not authorized to access topics');
    });
  },
  { secured: true },
);
