import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/core/event.ts';
import type { StepTemplate } from '../support/cases.ts';
import { aFinding, aRun } from '../support/events.ts';
import { pageOf } from '../support/page.ts';
import { aRunOfRows, SWEEP } from '../support/runs.ts';

const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((m) => m[1] ?? '');
const section = (page: string, id: string) =>
  page.slice(page.indexOf(`aria-labelledby="${id}"`), page.indexOf('</section>', page.indexOf(`aria-labelledby="${id}"`)));

/** The step, its checks citing one requirement whatever the row. */
const citingOne = (step: StepTemplate): StepTemplate => ({
  ...step,
  checks: step.checks.map(([check]) => [check, 'patch.patchable.name']),
});

const location = aFinding({ code: 'location.missing', where: 'header Location', expected: '/billFormat/17', ruling: 'AMB-R11' });
const faulty = aRun({
  operator: 'Jane Roe',
  notices: ['TLS certificates were not verified.'],
  readings: [
    {
      ruling: 'AMB-R11',
      title: 'Location header',
      option: 'literal',
      options: ['default', 'literal'],
      meaning: 'compared character by character',
    },
    {
      ruling: 'AMB-R04',
      title: 'Other statuses',
      option: 'default',
      options: ['default', 'literal'],
      meaning: '206 is a remark',
    },
  ],
  residue: [{ resource: 'BillFormat', id: '17', reason: 'the server refuses DELETE' }],
  deviations: [
    { scenario: 'TC_N1', step: 'create', check: 'location', findings: [location] },
    {
      scenario: 'TC_N1',
      step: 'list',
      check: 'status',
      findings: [aFinding({ code: 'status.partial-content', kind: 'remark', expected: [200], actual: 206, ruling: 'AMB-R04' })],
    },
    { scenario: 'TC_N3', step: 'fields', resources: ['BillFormat'], verdict: 'error', reason: 'the check threw' },
    { scenario: 'TC_N4', step: 'filter-fields', verdict: 'blocked', reason: 'TC_N2/create-a did not pass' },
  ],
});
const RUNS: readonly [string, readonly RunEvent[]][] = [
  ['a conformant run', aRun()],
  ['a faulty run', faulty],
  ['an unreachable target', aRun({ ended: { after: 0, reason: 'unreachable', message: 'Nobody answers.' } })],
  ['a run that was killed', faulty.slice(0, 9)],
];

describe.each(RUNS)('the page of %s', (_name, events) => {
  it('is well-formed, has one h1 and no gaps between headings', async () => {
    const page = await pageOf(events);
    const body = page.slice(page.indexOf('<body>'), page.indexOf('</html>')).replaceAll('<wbr>', '');
    expect(XMLValidator.validate(body, { allowBooleanAttributes: true })).toBe(true);
    const levels = matches(page, /<h([1-6])[ >]/g).map(Number);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [i, level] of levels.entries()) expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1);
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(matches(page, /<title>([^<]*)/g)).toEqual([expect.stringContaining('Accounts 4.2, TMF666B v1.1.0')]);
  });

  it('has tables with captions and scoped headers, and links that lead somewhere', async () => {
    const page = await pageOf(events);
    const tables = page.split('<table').slice(1);
    expect(tables.length).toBeGreaterThan(0);
    for (const table of tables) expect(table).toMatch(/^[^>]*>\s*<caption[ >]/);
    expect(matches(page, /<th(?! scope=| ?ead)([^>]*)>/g)).toEqual([]);
    const ids = matches(page, / id="([^"]*)"/g);
    expect(new Set(ids).size).toBe(ids.length);
    for (const target of matches(page, /href="#([^"]*)"/g)) expect(ids).toContain(target);
  });

  it('needs nothing from elsewhere and runs nothing', async () => {
    const page = await pageOf(events);
    expect(page).toContain(
      `http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;`,
    );
    expect(page).not.toMatch(/<(script|link|img|iframe|object|form|base)\b/i);
    expect(page).not.toMatch(/\b(src|srcset|on\w+|style)=/i);
    expect(page).not.toMatch(/@import|url\(/i);
    expect(matches(page, /href="([^#"][^"]*)"/g)).toEqual([]);
  });
});

