import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/core/event.ts';
import { aFinding, aRun } from '../support/events.ts';
import { pageOf } from '../support/page.ts';
import { aRunThatHangs } from '../support/readings.ts';
import { show } from '../support/terminal.ts';

/** The row of a ruling in the readings of a page. */
const rowOf = (page: string, ruling: string) => page.slice(page.indexOf(`id="ruling--${ruling}"`)).split('</tr>')[0] ?? '';

describe('what hangs on a reading', () => {
  it('is one line at the terminal, and none where nothing does', async () => {
    expect((await show(aRunThatHangs())).text()).toMatch(/^2 verdicts depend on a reading: AMB-R11; the reports show which$/m);
    expect((await show(aRunThatHangs(['BillFormat']))).text()).toMatch(/^1 verdict depends on a reading: AMB-R11;/m);
    expect((await show(aRun())).text()).not.toContain('on a reading');
    expect((await show(aRunThatHangs(), { quiet: true })).text()).toBe('connect: CONFORMANT\n');
  });

  it('names a few rulings and counts the rest', async () => {
    const events = aRunThatHangs(['BillFormat']).map((event): RunEvent => {
      if (event.event !== 'run-finished') return event;
      const flips = ['1', '2', '3', '4', '5', '6', '7'].map((n) => ({
        ruling: `AMB-R0${n}`,
        option: 'literal',
        verdict: 'fail' as const,
        steps: ['TC_N1/create'],
      }));
      return { ...event, requirements: event.requirements.map((result, index) => (index === 0 ? { ...result, flips } : result)) };
    });
    const line = /depends? on a reading: ([^;]*);/.exec((await show(events)).text().replaceAll('\n', ' '));
    expect(line?.[1]).toBe('AMB-R01, AMB-R02, AMB-R03, AMB-R04, AMB-R05, 3 more');
  });

  it('has its place on the page, with the requirements and what only another run can tell', async () => {
    const page = await pageOf(aRunThatHangs());
    expect(page).toContain('2 verdicts hang on a reading');
    const location = rowOf(page, 'AMB-R11');
    expect(location).toMatch(/<b>literal<\/b>: <details><summary>2 verdicts pass → fail<\/summary>/);
    expect(location).toContain('href="#requirement--TC_N1.create.location"');
    expect(location).toContain('all 2 resources; TC_N1/create');
    const balance = rowOf(page, 'AMB-R06');
    expect(balance).toContain('1 requirement would be demanded too');
    expect(balance).toContain('only another run can tell');
    expect(page).toMatch(/1 further ruling that nothing here depended on[\s\S]*id="ruling--AMB-R49"/);
    expect(await pageOf(aRun())).toContain('No verdict would be another');
  });
});

describe('the compliance level', () => {
  const at = (level: 'L1' | 'other') =>
    aRun().map((event): RunEvent => (event.event === 'run-started' ? { ...event, complianceLevel: level } : event));

  it('stands at the head of the terminal and of the page', async () => {
    expect((await show(at('L1'))).text()).toMatch(/^level +L1$/m);
    expect((await show(at('other'))).text()).toMatch(/^level +other than L1/m);
    expect(await pageOf(at('L1'))).toContain('L1: filtering is mandatory');
    expect(await pageOf(at('other'))).toContain('other than L1: filtering is optional');
  });
});

it('a failure of something optional says that it does not count', async () => {
  const findings = [aFinding({ code: 'status.unexpected', expected: 200, actual: 500 })];
  const events = aRun({
    resources: ['BillFormat'],
    deviations: [{ scenario: 'TC_N1', step: 'list', check: 'status', findings }],
  });
  const optional = events.map(
    (event): RunEvent =>
      event.event === 'run-started'
        ? { ...event, requirements: event.requirements.map((r) => (r.id === 'TC_N1.list.status' ? { ...r, level: 'MAY' } : r)) }
        : event,
  );
  const words = 'Optional: it does not count for the conclusion.';
  expect((await show(optional)).text()).toContain(words);
  expect(await pageOf(optional)).toContain(words);
  expect((await show(events)).text()).not.toContain(words);
  expect(await pageOf(events)).not.toContain(words);
});
