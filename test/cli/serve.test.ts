import { describe, expect, it } from 'vitest';
import { ctk } from '../support/cli.ts';

/** Serves, and ends it as soon as it is up. */
const serveBriefly = (...flags: readonly string[]) =>
  ctk(['serve', '--port', '0', ...flags], { onStart: (interrupt) => setImmediate(interrupt) });

describe('ctk serve', () => {
  it('follows v1.1.0, and says how to test it', async () => {
    const { code, out } = await serveBriefly();
    expect(code).toBe(0);
    expect(out).toMatch(
      /^TMF666 reference implementation, API root (http:\/\/127\.0\.0\.1:\d+\/tmf-api\/accountManagement\/v1)\n/,
    );
    expect(out).toMatch(/^test it with: ctk run --target http:\S+\/v1$/m);
  });

  it('follows v5 over HTTP where that is asked for', async () => {
    const { code, out } = await serveBriefly(
      '--profile',
      'tmf666-rest-5.0.0',
      '--variant',
      'async202',
      '--fault',
      'type-of-another',
    );
    expect(code).toBe(0);
    expect(out).toMatch(/^test it with: ctk run --target http:\S+\/v5 --profile tmf666-rest-5\.0\.0$/m);
    expect(out).toContain('broken on purpose: type-of-another\n');
    expect(out).toContain('peculiar, and allowed to be: async202\n');
  });

  it.each([
    [['--profile', 'tmf666'], 'no profile tmf666', 'tmf666'],
    [['--profile', 'tmf666-async-5.0.0'], 'the profile tmf666-async-5.0.0 is about Kafka, and there is no --kafka', '--kafka'],
    [['--topic-prefix', 'lab'], '--topic-prefix is about Kafka, and there is no --kafka', '--kafka localhost:9092'],
    [['--create-topics'], '--create-topics is about Kafka, and there is no --kafka', '--kafka localhost:9092'],
    [['--kafka', 'localhost:9092', '--profile', 'tmf666b-1.1.0'], 'the profile tmf666b-1.1.0 has no Kafka', 'tmf666-async-5.0.0'],
    [['--kafka', 'localhost:9092'], 'a Kafka target needs the prefix of its topics', '--topic-prefix lab'],
    [['--kafka', 'localhost', '--topic-prefix', 'lab'], '--kafka names no port for localhost', 'kafka://localhost:9092'],
    [['--kafka', 'me:secret@localhost:1', '--topic-prefix', 'lab'], '--kafka holds credentials', '`kafka.sasl`'],
    [
      ['--fault', 'no-status-code'],
      'the fault no-status-code can be seen in v5 only, and this server follows v1',
      'ctk list faults',
    ],
    [['--fault', 'hub-mising'], 'there is no fault "hub-mising"; did you mean "hub-missing"?', 'ctk list faults'],
    [['--variant', 'async202'], 'the variant async202 can be seen in v5 only, and this server follows v1', 'ctk list variants'],
    [
      ['--profile', 'tmf666-rest-5.0.0', '--fault', 'no-status-code'],
      'the fault no-status-code can be seen at the Kafka face only, which this server does not have',
      'ctk list faults',
    ],
  ])('%j is refused: %s', async (flags, message, hint) => {
    const { code, out, err } = await serveBriefly(...flags);
    expect([code, out]).toStrictEqual([3, '']);
    expect(err).toContain(message);
    expect(err).toContain(hint);
    expect(err).not.toContain('secret');
  });
});

describe('ctk list', () => {
  it('says of each fault which models and faces it is for, and what it violates in each', async () => {
    const faults = JSON.parse((await ctk(['list', 'faults', '--json'])).out) as {
      id: string;
      models: string[];
      faces: string[];
      violates: Record<string, string[]>;
    }[];
    const of = (id: string) => faults.find((fault) => fault.id === id);
    expect(of('no-status-code')).toMatchObject({ models: ['v5'], faces: ['kafka'], violates: { v5: ['message.status-code'] } });
    expect(of('rules-ignored')).toMatchObject({ models: ['v1'] });
    expect(of('notify-no-removal')?.violates).toStrictEqual({
      v1: ['notification.FinancialAccountRemoveNotification'],
      v5: expect.arrayContaining(['notification.BillFormatDeleteEvent']),
    });
    for (const { models, violates } of faults) expect(Object.keys(violates)).toStrictEqual(models);
  });

  it('shows the variants', async () => {
    const { code, out } = await ctk(['list', 'variants']);
    expect(code).toBe(0);
    expect(out).toMatch(/^two-replies-same +v5 +kafka +AMB-A40 +every reply is written twice$/m);
  });
});
