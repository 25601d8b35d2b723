import { describe, expect, it } from 'vitest';
import type { RequirementResult, RunEvent } from '../../src/core/event.ts';
import { duration, wrap } from '../../src/reporters/terminal/text.ts';
import { CASES, RESOURCES } from '../support/cases.ts';
import { aFinding, aRun } from '../support/events.ts';
import { aBlockedRun, aFailingRun, anUnreachableRun, aPartialRun, aRunCutShort, aRunOfRows } from '../support/runs.ts';
import { show, visible } from '../support/terminal.ts';

const golden = (name: string) => `../golden/terminal-${name}.txt`;
const ESCAPE = '\u001b';

describe('the terminal reporter, without a TTY', () => {
  it.each<[string, () => RunEvent[]]>([
    ['pass', aRun],
    ['fail', aFailingRun],
    ['blocked', aBlockedRun],
    ['unreachable', anUnreachableRun],
    ['gone', aRunCutShort],
    ['partial', aPartialRun],
  ])('shows the run "%s"', async (name, events) => {
    const terminal = await show(events());
    await expect(terminal.text()).toMatchFileSnapshot(golden(name));
    expect(terminal.text()).not.toContain(ESCAPE);
  });

  it('keeps within 80 columns, but for lines that are meant to be copied', async () => {
    for (const events of [aRun(), aFailingRun(), aBlockedRun(), anUnreachableRun(), aPartialRun()]) {
      const long = (await show(events))
        .text()
        .split('\n')
        .filter((line) => line.length > 80);
      expect(long.filter((line) => !/^ +(repeat|again): /.test(line))).toEqual([]);
    }
  });

  it('says nothing but the conclusion when quiet', async () => {
    const quiet = async (events: RunEvent[]) =>
      (await show(events, { quiet: true, verbose: true }, {}, (r) => r.reportsWritten('out', ['report.json']))).text();
    expect(await quiet(aRun())).toBe('connect: CONFORMANT\n');
    await expect(await quiet(aFailingRun())).toMatchFileSnapshot(golden('quiet'));
  });

  it('shows each step, each exchange and failing bodies when verbose', async () => {
    await expect((await show(aBlockedRun(), { verbose: true })).text()).toMatchFileSnapshot(golden('verbose'));
  });

  it('says where the reports are once they are written', async () => {
    const terminal = await show(aRun(), {}, {}, (r) => r.reportsWritten('ctk-report', ['report.json', 'report.html']));
    expect(terminal.text().endsWith('Reports in ctk-report: report.json, report.html\n')).toBe(true);
  });

  it('says so when the events stop before the run is finished', async () => {
    const text = (await show(aFailingRun().slice(0, -1))).text();
    expect(text).toContain('The run broke off before its end: nothing is concluded.');
    expect(text).toContain('TC_N1.create.location');
    expect(text).not.toContain('CONFORMANT');
  });

  it('writes control characters of the target out instead of sending them to the terminal', async () => {
    const actual = `${ESCAPE}[2Jgone\u009b\u202e`;
    const deviations = [
      {
        scenario: 'TC_E1',
        step: 'retrieve',
        findings: [aFinding({ code: 'fields.unrequested' as const, expected: ['id'], actual })],
      },
    ];
    const text = (await show(aRun({ resources: ['BillFormat'], deviations }))).text();
    expect(text).toContain('\\u001b[2Jgone\\u009b\\u202e');
    expect(text).not.toContain(ESCAPE);
  });

  describe('with more scenarios than fit beside each other', () => {
    const many = CASES.flatMap((one) => [one, { ...one, id: `${one.id}_AGAIN` }]);
    const deviations = [{ scenario: 'TC_N3', step: 'fields', resources: ['BillFormat'], verdict: 'inconclusive' as const }];

    it('makes them the rows, and breaks the names of the resources', async () => {
      const lines = (await show(aRun({ cases: many, deviations }), {}, { columns: 100 })).text().split('\n');
      const first = lines.findIndex((line) => /^TC_N1 +pass +pass/.test(line));
      expect(lines.slice(first - 3, first)).toEqual([
        '                                                      Billing                  Bill',
        '             Party    Billing  Settlement  Financial  Cycle          Bill      Presentation',
        '             Account  Account  Account     Account    Specification  Format    Media',
      ]);
      expect(lines[first + 4]).toBe('TC_N3        pass     pass     pass        pass       pass           inconcl.  pass');
    });

    it('shortens the names to their initials where even that is too wide, and says what they mean', async () => {
      const lines = (await show(aRun({ cases: many, deviations }), {}, { columns: 70 })).text().split('\n');
      expect(lines).toContain('             PA    BA    SA    FA    BCS   BF        BPM');
      expect(lines).toContain('TC_N3        pass  pass  pass  pass  pass  inconcl.  pass');
      expect(lines.join(' ')).toContain('BCS BillingCycleSpecification, BF BillFormat, BPM BillPresentationMedia');
    });

    it('makes several blocks where nothing fits', async () => {
      const resources = Array.from({ length: 12 }, (_, i) => `Resource${i + 10}`);
      const lines = (await show(aRun({ cases: many, resources }), {}, { columns: 60 })).text().split('\n');
      expect(lines.filter((line) => /^Resource10 +pass/.test(line))).toHaveLength(3);
      expect(lines.find((line) => /^ +TC_N1 /.test(line))).not.toContain('TC_E2');
    });
  });

  it('treats a width below 60, or none at all, as 60', async () => {
    const at = async (columns: number) => (await show(aFailingRun(), {}, { columns })).text();
    expect(await at(10)).toBe(await at(60));
    expect(await at(Number.NaN)).toBe(await at(60));
  });
});

