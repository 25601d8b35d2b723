import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Report } from '../../src/core/report/report-model.ts';
import { startReference } from '../../src/reference/server.ts';
import { ctk, temporaryFolder } from '../support/cli.ts';

/** The scope of each scenario that was asked for. */
const REQUESTED = { connect: 'TC_N1', profile: 'PATCH', notifications: 'NOTIFY' } as const;

const wordsOf = ({ conclusions }: Report) => conclusions.map(({ scope, conclusion }) => `${scope} ${conclusion}`);
const requestedIn = ({ scenarios }: Report) =>
  new Set(scenarios.filter(({ reason }) => reason === 'requested').map(({ scenario }) => scenario));

async function startFaulty(...faults: string[]): Promise<string> {
  const server = await startReference({ faults });
  onTestFinished(() => server.close());
  return server.root;
}

/** Runs with a configuration at a server that must not be asked for anything. */
async function refusedWith(config: string, ...flags: string[]) {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'ctk.config.yaml'), config);
  const server = await startReference();
  const result = await ctk(['run', '--target', server.root, ...flags], { cwd });
  await server.close();
  expect(server.requests).toBe(0);
  expect(result.code).toBe(3);
  return result;
}

describe('a whole scope', () => {
  it.each<[readonly string[], readonly (keyof typeof REQUESTED)[]]>([
    [[], ['connect', 'profile']],
    [['--scope', 'connect'], ['connect']],
    [['--scope', 'profile'], ['profile']],
    [
      ['--scope', 'profile,connect'],
      ['connect', 'profile'],
    ],
    [
      ['--scope', 'Connect', '--scope', 'profile,notifications'],
      ['connect', 'profile', 'notifications'],
    ],
  ])('%j concludes on %j, and runs nothing else', async (flags, scopes) => {
    const result = await ctk(['run', '--jobs', '2', ...flags]);
    const report = result.report();
    expect(wordsOf(report), result.out).toEqual(scopes.map((scope) => `${scope} conformant`));
    expect(result.code).toBe(0);
    expect(report.part).toBeUndefined();
    expect(report.conclusions.map(({ partial }) => partial)).toEqual(scopes.map(() => false));
    const ran = requestedIn(report);
    for (const [scope, scenario] of Object.entries(REQUESTED)) {
      expect(ran.has(scenario), scenario).toBe(scopes.some((each) => each === scope));
    }
    for (const scope of scopes) expect(result.out).toContain(`${scope}: CONFORMANT`);
    // every mandatory requirement of the scope has a verdict, or an excuse from the closed list
    expect(report.counts.gaps).toBe(0);
    expect(report.residue).toEqual([]);
  });

  it('fails on its own: what only the profile demands leaves the certification conformant', async () => {
    const target = await startFaulty('filter-substring');
    const result = await ctk(['run', '--jobs', '2', '--target', target]);
    expect(wordsOf(result.report())).toEqual(['connect conformant', 'profile nonconformant']);
    expect(result.code).toBe(1);
    const alone = await ctk(['run', '--scope', 'connect', '--target', target]);
    expect([alone.code, wordsOf(alone.report())]).toEqual([0, ['connect conformant']]);
  });

  it('fails with another where that demands the same', async () => {
    const target = await startFaulty('create-200');
    const result = await ctk(['run', '--jobs', '2', '--target', target]);
    expect(wordsOf(result.report())).toEqual(['connect nonconformant', 'profile nonconformant']);
    expect(result.code).toBe(1);
  });
});

describe('a part', () => {
  it('of the scope of a scenario that is named, without naming the scope', async () => {
    const result = await ctk(['run', 'DELETE', '--resource', 'BillFormat']);
    expect(result.report().conclusions).toMatchObject([{ scope: 'profile', partial: true, conclusion: 'conformant' }]);
    expect(result.code, result.out).toBe(0);
    expect(result.out).toContain('profile (this part only): CONFORMANT');
  });

  it.each([
    ['on the command line', ['NOTIFY'], ''],
    ['in the configuration', [], 'scenarios: [NOTIFY]\n'],
  ])('of a scope that is not requested by default, where the scenario is named %s', async (_, words, config) => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'ctk.config.yaml'), `format: ctk-config/1\nresources: [PartyAccount]\n${config}`);
    const { code, out } = await ctk(['run', ...words, '--dry-run'], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/^PartyAccount +NOTIFY +requested/m);
    expect(out).not.toContain('TC_N2');
  });

  it('of two scopes at once', async () => {
    const result = await ctk(['run', 'TC_E1', 'DELETE', '--resource', 'BillFormat']);
    expect(result.report().conclusions).toMatchObject([
      { scope: 'connect', partial: true },
      { scope: 'profile', partial: true },
    ]);
    expect(requestedIn(result.report())).toEqual(new Set(['TC_E1', 'DELETE']));
  });

  it.each([
    ['a scenario of another scope', ['DELETE', '--scope', 'connect']],
    ['a resource that the scope has nothing for', ['--scope', 'notifications', '--resource', 'BillFormat']],
    ['a requirement that no scenario of the scope checks', ['--scope', 'connect', '--clause', 'delete.entity']],
  ])('that is nothing is refused: %s', async (_, flags) => {
    const { err } = await refusedWith('format: ctk-config/1\n', ...flags);
    expect(err).toContain('the selection leaves no scenario to run');
    expect(err).toContain('Loosen --scope');
  });
});

describe('the names of scopes', () => {
  it.each([
    ['conect', 'no scope conect', 'did you mean connect?'],
    ['connect,notification', 'no scope notification', 'did you mean notifications?'],
    ['zzz', 'no scope zzz', 'known: connect, profile, notifications'],
    [',', 'no scope', 'known: connect, profile, notifications'],
  ])('--scope %s is refused with a near word', async (words, problem, hint) => {
    const { err } = await refusedWith('format: ctk-config/1\n', '--scope', words);
    expect(err).toContain(problem);
    expect(err).toContain(hint);
  });

  it('may stand in the configuration; the flag wins', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'ctk.config.yaml'), 'format: ctk-config/1\nscopes: [connect]\nresources: [BillFormat]\n');
    expect((await ctk(['run'], { cwd })).report().conclusions.map(({ scope }) => scope)).toEqual(['connect']);
    const flagged = await ctk(['run', '--scope', 'profile'], { cwd });
    expect(flagged.report().conclusions.map(({ scope }) => scope)).toEqual(['profile']);
  });

  it('are refused in the configuration with line and column', async () => {
    const { err } = await refusedWith('format: ctk-config/1\nscopes: [connect, profil]\n');
    expect(err).toContain('ctk.config.yaml:2:19');
    expect(err).toContain('did you mean "profile"?');
    expect((await refusedWith('scopes: []\n')).err).toContain('"scopes" must not be empty');
  });
});
