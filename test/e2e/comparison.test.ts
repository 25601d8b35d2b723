import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Comparison } from '../../src/core/report/comparison-model.ts';
import type { Report } from '../../src/core/report/report-model.ts';
import { startReference } from '../../src/reference/server.ts';
import { type CommandResult, ctk, temporaryFolder } from '../support/cli.ts';

async function start(...faults: string[]): Promise<string> {
  const server = await startReference({ faults });
  onTestFinished(() => server.close());
  return server.root;
}

const OLD = ['--profile', 'tmf666b-1.1.0'];
const ONE = ['--resource', 'BillFormat'];

function pair(first: string, second: string, ...words: string[]): Promise<CommandResult> {
  return ctk(['run', ...words, '--target', first, '--target', second]);
}

function read<Content>(result: CommandResult, name: string): Content {
  return JSON.parse(readFileSync(join(result.cwd, 'ctk-report', name), 'utf8')) as Content;
}

const comparisonOf = (result: CommandResult) => read<Comparison>(result, 'comparison.json');

describe('two addresses of one server', () => {
  test('agree, and show each other’s records', async () => {
    const root = await start();
    const result = await pair(root, root.replace('127.0.0.1', 'localhost'), 'FACES', 'DELETE', ...OLD);
    expect(result.err).toBe('');
    const { counts, sightings } = comparisonOf(result);
    expect(counts).toMatchObject({ different: 0, sought: 42, seen: 42 });
    expect(sightings.filter(({ result: seen }) => seen !== 'seen')).toEqual([]);
    expect(result.code).toBe(0);
  });
});

describe('two servers with stores of their own', () => {
  test('differ where one has a fault, which is told with both verdicts; the worse of both decides', async () => {
    const result = await pair(await start(), await start('fields-ignored'), ...ONE, ...OLD);
    expect(result.code).toBe(1);
    const { differences, sides, counts } = comparisonOf(result);
    expect(differences.map(({ requirement }) => requirement)).toContain('TC_N3.state.only');
    for (const { sides: both } of differences) expect(both.map(({ status }) => status)).not.toEqual(['fail', 'pass']);
    expect(counts.different).toBe(differences.length);
    expect(sides.map(({ conclusions }) => conclusions.map(({ conclusion }) => conclusion))).toEqual([
      ['conformant', 'conformant'],
      ['nonconformant', 'nonconformant'],
    ]);
    expect(result.out).toContain('REST 1 and REST 2 compared');
    expect(result.out).toMatch(/TC_N3 +pass\/FAIL/);
    for (const folder of ['1-rest', '2-rest']) {
      expect(read<Report>(result, `${folder}/report.json`).format).toBe('ctk-report/1');
      for (const name of ['report.html', 'junit.xml', 'evidence.ndjson'])
        expect(existsSync(join(result.cwd, 'ctk-report', folder, name))).toBe(true);
    }
    expect(readFileSync(join(result.cwd, 'ctk-report/comparison.html'), 'utf8')).toContain('href="2-rest/report.html"');
  });

  test('do not show each other’s records, which changes no conclusion', async () => {
    const result = await pair(await start(), await start(), 'FACES', 'TC_E1', ...ONE, ...OLD);
    const { counts, sightings } = comparisonOf(result);
    expect(counts).toMatchObject({ sought: 6, seen: 0, different: 0 });
    expect(sightings.filter(({ act }) => act === 'created').map(({ result: seen }) => seen)).toEqual(['not seen', 'not seen']);
    expect(sightings.filter(({ act }) => act !== 'created').map(({ result: seen }) => seen)).toEqual(Array(4).fill('open'));
    const failed = read<Report>(result, '1-rest/report.json').requirements.filter(({ kind }) => kind === 'kit');
    expect(new Set(failed.map(({ level }) => level))).toEqual(new Set(['MAY']));
    expect(read<Report>(result, '1-rest/report.json').residue).toEqual([]);
    const concluded = comparisonOf(result).sides.flatMap(({ conclusions }) => conclusions);
    expect(concluded.filter(({ conclusion }) => conclusion === 'nonconformant')).toEqual([]);
  });
});

