import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report/report-model.ts';
import type { TroubledServer } from './troubled-server.ts';

/** One row of docs/troubleshooting.md. */
export interface TroubleRow {
  readonly section: string;
  readonly id: string;
  /** `none`, `all pass`, or `TC_N1/create fail; TC_N1/list blocked`. */
  readonly steps: string;
  readonly conclusion: string;
  readonly exit: number;
  /** What the terminal says; words in capitals stand for what differs. */
  readonly sentence: string;
}

/** What became of a trouble. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly cwd: string;
  /** The words in capitals of the row's sentence, and what they stand for here. */
  readonly words?: Readonly<Record<string, string>>;
  /** Nothing of this may be in any output. */
  readonly secrets?: readonly string[];
  /** What it has at the end must be told as left behind. */
  readonly server?: Pick<TroubledServer, 'records'>;
  /** A requirement that must have failed, by its id; where there is none, nobody looks. */
  readonly fails?: string;
  /** Set where something must be left behind and told. */
  readonly leaves?: true;
}

const PAGE = new URL('../../docs/troubleshooting.md', import.meta.url);

/** A line of a stack trace. */
const STACK = /^\s*at (?:async )?(?:\S.* \()?(?:file:|node:|\/)\S*:\d+:\d+\)?$/m;

/** The rows of the page, in its order. */
export function readRows(): readonly TroubleRow[] {
  let section = '';
  return readFileSync(PAGE, 'utf8')
    .split('\n')
    .flatMap((line) => {
      section = /^## (.+)$/.exec(line)?.[1] ?? section;
      const cells = line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      const id = /^`([a-z0-9-]+)`$/.exec(cells[0] ?? '')?.[1];
      if (id === undefined) return [];
      const [, , steps = '', conclusion = '', exit = '', sentence = ''] = cells;
      return [{ section, id, steps, conclusion, exit: Number(exit), sentence }];
    });
}

/** The ids that the page says what to do about, in its order. */
export function readAdvice(): readonly string[] {
  return [...readFileSync(PAGE, 'utf8').matchAll(/^- `([a-z0-9-]+)`: \S/gm)].map(([, id = '']) => id);
}

/** Tests every row of a section of the page; each has its case here, and each case its row. */
export function proveRows(section: string, cases: Readonly<Record<string, () => Promise<Outcome>>>): void {
  const rows = readRows().filter((row) => row.section === section);
  describe(section, () => {
    it('has a case for each row of the page', () => {
      expect(Object.keys(cases)).toEqual(rows.map(({ id }) => id));
    });
    it.each(rows.map((row) => [row.id, row] as const))('%s', async (id, row) => {
      const run = cases[id];
      if (run === undefined) throw new Error(`no case for ${id}`);
      await expectRow(row, await run());
    });
  });
}

async function expectRow(row: TroubleRow, outcome: Outcome): Promise<void> {
  const said = flat(outcome.out + outcome.err);
  const sentence = Object.entries(outcome.words ?? {}).reduce(
    (text, [word, value]) => text.replaceAll(word, value),
    row.sentence,
  );
  expect(said).toContain(flat(sentence));
  expect(outcome.code, said).toBe(row.exit);
  const report = reportIn(outcome.cwd);
  expect(report?.conclusions.map(({ conclusion }) => conclusion) ?? ['none'], said).toEqual([row.conclusion]);
  expectSteps(row.steps, report, said);
  if (outcome.fails !== undefined) expect(failedIn(report), said).toContain(outcome.fails);
  expectClean(outcome);
  if (outcome.server !== undefined) await expectTold(outcome, outcome.server, report);
}

function failedIn(report: Report | undefined): readonly string[] {
  return (report?.requirements ?? []).flatMap(({ id, results }) => (results.some(({ status }) => status === 'fail') ? [id] : []));
}

function reportIn(cwd: string): Report | undefined {
  const file = join(cwd, 'ctk-report', 'report.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined;
}

function expectSteps(expected: string, report: Report | undefined, said: string): void {
  const scenarios = report?.scenarios ?? [];
  const steps = scenarios.flatMap(({ scenario, steps: own }) =>
    own.filter(({ phase }) => phase !== 'postamble').map(({ step, verdict }) => `${scenario}/${step} ${verdict}`),
  );
  const names = steps.map((step) => step.split(' ')[0]);
  expect(new Set(names).size, 'each step is told once').toBe(names.length);
  if (expected === 'none') {
    expect(steps, said).toEqual([]);
  } else if (expected === 'all pass') {
    expect(steps.length).toBeGreaterThan(0);
    const others = steps.filter((step) => !/ (pass|skipped)$/.test(step));
    expect(others, said).toEqual([]);
  } else {
    for (const step of expected.split('; ')) expect(steps, said).toContain(step.replaceAll('`', ''));
  }
}

/** No stack trace, no secret, nothing that is not a sentence. */
function expectClean({ out, err, cwd, secrets = [] }: Outcome): void {
  const folder = join(cwd, 'ctk-report');
  const files = existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    : [];
  for (const text of [out, err, ...files]) {
    expect(STACK.exec(text)?.[0]).toBeUndefined();
    for (const secret of secrets) expect(text.includes(secret), `${secret} is in ${text.slice(0, 80)}…`).toBe(false);
  }
  expect(`${out}${err}`).not.toMatch(/undefined|\[object |NaN/);
}

/** Every record that is still at the server is told as left behind, by its id or as one of an unknown id. */
async function expectTold(
  { leaves }: Outcome,
  server: Pick<TroubledServer, 'records'>,
  report: Report | undefined,
): Promise<void> {
  const left = await server.records();
  const told = report?.residue ?? [];
  const untold = left.filter((path) => {
    const [, collection = '', id] = path.split('/');
    return !told.some(
      (record) => record.resource.toLowerCase() === collection.toLowerCase() && (record.id === undefined || record.id === id),
    );
  });
  expect(untold).toEqual([]);
  expect(left.length > 0).toBe(leaves === true);
}

/** On one line, so that it does not matter where the terminal breaks. */
function flat(text: string): string {
  return text.replace(/\s+/g, ' ');
}
