import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/core/event.ts';
import type { Json } from '../../src/core/json.ts';
import { createEvidenceReporter, INLINE_LIMIT, restoreBody } from '../../src/reporters/evidence.ts';
import { createReportFiles } from '../../src/reporters/report-files.ts';
import { aRun } from '../support/events.ts';
import { aNotification } from '../support/notifications.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'ctk-evidence-'));

/** A run of one scenario whose replies all have this body. */
function runWith(value: Json): RunEvent[] {
  return aRun({ resources: ['BillFormat'], scenarios: ['TC_E1'] }).map((event) => {
    if (event.event !== 'exchange' || event.exchange.outcome.kind !== 'reply') return event;
    const body = { kind: 'json', value, bytes: JSON.stringify(value).length } as const;
    return { ...event, exchange: { ...event.exchange, outcome: { ...event.exchange.outcome, body } } };
  });
}

describe('the evidence reporter', () => {
  it('has each event on disk as one line as soon as it has come', () => {
    const out = folder();
    const files = createReportFiles(out);
    const reporter = createEvidenceReporter({ files });
    const events = aRun({ resources: ['BillFormat'] });
    for (const [i, event] of events.entries()) {
      reporter.onEvent(event);
      const lines = readFileSync(join(out, 'evidence.ndjson'), 'utf8').trimEnd().split('\n');
      expect(lines).toHaveLength(i + 1);
      expect(JSON.parse(lines.at(-1) ?? '')).toEqual(event);
    }
    files.close();
  });

  it('keeps a body inline up to the limit, and stores a longer one once beside it', () => {
    const out = folder();
    const files = createReportFiles(out);
    const reporter = createEvidenceReporter({ files });
    const fits = 'x'.repeat(INLINE_LIMIT - 2);
    const events = [...runWith(fits), ...runWith(`${fits}x`), ...runWith(`${fits}x`)];
    for (const event of events) reporter.onEvent(event);
    files.close();

    const written = readFileSync(join(out, 'evidence.ndjson'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const bodies = written.filter((e) => e.event === 'exchange').map((e) => e.exchange.outcome.body);
    expect(bodies[0]).toMatchObject({ kind: 'json', value: fits });
    expect(bodies[1]).toEqual({ kind: 'stored', file: expect.stringMatching(/^bodies\/[0-9a-f]{64}$/), bytes: INLINE_LIMIT + 1 });
    expect(bodies[2]).toEqual(bodies[1]);
    expect(written.map((event) => restoreBody(event, (file) => readFileSync(join(out, file), 'utf8')))).toEqual(events);
  });

  it('stores a long notification like a long reply', () => {
    const stored: string[] = [];
    const lines: string[] = [];
    const store = (text: string) => `bodies/${stored.push(text)}`;
    const reporter = createEvidenceReporter({
      files: { write: async () => {}, append: (_name: string, text: string) => void lines.push(text), store },
    });
    const place = { event: 'notification', scenario: 'NOTIFY', resource: 'PartyAccount', step: 'wait' } as const;
    const event = { ...place, notification: aNotification('A', { name: 'x'.repeat(INLINE_LIMIT) }) };
    reporter.onEvent(event);
    expect(JSON.parse(lines[0] ?? '').notification.body).toMatchObject({ kind: 'stored', file: 'bodies/1' });
    expect(restoreBody(JSON.parse(lines[0] ?? ''), () => stored[0] ?? '')).toEqual(event);
  });

  it('measures bytes, not characters', () => {
    const stored: string[] = [];
    const lines: string[] = [];
    const store = (text: string) => `bodies/${stored.push(text)}`;
    const files = { write: async () => {}, append: (_name: string, text: string) => void lines.push(text), store };
    const reporter = createEvidenceReporter({ files });
    for (const event of runWith('é'.repeat(INLINE_LIMIT / 2))) reporter.onEvent(event);
    expect(stored).toHaveLength(1);
    expect(lines.join('')).not.toContain('é');
  });
});