describe('the page', () => {
  it('says the conclusion before all else, and that it is no certificate', async () => {
    const page = await pageOf(faulty);
    expect(page.indexOf('nonconformant')).toBeLessThan(page.indexOf('What was tested'));
    expect(section(page, 'conclusion')).toContain('At least one mandatory requirement of the scope connect failed.');
    expect(page).toContain('no certificate of TM Forum');
    expect(section(page, 'facts')).toMatch(/Jane Roe[\s\S]*TLS certificates were not verified\./);
  });

  it('shows scenario by resource with verdicts as words that lead to the details', async () => {
    const matrix = section(await pageOf(faulty), 'results');
    expect(matches(matrix, /<tr><th scope="row">([A-Z_0-9]+)/g)).toEqual(['TC_N1', 'TC_N2', 'TC_N3', 'TC_N4', 'TC_E1', 'TC_E2']);
    expect(matrix).toContain('<a href="#TC_N1--BillFormat"><span class="verdict is-fail">fail</span></a>');
    expect(matches(matrix, /<span class="verdict [^"]*">([^<]*)/g).filter((word) => word === 'blocked')).toHaveLength(8);
    expect(matrix).toMatch(
      /<li><span class="verdict is-blocked">blocked<\/span> TC_N4 at all 7 resources: TC_N2\/create-a did not pass<\/li>/,
    );
  });

  it('tells one fault at seven resources once, with clause, expected, where and curl', async () => {
    const failures = section(await pageOf(faulty), 'problems--fail');
    expect(failures.match(/<article/g)).toHaveLength(1);
    expect(failures).toContain('<cite>API CONFORMANCE TEST SCENARIOS');
    expect(failures).toContain('<dt>Expected</dt><dd><code>/billFormat/17</code></dd>');
    expect(failures).toContain('<dt>Where</dt><dd><code>header Location</code></dd>');
    expect(failures).toMatch(/<pre class="command">curl .*POST/);
    expect(matches(failures, /href="#TC_N1--([A-Za-z]+)--create"/g)).toHaveLength(7);
  });

  it('tells a fault at several rows of a group once, with a link to each row', async () => {
    const failures = section(await pageOf(aRunOfRows()), 'problems--fail');
    expect(failures.match(/<article/g)).toHaveLength(1);
    expect(failures).toContain('<span class="quiet">4 rows, 7 resources</span>');
    expect(matches(failures, /<p>Rows: (.*)<\/p>/g)[0]?.match(/>([\w.<]|wbr>)+<\/a>/g)).toHaveLength(4);
    expect(failures).toContain('href="#PATCH--PartyAccount--after_billStructure.format"');
    expect(matches(failures, /href="#PATCH--([A-Za-z]+)--after_creditLimit"/g)).toHaveLength(8);
  });

  it('lists errors of the kit apart, remarks with their ruling, readings and what is left behind', async () => {
    const page = await pageOf(faulty);
    expect(section(page, 'problems--error')).toContain('the check threw');
    expect(section(page, 'remarks')).toMatch(/206[\s\S]*href="#ruling--AMB-R04"/);
    expect(section(page, 'readings')).toMatch(/id="ruling--AMB-R11"[\s\S]*<b>literal<\/b>[\s\S]*compared character by character/);
    expect(section(page, 'residue')).toContain('the server refuses DELETE');
  });

  it('opens the details of what failed and folds what passed', async () => {
    const page = await pageOf(faulty);
    const scenario = (id: string) =>
      page.slice(page.indexOf(`<section class="scenario" id="${id}"`)).split('</section>')[0] ?? '';
    expect(scenario('TC_N1--BillFormat')).toMatch(/<details class="fold" open>/);
    expect(scenario('TC_E1--BillFormat')).toMatch(/<details class="fold">\s*<summary>1 step/);
    expect(scenario('TC_N1--BillFormat')).toMatch(
      /Request[\s\S]*POST http:\/\/sut\.example:8080\/api\/billFormat[\s\S]*Status 201/,
    );
  });

  it('shows with each requirement the steps that checked it, what passed of a group as one', async () => {
    const page = await pageOf(
      aRun({
        deviations: [{ scenario: 'TC_N1', step: 'create', check: 'location', resources: ['BillFormat'], findings: [location] }],
      }),
    );
    const row = page.slice(page.indexOf('<tr id="requirement--TC_N1.create.location"')).split('<tr id=')[1] ?? '';
    expect(row).toContain('<details class="fold"><summary>7 steps</summary>');
    expect(row).toMatch(/<li>TC_N1\/create <span class="is-fail verdict">fail<\/span> <a href="#TC_N1--BillFormat--create">/);
    expect(matches(row, /<a href="#TC_N1--([A-Za-z]+)--create">/g)).toHaveLength(7);

    const swept = await pageOf(aRunOfRows({ cases: [{ ...SWEEP, steps: SWEEP.steps.map(citingOne) }], deviations: [] }));
    const one = swept.slice(swept.indexOf('<tr id="requirement--patch.patchable.name"')).split('<tr id=')[1] ?? '';
    expect(one).toContain('<summary>70 steps</summary>');
    expect(matches(one, /<li>(\S+ \(\d+\)) <span class="is-pass verdict">/g)).toEqual(['PATCH/patch (5)', 'PATCH/after (5)']);
  });

  it('counts requirements by status, and says what became of those without verdict', async () => {
    const events = aRun({ resources: ['BillFormat'] }).map((event): RunEvent => {
      if (event.event !== 'run-finished') return event;
      const [first, second, ...rest] = event.requirements;
      if (first === undefined || second === undefined) throw new Error('a run without requirements');
      const excused = { ...first, verdict: 'skipped', exemption: 'wire', reason: 'no exchange can show it' } as const;
      return { ...event, requirements: [excused, { ...second, verdict: 'skipped', reason: 'not followed' }, ...rest] };
    });
    const requirements = section(await pageOf(events), 'requirements');
    expect(matches(requirements, /<th scope="col" class="number [^"]*">([^<]*)/g)).toEqual([
      'pass',
      'not exercised',
      'not testable',
    ]);
    expect(matches(requirements, /<tr><th scope="row">all<\/th>(.*)<\/tr>/g)[0]?.match(/\d+/g)).toEqual(['11', '1', '1']);
    expect(requirements).toContain('1 mandatory gap: not exercised, and nothing explains why.');
    expect(requirements).toContain('<span class="note">no exchange can show it</span>');
    expect(requirements).toMatch(/is-not-exercised" data-resource="BillFormat">.*<span class="note">gap<\/span>/);
  });

  it('says what a partial run and a run of the embedded reference do not show', async () => {
    const page = await pageOf(
      aRun({
        scenarios: ['TC_N1', 'TC_N2'],
        prerequisites: ['TC_N1'],
        resources: ['BillFormat'],
        part: { scenarios: ['TC_N2'], resources: ['BillFormat'] },
        target: { url: 'http://127.0.0.1:4000', embedded: true },
      }),
    );
    expect(section(page, 'conclusion')).toContain('makes no claim about the scope');
    expect(section(page, 'conclusion')).toContain('Only a part was run: TC_N2 for BillFormat.');
    expect(page).toContain('says nothing about another product');
    expect(page).toContain('Prerequisite, run only as far as');
  });
});

describe('what a SUT sent', () => {
  const hostile = `"><script>alert(1)</script></style></pre><img src=x onerror='alert(2)'>&amp;`;

  it('is shown and never interpreted', async () => {
    const page = await pageOf(
      aRun({
        resources: ['BillFormat'],
        operator: hostile,
        notices: [hostile],
        target: { url: `http://x/${hostile}`, embedded: false, product: hostile, version: hostile },
        readings: [{ ruling: hostile, title: hostile, option: hostile, options: [hostile], meaning: hostile }],
        residue: [{ resource: 'BillFormat', id: hostile, reason: hostile }],
        deviations: [
          {
            scenario: 'TC_N1',
            step: 'create',
            findings: [
              aFinding({ code: 'value.different', pointer: `/${hostile}`, expected: hostile, actual: hostile, ruling: hostile }),
            ],
            outcome: {
              status: 201,
              headers: { [hostile]: hostile },
              body: { kind: 'text', text: hostile, bytes: 80, error: hostile },
            },
          },
          { scenario: 'TC_N2', step: 'filter-type', verdict: 'blocked', reason: hostile },
          { scenario: 'TC_E1', step: 'retrieve', outcome: { kind: 'failure', reason: 'reset', message: hostile } },
        ],
        ended: { after: 6, reason: 'gone', message: hostile },
      }),
    );
    expect(page.split('&lt;script&gt;alert(1)&lt;/script&gt;').length).toBeGreaterThan(20);
    expect(page).not.toMatch(/<script|<img/i);
    expect(page.match(/<\/style>/g)).toHaveLength(1);
    expect(page.slice(page.indexOf('<body>'))).not.toContain(`'alert(2)'`);
    const body = page.slice(page.indexOf('<body>'), page.indexOf('</html>')).replaceAll('<wbr>', '');
    expect(XMLValidator.validate(body, { allowBooleanAttributes: true })).toBe(true);
  });
});
