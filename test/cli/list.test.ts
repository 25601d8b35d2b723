import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../src/checks/index.ts';
import { FAULTS } from '../../src/reference/faults.ts';
import { ctk } from '../support/cli.ts';
import { repositoryPath } from '../support/profile-file.ts';

const linesOf = (file: string) => readFileSync(repositoryPath(file), 'utf8').trimEnd().split('\n').length;

describe('ctk list', () => {
  it('shows requirements with level, clause and applicability', async () => {
    const { out, code } = await ctk(['list', 'requirements']);
    expect(code).toBe(0);
    expect(out).toMatch(/^TC_N1\.create\.location\s+MUST\s+connect\s+7\s.*TC_Trou_N1/m);
    expect(out).toMatch(/^patch\.admin-only\s+MUST\s+profile\s+4\s/m);
    const items = JSON.parse((await ctk(['list', 'requirements', '--json'])).out);
    expect(items).toHaveLength(linesOf('test/golden/requirements.txt'));
    expect(items.find(({ id }: { id: string }) => id === 'attribute.href').clauses.BillFormat).toContain('Bill Format');
  });

  it.each([
    ['profiles', 'tmf666b-1.1.0', readdirSync(repositoryPath('profiles')).length],
    ['scenarios', 'TC_Trou_N1', readdirSync(repositoryPath('scenarios')).length],
    ['checks', 'stores-nothing', Object.keys(CHECKS).length],
    ['faults', 'fields-ignored', Object.keys(FAULTS).length],
  ])('shows %s', async (what, word, count) => {
    expect((await ctk(['list', what])).out).toContain(word);
    expect(JSON.parse((await ctk(['list', what, '--json'])).out)).toHaveLength(count);
  });

  it('offers of rulings only the options that this kit applies', async () => {
    const items = JSON.parse((await ctk(['list', 'rulings', '--json'])).out) as { id: string; options: object }[];
    const options = (id: string) => Object.keys(items.find((item) => item.id === id)?.options ?? {});
    expect(options('AMB-R19')).toEqual(['default', 'strict', 'idHrefRequired']);
    expect(options('AMB-R02')).toEqual(['default', 'literal']);
    expect(options('AMB-R05')).toEqual(['default']);
  });

  it('says of each ruling what the literal reading takes, and why it keeps the default', async () => {
    const { out } = await ctk(['list', 'rulings']);
    expect(out).toMatch(/^AMB-R19 +default, strict, idHrefRequired +strict +/m);
    expect(out).toMatch(/^AMB-R06 +default, nonPatchable +default +Account balance/m);
    expect(out).toMatch(/^AMB-R09 +default +default +Body of TC_N1 .*by the letter not executable: a conformant server/m);
    const items = JSON.parse((await ctk(['list', 'rulings', '--json'])).out) as readonly {
      readonly id: string;
      readonly literal?: string;
      readonly unexecutable?: string;
    }[];
    expect(items.find(({ id }) => id === 'AMB-R39')).toMatchObject({ literal: 'literal' });
    expect(items.find(({ id }) => id === 'AMB-R13')?.unexecutable).toContain('`supplied`');
    // a ruling cannot be executed by the letter and have a reason why not
    expect(items.filter(({ literal, unexecutable }) => literal !== undefined && unexecutable !== undefined)).toEqual([]);
  });

  it('lists the requirements of the default reading', async () => {
    const items = JSON.parse((await ctk(['list', 'requirements', '--json'])).out) as readonly {
      readonly id: string;
      readonly level: string;
      readonly exempt?: object;
    }[];
    expect(items.find(({ id }) => id === 'patch.patchable.lastModified')?.exempt).toMatchObject({
      PartyAccount: { exemption: 'wire' },
    });
    expect(items.find(({ id }) => id === 'list.filtering')?.level).toBe('MUST');
  });

  it('shows of scenarios their scope and the resources that they concern', async () => {
    const { out } = await ctk(['list', 'scenarios']);
    expect(out).toMatch(/^TC_N1 .* connect .* all 7$/m);
    expect(out).toMatch(/^ADMIN_PATCH .* profile .* BillingAccount, SettlementAccount, BillFormat, BillPresentationMedia$/m);
    const items = JSON.parse((await ctk(['list', 'scenarios', '--json'])).out) as { id: string; resources: string[] }[];
    expect(items.find(({ id }) => id === 'TC_N1')?.resources).toHaveLength(7);
  });

  it('suggests the near word', async () => {
    const { code, err } = await ctk(['list', 'rquirements']);
    expect(code).toBe(3);
    expect(err).toContain('did you mean requirements?');
  });
});

describe('ctk list requirements --coverage', () => {
  it('shows the steps that check each requirement, those of a group as one, or why none does, within the width', async () => {
    const { out, code } = await ctk(['list', 'requirements', '--coverage']);
    expect(code).toBe(0);
    expect(out).toMatch(/^tested +MUST +TC_E1\.status {2}all 7 resources\n +TC_E1 retrieve-unknown$/m);
    expect(out).toMatch(/^if configured +MUST +patch\.admin-only\n[^(]*\n.*`secondAuth` in the/m);
    expect(out).toMatch(/^not testable +MAY +retrieve\.sub-resource-filtering {2}all 7 resources\n +it is optional/m);
    expect(out).toMatch(/PATCH [^;]*\bpatch \(\d+–\d+\)/);
    expect(out).toMatch(/^\d+ requirements, at their resources \d+: \d+ tested, /m);
    expect(out.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  it('has one line for each requirement that ends alike at all its resources', async () => {
    const items = JSON.parse((await ctk(['list', 'requirements', '--coverage', '--json'])).out) as {
      id: string;
      coverage: { resource: string; prospect: string; steps: { step: string }[] }[];
    }[];
    const of = (id: string) => items.find((item) => item.id === id)?.coverage ?? [];
    expect(of('patch.patchable.name').map(({ resource }) => resource)).toHaveLength(7);
    expect(of('patch.patchable.name')[0]).toMatchObject({ prospect: 'tested', clause: expect.stringContaining('row name') });
    expect(of('patch.patchable.name')[0]?.steps.map(({ step }) => step)).toContain('PATCH/patch:name');
    expect(of('patch.admin-only').every(({ prospect }) => prospect === 'if configured')).toBe(true);
  });

  it('is about requirements only', async () => {
    const { code, err } = await ctk(['list', 'checks', '--coverage']);
    expect(code).toBe(3);
    expect(err).toContain('--coverage is about requirements, not checks');
  });
});

describe('ctk run --dry-run', () => {
  it('shows the steps of a group as one, with how many there are', async () => {
    const { out } = await ctk(['run', 'PATCH', '--resource', 'PartyAccount', '--dry-run']);
    expect(out).toMatch(/^PartyAccount +PATCH +requested .*\bpatch \(\d+\)/m);
    expect(out).not.toContain('patch:creditLimit');
  });
});
