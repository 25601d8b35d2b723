import { expect, test } from 'vitest';
import { describeKafka } from '../support/broker.ts';
import { ctk } from '../support/cli.ts';
import { freshPrefix } from '../support/kafka-topics.ts';

/** Serves, and ends it as soon as it is up. */
const serveBriefly = (...flags: readonly string[]) =>
  ctk(['serve', '--port', '0', ...flags], { onStart: (interrupt) => setImmediate(interrupt) });

await describeKafka('ctk serve --kafka', (kafka) => {
  test('creates the topics, names both addresses, and ends at Ctrl-C', async () => {
    const prefix = freshPrefix();
    const flags = ['--kafka', kafka.address, '--topic-prefix', prefix];
    const { code, out, err } = await serveBriefly(...flags, '--create-topics');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^TMF666 reference implementation, API root http:\S+\/v5$/m);
    expect(out).toContain(`and over Kafka: kafka://${kafka.address}, topics ${prefix}.accountManagement.v5.…\n`);
    expect(out).toMatch(/^test it with: ctk run --target http:\S+\/v5 --profile tmf666-rest-5\.0\.0$/m);
    expect(out).toContain(`and: ctk run --target kafka://${kafka.address} --topic-prefix ${prefix}\n`);
    // they are there now
    expect((await serveBriefly(...flags)).code).toBe(0);
  });

  test('names the topics that are missing', async () => {
    const prefix = freshPrefix();
    const { code, err } = await serveBriefly('--kafka', `kafka://${kafka.address}`, '--topic-prefix', prefix);
    expect(code).toBe(3);
    expect(err).toContain(
      `none of the 77 topics is there on ${kafka.address}; the first would be ${prefix}.accountManagement.v5.`,
    );
    expect(err).toContain('--create-topics');
  });
});

test('a broker that is not there is an error in bounded time', async () => {
  const { code, out, err } = await serveBriefly('--kafka', '127.0.0.1:1', '--topic-prefix', 'lab');
  expect([code, out]).toEqual([3, '']);
  expect(err).toContain('127.0.0.1:1 refused the connection: nothing listens there');
  expect(err).toContain('Correct --kafka');
});
