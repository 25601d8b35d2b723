import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { createReport } from '../../src/core/report/report.ts';
import type { Report } from '../../src/core/report/report-model.ts';
import { createEvidenceReporter, INLINE_LIMIT, restoreBody } from '../../src/reporters/evidence.ts';
import { junitOf } from '../../src/reporters/junit/document.ts';
import { aKafkaRun, overKafka } from '../support/kafka-runs.ts';
import { pageOf } from '../support/page.ts';
import { aFailingRun } from '../support/runs.ts';
import { show } from '../support/terminal.ts';

const ajv = new Ajv({ allErrors: true, strict: true });
addFormats.default(ajv);
const schema = JSON.parse(readFileSync(new URL('../../schemas/report.schema.json', import.meta.url), 'utf8'));
const validate = ajv.compile(schema);

const events = aKafkaRun();

function reportOf(run = events): Report {
  const builder = createReport();
  for (const event of run) builder.add(event);
  return builder.result();
}

function stepsIn(report: Report, scenario: string, resource: string) {
  return report.scenarios.find((one) => one.scenario === scenario && one.resource === resource)?.steps ?? [];
}

describe('report.json of a run over Kafka', () => {
  const report = reportOf();

  it.each([
    ['with replies that are none', report],
    ['with every kind of verdict', reportOf(overKafka(aFailingRun()))],
  ])('is as the published schema says, %s', (_, of) => {
    const valid = validate(JSON.parse(JSON.stringify(of)));
    expect(validate.errors).toBeNull();
    expect(valid).toBe(true);
  });

  it('cannot be of both protocols at once', () => {
    const mixed = JSON.parse(JSON.stringify(report));
    mixed.scenarios[0].steps[1].exchanges[0].url = 'http://sut.example';
    expect(validate(mixed)).toBe(false);
  });

  it('says where each record stands, in one line as in full', () => {
    const [create, list] = stepsIn(report, 'TC_N1', 'PartyAccount');
    const [line] = list?.exchanges ?? [];
    expect(line).toEqual({
      detail: 'line',
      id: 'e2',
      attempt: 1,
      protocol: 'kafka',
      topic: 'T.accountManagement.v5.listPartyAccount.commandRequest',
      partition: 0,
      offset: '12',
      replyTopic: 'T.accountManagement.v5.listPartyAccount.commandReply',
      found: { topic: 'T.accountManagement.v5.listPartyAccount.commandReply', partition: 2, offset: '12', key: '17' },
      status: 200,
      durationMs: 5,
    });
    expect(create?.exchanges[0]).toMatchObject({
      detail: 'full',
      found: { partition: 2, offset: '11' },
      request: { headers: { 'Reply-Channel': 'T.accountManagement.v5.createPartyAccount.commandReply' } },
      failure: { reason: 'no-status', heard: { headers: { 'reply-from': 'the SUT' }, body: { bytes: 11 } } },
      repeat: expect.stringMatching(
        /kcat -P -b broker\.example:9092 -t T\.accountManagement\.v5\.createPartyAccount\.commandRequest /,
      ),
    });
  });

  it('tells of stray replies, without their bodies', () => {
    expect(report.strays).toMatchObject([
      { kind: 'duplicate', isIdentical: false, exchange: 'e9', status: 404, found: { partition: 1, offset: '20' } },
      { kind: 'late', scenario: 'TC_E1', resource: 'BillFormat', step: 'retrieve' },
    ]);
    expect(JSON.stringify(report.strays)).not.toContain('a secret place');
  });

  it('accounts for every notification: those awaited, and those that the resource has no change for', () => {
    expect(report.ledger?.map(({ expected, verdict, exemption }) => [expected, verdict, exemption])).toEqual([
      ['PartyAccountCreateEvent', 'pass', undefined],
      ['PartyAccountStateChangeEvent', 'fail', undefined],
      ['BillFormatCreateEvent', 'pass', undefined],
      ['BillFormatStateChangeEvent', 'skipped', 'not-offered'],
    ]);
    expect(report.ledger?.[0]?.arrivals[0]?.record).toEqual({
      topic: 'T.accountManagement.v5.PartyAccount.notification',
      partition: 0,
      offset: '7',
      headers: { 'event-type': 'PartyAccountCreateEvent' },
    });
  });
});