describe('a run that ended before its plan', () => {
  it.each([
    ['interrupted', 'the run was interrupted', /The run was interrupted\.\n {2}What it had created was deleted/],
    [
      'bail',
      'TC_N1 failed at BillFormat',
      /ended at the first failure\.\n {2}TC_N1 failed at BillFormat\.\n {2}Run without --bail/,
    ],
    ['time-limit', 'the time is over', /time limit of the run was reached\.\n {2}Allow it more time/],
    ['kit-error', 'out of paper', /The kit itself failed; .*\n {2}out of paper\.\n {2}Please report it/],
  ] as const)('says why and what to do: %s', async (reason, message, words) => {
    const events = aRun({ resources: ['BillFormat'], ended: { after: 2, reason, message } });
    expect((await show(events)).text()).toMatch(words);
    expect((await show(events, { quiet: true })).text()).toMatch(words);
  });
});

describe('durations', () => {
  it.each([
    [0, '0.00 s'],
    [9994, '9.99 s'],
    [12_340, '12.3 s'],
    [125_000, '2 min 5 s'],
  ])('words %d ms', (ms, words) => {
    expect(duration(ms)).toBe(words);
  });
});

describe('wrap', () => {
  it('breaks at blanks, keeps line breaks and leaves a long word whole', () => {
    expect(wrap('one two three\nfour', 8)).toEqual(['one two', 'three', 'four']);
    expect(wrap('a verylongword b', 6)).toEqual(['a', 'verylongword', 'b']);
    expect(wrap('', 10)).toEqual(['']);
  });
});

describe('the terminal reporter, on a TTY', () => {
  it('rewrites one status line and leaves none of it behind', async () => {
    const terminal = await show(aFailingRun(), {}, { isTTY: true });
    expect(terminal.text()).toContain('[0/42] TC_N1  PartyAccount  create  0.01 s\r\u001b[2K');
    expect(terminal.text()).toContain('cleaning up  PartyAccount');
    const seen = visible(terminal.text());
    expect(seen).not.toMatch(/\[\d+\/42\]|\p{Cc}(?<!\n)/u);
    expect(seen).toMatch(/^FAIL {6}TC_N1 {2}PartyAccount/m);
    expect(seen).not.toMatch(/^(?:pass|blocked) +TC_/m);
  });

  it('never lets the status line wrap', async () => {
    const statuses = (await show(aRun(), {}, { isTTY: true, columns: 30 })).text().matchAll(/\[\d+\/42\][^\r\n]*/g);
    for (const [status] of statuses) expect(status.length).toBeLessThan(30);
  });

  it('writes no status line when quiet', async () => {
    expect((await show(aRun(), { quiet: true }, { isTTY: true })).text()).toBe('connect: CONFORMANT\n');
  });

  it('clears the status line after a crash', async () => {
    const events = aRun();
    const terminal = await show(events.slice(0, 3), {}, { isTTY: true });
    expect(visible(terminal.text())).not.toContain('[0/42]');
    expect(visible(terminal.text())).toContain('nothing is concluded');
  });
});

