import { expect, test } from 'vitest';
import { REPORTERS, type ReporterKind } from '../../src/reporters/index.ts';
import { ctk } from '../support/cli.ts';
import { codeSpans, textOf } from './documents.ts';

const spans = codeSpans({ name: 'docs/reports.md', text: textOf('docs/reports.md') });

test('every reporter and its file is described', () => {
  const kinds: Readonly<Record<string, ReporterKind>> = REPORTERS;
  const names = Object.entries(kinds).flatMap(([name, { file }]) => (file === undefined ? [name] : [name, file]));
  expect(names.filter((name) => !spans.includes(name))).toEqual([]);
});

test('every event of a run is described', async () => {
  const run = await ctk(['run', 'TC_E1', '--resource', 'BillFormat']);
  const events = new Set(run.evidence().map(({ event }) => event));
  expect(events.size).toBeGreaterThan(4);
  expect([...events].filter((event) => !spans.includes(event))).toEqual([]);
});

test.each([
  { flags: ['--dry-run'], code: 0 },
  { flags: ['--target', 'nowhere'], code: 3 },
  { flags: ['--target', 'http://127.0.0.1:9/api'], code: 2 },
])('ctk run $flags exits with $code, as the table says', async ({ flags, code }) => {
  expect((await ctk(['run', 'TC_E1', ...flags])).code).toBe(code);
});