test('a scenario that needs another target is not planned without one, and leaves no gap', async () => {
  const result = await ctk(['run', '--scope', 'profile', ...ONE, '--target', await start()]);
  expect(result.code).toBe(0);
  const { scenarios, requirements } = result.report();
  expect(scenarios.map(({ scenario }) => scenario)).not.toContain('FACES');
  expect(requirements.filter(({ id }) => id.startsWith('faces.'))).toEqual([]);
});

test('where one target is not there, nothing can be compared, and the other run still takes place', async () => {
  const result = await pair('http://127.0.0.1:9/api', await start(), 'FACES', 'TC_E1', ...ONE, ...OLD);
  expect(result.code).toBe(2);
  expect(result.out).toContain('Nothing could be compared');
  const { scenarios } = read<Report>(result, '2-rest/report.json');
  expect(scenarios.find(({ scenario }) => scenario === 'TC_E1')?.verdict).toBe('pass');
  expect(scenarios.find(({ scenario }) => scenario === 'FACES')?.why).toContain('the other target does not answer');
});

test('clean finds the journal of either run', async () => {
  const root = await start();
  const cwd = temporaryFolder();
  const folder = join(cwd, 'ctk-report', '2-rest', 'journal');
  mkdirSync(folder, { recursive: true });
  const created = await fetch(`${root}/billFormat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'left' }),
  });
  const { id } = (await created.json()) as { id: string };
  const head = {
    format: 'ctk-journal/1',
    run: 'left0002',
    target: root,
    profile: 'tmf666b-1.1.0',
    startedAt: '2026-01-01T00:00:00Z',
  };
  const notes = [
    { note: 'intend', token: 't', resource: 'BillFormat' },
    { note: 'created', token: 't', resource: 'BillFormat', id },
  ];
  writeFileSync(join(folder, 'left0002.ndjson'), [head, ...notes].map((line) => `${JSON.stringify(line)}\n`).join(''));
  expect((await ctk(['clean', '--run', 'list'], { cwd })).out).toBe('left0002\n');
  expect((await ctk(['clean', '--run', 'left0002'], { cwd })).out).toContain(`deleted  BillFormat ${id}\n`);
  expect((await fetch(`${root}/billFormat/${id}`)).status).toBe(404);
});

test('Ctrl-C ends both runs: the second is not begun, nothing is left', async () => {
  const [first, second] = [await start(), await start()];
  let interrupt: (() => void) | undefined;
  const result = await ctk(['run', '--target', first, '--target', second, ...OLD], {
    onStart(stop) {
      if (interrupt === undefined) setTimeout(stop, 50);
      interrupt ??= stop;
    },
  });
  expect(result.code).toBe(2);
  const { sides } = comparisonOf(result);
  expect(sides.map(({ ended }) => ended?.reason)).toEqual(['interrupted', 'interrupted']);
  for (const [folder, root] of [
    ['1-rest', first],
    ['2-rest', second],
  ] as const) {
    expect(existsSync(join(result.cwd, 'ctk-report', folder, 'journal'))).toBe(false);
    expect(await (await fetch(`${root}/billFormat`)).json()).toEqual([]);
  }
});

describe('two targets that cannot be compared', () => {
  test.each([
    ['the same twice', ['--target', 'http://a.example/api', '--target', 'http://a.example/api/'], 'both targets are the same'],
    ['three', ['--target', 'http://a/1', '--target', 'http://a/2', '--target', 'http://a/3'], '--target was given 3 times'],
    [
      'a profile of one protocol',
      ['--target', 'http://a.example/api', '--target', 'kafka://b:9092', '--topic-prefix', 'p', ...OLD],
      'the profile tmf666b-1.1.0 is about HTTP, and one of the two targets is not',
    ],
  ])('%s', async (_, flags, message) => {
    const result = await ctk(['run', ...flags]);
    expect(result.err).toContain(message);
    expect(result.code).toBe(3);
    expect(existsSync(join(result.cwd, 'ctk-report'))).toBe(false);
  });
});

test('what would run is shown for each target, with its profile', async () => {
  const flags = ['--target', 'http://a.example/api', '--target', 'kafka://b:9092', '--topic-prefix', 'p', '--dry-run'];
  const result = await ctk(['run', 'FACES', ...ONE, ...flags]);
  expect(result.code).toBe(0);
  expect(result.out).toContain('by tmf666-rest-5.0.0');
  expect(result.out).toContain('by tmf666-async-5.0.0');
  expect(result.out).toContain('retrieve-there');
});