describe('the terminal of a run over Kafka', () => {
  it('names document, cluster and topics, and shows each problem with its records', async () => {
    await expect((await show(events)).text()).toMatchFileSnapshot('../golden/terminal-kafka.txt');
  });

  it('shows each exchange with partition and offset, notifications and stray replies when verbose', async () => {
    const text = (await show(events, { verbose: true })).text();
    expect(text).toContain('    listPartyAccount.commandRequest [0]@12 → 200 [2]@12, 5 ms\n');
    expect(text).toContain('    createPartyAccount.commandRequest [0]@11 → no reply (no-status) [2]@11, 5 ms\n');
    expect(text).toContain('    n-BillFormat ← BillFormatCreateEvent, BillFormat.notification [0]@7\n');
    expect(text).toContain('    besides: after the limit: 404, retrieveBillFormat.commandReply [1]@21\n');
    expect(text).toContain('headers x-correlation-id: 4226b739');
  });
});

describe('the page of a run over Kafka', () => {
  const section = (page: string, id: string) => page.split(`<section aria-labelledby="${id}">`)[1]?.split('</section>')[0] ?? '';

  it('says that the profile is derived, and of what, before the facts', async () => {
    const page = await pageOf(events);
    expect(page.indexOf('no published conformance profile')).toBeLessThan(page.indexOf('<h2 id="facts">'));
    expect(section(page, 'facts')).toContain('<dt>Topic prefix</dt><dd><code>T</code></dd>');
    expect(section(page, 'facts')).toContain('kafka://broker.example:9092');
  });

  it('shows sections for notifications, stray replies and what came instead of a reply', async () => {
    const page = await pageOf(events);
    await expect(['problems--fail', 'notifications', 'strays'].map((id) => section(page, id)).join('\n')).toMatchFileSnapshot(
      '../golden/page-kafka.html',
    );
    expect(page).toMatch(
      /What came instead<\/p><pre>T\.accountManagement\.v5\.createPartyAccount\.commandReply, partition 2, offset 11, without a key\nx-correlation-id/,
    );
  });

  it('has neither section where there was nothing of the kind', async () => {
    const page = await pageOf(overKafka(aFailingRun()));
    expect(page).not.toContain('id="strays"');
    expect(page).not.toContain('id="notifications"');
  });

  it('lists fifty stray replies, and counts the others', async () => {
    const one = events.find(({ event }) => event === 'stray-reply');
    if (one === undefined) throw new Error('no stray reply');
    const many = [...events.slice(0, -1), ...Array.from({ length: 60 }, () => one), ...events.slice(-1)];
    const strays = section(await pageOf(many), 'strays');
    expect(strays.match(/<tr><td>/g)).toHaveLength(50);
    expect(strays).toContain('and 12 further ones');
  });
});

it('tells in JUnit where the records of a failure are', () => {
  const xml = junitOf(reportOf());
  expect(xml).toMatch(
    /request: +T\.accountManagement\.v5\.createPartyAccount\.commandRequest, partition 0, offset 11, without a key/,
  );
  expect(xml).toMatch(
    /reply: +T\.accountManagement\.v5\.createPartyAccount\.commandReply, partition 2, offset 11, without a key/,
  );
  expect(xml).toMatch(/headers: +x-correlation-id: 4226b739/);
  expect(xml).toMatch(/repeat: +id=.*kcat -P/);
  expect(xml).toContain('name="target.topicPrefix" value="T"');
});

it('stores long bodies of stray replies, and of what came instead of a reply, beside the evidence', () => {
  const long = { kind: 'json', value: 'x'.repeat(INLINE_LIMIT), bytes: INLINE_LIMIT + 2 } as const;
  const swollen = events.map((event) => {
    if (event.event === 'stray-reply')
      return { ...event, stray: { ...event.stray, reply: { ...event.stray.reply, body: long } } };
    if (event.event !== 'exchange' || event.exchange.outcome.kind !== 'failure') return event;
    const heard = { headers: {}, body: long };
    return { ...event, exchange: { ...event.exchange, outcome: { ...event.exchange.outcome, heard } } };
  });
  const stored: string[] = [];
  const lines: string[] = [];
  const files = {
    write: async () => {},
    append: (_name: string, text: string) => void lines.push(text),
    store: (text: string) => `bodies/${stored.push(text) - 1}`,
  };
  const reporter = createEvidenceReporter({ files });
  for (const event of swollen) reporter.onEvent(event);
  expect(stored).toHaveLength(3);
  expect(lines.join('')).not.toContain('xxx');
  const read = lines.map((line) => restoreBody(JSON.parse(line), (file) => stored[Number(file.slice('bodies/'.length))] ?? ''));
  expect(read).toEqual(swollen);
});
