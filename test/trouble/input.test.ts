import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ctk, temporaryFolder } from '../support/cli.ts';
import { type Outcome, proveRows } from '../support/trouble-rows.ts';
import { startTroubled } from '../support/troubled-server.ts';

const kitFile = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const PROFILE = kitFile('profiles/tmf666b-1.1.0.yaml');
const SCENARIO = kitFile('scenarios/TC_E1.yaml');

/** A run with one file beside it, which must send nothing. */
async function run(argv: readonly string[], files: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const cwd = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  const server = await startTroubled((call) => call.forward());
  const outcome = await ctk(['run', '--target', server.root, ...argv.map((word) => word.replace('./', `${cwd}/`))], { cwd });
  expect(server.calls).toEqual([]);
  return { ...outcome, server, words: { FOLDER: cwd } };
}

proveRows('Input', {
  'no-such-profile': () => run(['--profile', 'tmf666b-1.1']),
  'profile-not-yaml': () => run(['--profile', './own.yaml'], { 'own.yaml': 'format: ctk-profile/1\nid: [tmf666' }),
  'profile-unknown-key': () =>
    run(['--profile', './own.yaml'], { 'own.yaml': PROFILE.replace(/^document:/m, 'documnet: {}\ndocument:') }),
  'scenario-not-yaml': () => run(['./own.yaml'], { 'own.yaml': 'format: ctk-scenario/1\nid: {\n' }),
  'scenario-unknown-key': () => run(['./own.yaml'], { 'own.yaml': SCENARIO.replace('  expect:', '  exepct:') }),
  'config-not-yaml': () => run([], { 'ctk.config.yaml': 'jobs: 2\n  bail: true\n' }),
  'config-unknown-key': () => run([], { 'ctk.config.yaml': 'http:\n  timeuot: 5000\n' }),
  'unknown-scenario': () => run(['TC_M1']),
  'unknown-resource': () => run(['--resource', 'BillFromat']),
  'unknown-requirement': () => run(['--clause', 'TC_N1.create.locatoin']),
  'unknown-tag': () => run(['--tag', 'nominall']),
  'unknown-ruling': () => run(['--ruling', 'AMB-R94=strict']),
  'unknown-option': () => run(['--ruling', 'AMB-R19=strikt']),
  'unknown-reporter': () => run(['--reporter', 'junitt']),
  'no-such-file': () => run(['own.yaml']),
  'target-no-url': async () => ctk(['run', '--target', 'ftp://accounts.example/v1']),
  'secret-missing': () => run([], { 'ctk.config.yaml': 'auth:\n  bearer: { env: ACCOUNTS_TOKEN }\n' }),
  'output-unwritable': () => run(['--out', './occupied/reports'], { occupied: '' }),
});

it('a journal that cannot be written ends the run before anything is sent', async () => {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'ctk-report'));
  writeFileSync(join(cwd, 'ctk-report', 'journal'), '');
  const server = await startTroubled((call) => call.forward());
  const { code, err } = await ctk(['run', '--target', server.root], { cwd });
  expect(code).toBe(3);
  expect(err).toBe(
    `ctk: Cannot write to ${join(cwd, 'ctk-report', 'journal')}: a file of that name stands in the way. Name another folder with --out, or make this one writable.\n`,
  );
  expect(server.calls).toEqual([]);
});

it('everything that is wrong in a configuration is told at once', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'ctk.config.yaml'), 'jbos: 2\nauth:\n  bearer: { env: A_TOKEN }\nhttp:\n  tls: { ca: none.pem }\n');
  const first = await ctk(['run'], { cwd });
  expect(first.code).toBe(3);
  expect(first.err).toContain('unknown key "jbos" – did you mean "jobs"?');
  writeFileSync(join(cwd, 'ctk.config.yaml'), 'auth:\n  bearer: { env: A_TOKEN }\nhttp:\n  tls: { ca: none.pem }\n');
  const second = await ctk(['run'], { cwd });
  expect(second.err).toContain('A_TOKEN is not set');
  expect(second.err).toContain('none.pem: there is no such file');
});