describe('the terminal reporter, in colour', () => {
  it('paints verdicts, and says the same without the paint', async () => {
    const painted = (await show(aFailingRun(), { verbose: true }, { colorLevel: 1 })).text();
    expect(painted).toContain(`${ESCAPE}[31m${ESCAPE}[1mNONCONFORMANT`);
    const stripped = painted.replaceAll(new RegExp(`${ESCAPE}\\[\\d+m`, 'g'), '');
    expect(stripped).toBe((await show(aFailingRun(), { verbose: true })).text());
  });
});

describe('the requirements', () => {
  const statuses = async (change: (result: RequirementResult) => RequirementResult) => {
    const events = aRun({ resources: ['BillFormat'] }).map(
      (event): RunEvent => (event.event === 'run-finished' ? { ...event, requirements: event.requirements.map(change) } : event),
    );
    return /^requirements × resources: .*(\n[a-z].*)?/m.exec((await show(events)).text())?.[0];
  };

  it('are counted by status, mandatory gaps apart', async () => {
    expect(await statuses((result) => result)).toBe('requirements × resources: 13 pass');
    const excused = { verdict: 'skipped', exemption: 'wire' } as const;
    expect(await statuses((result) => (result.requirement === 'TC_E1.status' ? { ...result, ...excused } : result))).toBe(
      'requirements × resources: 12 pass, 1 not testable',
    );
    expect(await statuses((result) => (result.requirement === 'TC_E1.status' ? { ...result, verdict: 'skipped' } : result))).toBe(
      'requirements × resources: 12 pass, 1 not exercised; 1 mandatory gap',
    );
  });

  it('are not counted where none was looked at', async () => {
    expect(await statuses((result) => ({ ...result, verdict: 'not exercised' }))).toBeUndefined();
  });
});

describe('a group of steps', () => {
  it('that fails at several rows in the same way is one problem, which lists them', async () => {
    const text = (await show(aRunOfRows())).text();
    expect(text.match(/^\d+\. FAIL/gm)).toEqual(['1. FAIL']);
    expect(text).toContain('1. FAIL  patch.patchable.*\n  creditLimit is "old", not "new".');
    expect(text).toContain(
      'found        28 times, at all 7 resources\n  rows         creditLimit, description, billStructure.format, name\n',
    );
    expect(text.match(/repeat:/g)).toHaveLength(1);
  });

  it('that fails at one row names its requirement', async () => {
    const findings = [aFinding({ code: 'value.different' as const, pointer: '/name', expected: 'new', actual: 'old' })];
    const text = (await show(aRunOfRows({ deviations: [{ scenario: 'PATCH', step: 'after:name', findings }] }))).text();
    expect(text).toContain('1. FAIL  patch.patchable.name\n');
    expect(text).not.toContain('  rows ');
  });
});

describe('a long run', () => {
  it('shows one example of a failure that was found a thousand times', async () => {
    const findings = Array.from({ length: 1000 }, (_, i) =>
      aFinding({ code: 'filter.not-met' as const, pointer: `/${i}/type`, expected: 'joint', actual: 'single' }),
    );
    const text = (await show(aRun({ deviations: [{ scenario: 'TC_N2', step: 'filter-type', findings }] }))).text();
    expect(text.match(/repeat:/g)).toHaveLength(1);
    expect(text).toContain('7000 times, at all 7 resources');
  });

  it('has a row for each resource and a column for each scenario', async () => {
    const lines = (await show(aRun())).text().split('\n');
    const head = lines.findIndex((line) => line.trim().split(/ +/).join() === CASES.map((c) => c.id).join());
    expect(lines.slice(head + 1, head + 8).map((line) => line.split(' ')[0])).toEqual([...RESOURCES]);
  });
});
