import { writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Report } from '../../src/core/report/report-model.ts';
import { type ReferenceOptions, startReference } from '../../src/reference/server.ts';
import { type CommandResult, certify, ctk, requirementsWith, temporaryFolder } from '../support/cli.ts';
import { startVariant } from '../support/proxy.ts';

/** A reference implementation that lives as long as the test; its API root. */
async function start(options: ReferenceOptions = {}): Promise<string> {
  const server = await startReference(options);
  onTestFinished(() => server.close());
  return server.root;
}

/** Runs with a configuration file of this text. */
function configured(yaml: string, flags: readonly string[]): Promise<CommandResult> {
  const cwd = temporaryFolder();
  writeFileSync(`${cwd}/ctk.config.yaml`, yaml);
  return ctk(['run', ...flags], { cwd });
}

const rulingIn = ({ rulings }: Report, id: string) => rulings.find(({ ruling }) => ruling === id);

describe('the literal reading', () => {
  it('is conformed to by the embedded reference implementation, and says what it cannot execute', async () => {
    const result = await ctk(['run', '--reading', 'literal', '--jobs', '4']);
    expect(result.code, result.out).toBe(0);
    const report = result.report();
    expect(report.conclusions.map(({ conclusion }) => conclusion)).toEqual(['conformant', 'conformant']);
    expect(report.notices).toEqual([expect.stringContaining('AMB-R01, AMB-R05, AMB-R09')]);
    expect(result.out).toContain('these keep their default');
    const literal = report.readings.filter(({ option }) => option !== 'default').map(({ ruling }) => ruling);
    expect(literal).toEqual(
      expect.arrayContaining(['AMB-R02', 'AMB-R03', 'AMB-R07', 'AMB-R10', 'AMB-R23', 'AMB-R25', 'AMB-R39', 'AMB-R41']),
    );
    // PATCH 201 and DELETE 200 come from the server: nothing of them is tolerated
    expect(requirementsWith(report, 'pass')).toEqual(
      expect.arrayContaining(['status.PATCH', 'status.DELETE', 'patch.patchable.lastModified']),
    );
    expect(rulingIn(report, 'AMB-R02')?.flips).toEqual([]);
  });

  it.each(['default', 'literal'] as const)('%s: a server by the letter conforms', async (reading) => {
    const root = await start({ reading: 'literal' });
    const resources = ['PartyAccount', 'FinancialAccount', 'BillFormat'];
    const result = await ctk(['run', '--reading', reading, '--target', root, '--jobs', '3', '--resource', ...resources]);
    expect(result.code, result.out).toBe(0);
  });
});

describe('what hangs on a reading', () => {
  it('is told without another run, and comes true in it', async () => {
    const root = await start();
    const flags = ['run', 'PATCH', 'DELETE', '--resource', 'BillFormat', '--target', root];
    const first = await ctk(flags);
    expect(first.code).toBe(0);
    expect(first.out).toMatch(/verdicts depend on a reading: AMB-R02, AMB-R03;/);
    const patch = rulingIn(first.report(), 'AMB-R02');
    expect(patch).toMatchObject({ option: 'default', options: ['default', 'literal'], say: ['asked', 'finding'] });
    expect(patch?.flips).toContainEqual({
      requirement: 'status.PATCH',
      resource: 'BillFormat',
      option: 'literal',
      from: 'pass',
      to: 'fail',
      steps: ['PATCH/rename'],
    });

    const second = await ctk([...flags, '--ruling', 'AMB-R02=literal']);
    expect(second.code).toBe(1);
    const failed = requirementsWith(second.report(), 'fail');
    expect(failed).toContain('status.PATCH');
    // seen from there, the default reading would pass it
    const back = rulingIn(second.report(), 'AMB-R02')?.flips.filter(({ option }) => option === 'default');
    expect(back?.map(({ requirement }) => requirement)).toContain('status.PATCH');
  });

  it('of the tables is told as requirements, of requests as needing another run', async () => {
    const report = (await certify(['--resource', 'FinancialAccount'])).report();
    expect(rulingIn(report, 'AMB-R06')).toMatchObject({
      say: ['tables'],
      flips: [],
      otherwise: [
        {
          option: 'nonPatchable',
          demanded: [{ requirement: 'patch.non-patchable.accountBalance', resources: ['FinancialAccount'] }],
          dropped: [{ requirement: 'patch.patchable.accountBalance', resources: ['FinancialAccount'] }],
          otherRequests: true,
        },
      ],
    });
    // it is about accounts, so it has no say where there is none
    const formats = (await certify(['--resource', 'BillFormat'])).report();
    expect(rulingIn(formats, 'AMB-R06')).toBeUndefined();
    const none = (await certify(['--resource', 'BillFormat', '--ruling', 'AMB-R49=none'])).report();
    expect(rulingIn(none, 'AMB-R49')).toMatchObject({
      option: 'none',
      say: [],
      otherwise: [{ option: 'default', demanded: [], dropped: [], otherRequests: true }],
    });
  });
});

describe('compliance level (AMB-R21)', () => {
  const CONFIG = 'complianceLevel: other\n';

  it('makes filtering optional: a server without it conforms, and is not asked', async () => {
    const root = await start({ faults: ['filters-ignored'] });
    const flags = ['--target', root, '--resource', 'PartyAccount'];
    expect((await certify(flags)).code).toBe(1);
    const result = await configured(CONFIG, flags);
    expect(result.code, result.out).toBe(0);
    expect(result.out).toMatch(/^level +other than L1/m);
    const report = result.report();
    expect(report.complianceLevel).toBe('other');
    const search = report.requirements.find(({ id }) => id === 'TC_N4.search.contains');
    expect(search).toMatchObject({
      level: 'MAY',
      results: [{ status: 'not applicable', reason: expect.stringContaining('AMB-R21') }],
    });
    const sent = result.evidence().flatMap((event) => (event.event === 'exchange' ? [event.exchange.request] : []));
    expect(sent.filter(({ filter }) => filter !== undefined && Object.keys(filter).length > 0)).toEqual([]);
  });

  it('is L1 where nobody says otherwise, and cannot be said in two ways', async () => {
    const result = await certify(['--resource', 'BillFormat']);
    expect(result.report().complianceLevel).toBe('L1');
    expect(result.out).toMatch(/^level +L1$/m);
    const both = await configured(`${CONFIG}rulings: { AMB-R21: default }\n`, ['--resource', 'BillFormat']);
    expect(both.code).toBe(3);
    expect(both.err).toContain('AMB-R21 cannot be "default" where the compliance level is other');
  });
});

describe('supplied records (AMB-R13)', () => {
  const CASES = ['TC_N2', 'TC_N3', 'TC_N4', '--resource', 'PartyAccount'];
  const create = async (root: string, body: object): Promise<string> => {
    const headers = { 'content-type': 'application/json' };
    const reply = await fetch(`${root}/partyAccount`, { method: 'POST', headers, body: JSON.stringify(body) });
    return ((await reply.json()) as { id: string }).id;
  };
  const supply = async (root: string): Promise<string> => {
    const first = await create(root, { name: 'Northwind', type: 'business', state: 'Inactive' });
    const second = await create(root, { name: 'Contoso', type: 'private', state: 'Active' });
    return `supplied:\n  PartyAccount: { IDtt1: "${first}", IDtt2: "${second}" }\n`;
  };

  it('are searched for, and neither changed nor deleted', async () => {
    const root = await start();
    const config = await supply(root);
    const before = await (await fetch(`${root}/partyAccount`)).json();
    const result = await configured(config, [...CASES, '--target', root]);
    expect(result.code, result.out).toBe(0);
    expect(await (await fetch(`${root}/partyAccount`)).json()).toEqual(before);
    const sent = result.evidence().flatMap((event) => (event.event === 'exchange' ? [event.exchange.request] : []));
    // the minimal record of TC_N1 is the only one that is created
    expect(sent.filter(({ operation }) => operation === 'create')).toHaveLength(1);
    expect(sent.map(({ filter }) => filter)).toContainEqual({ type: 'business' });
    expect(requirementsWith(result.report(), 'pass')).toEqual(
      expect.arrayContaining(['TC_N2.by-type.match', 'TC_N2.by-state.excludes', 'TC_N3.state.match', 'TC_N4.search.match']),
    );
  });

  it('are compared with what was read of them', async () => {
    const root = await startVariant({
      reply: (reply, { path }) => {
        if (path.includes('type=business')) reply.body = reply.body.replace('Northwind', 'Fabrikam');
      },
    });
    const result = await configured(await supply(root), [...CASES, '--target', root]);
    expect(result.code).toBe(1);
    expect(requirementsWith(result.report(), 'fail')).toEqual(['TC_N2.by-type.match']);
  });

  it('leave the cases undetermined where they are not named', async () => {
    const result = await certify(['TC_N2', '--resource', 'PartyAccount', '--ruling', 'AMB-R13=suppliedIds']);
    expect(result.code).toBe(2);
    expect(requirementsWith(result.report(), 'inconclusive')).toContain('TC_N2.precondition');
    expect(result.out).toContain('`supplied` names no IDtt1');
  });
});

describe('options that other settings decide', () => {
  it('AMB-R12 is read as template exactly where the target is one', async () => {
    const root = await start({ basePath: '/billFormat/v1' });
    const target = root.replace('/billFormat/', '/{resource}/');
    const result = await certify(['--resource', 'BillFormat', '--target', target]);
    expect(result.code, result.out).toBe(0);
    expect(rulingIn(result.report(), 'AMB-R12')).toMatchObject({ option: 'template' });
    const without = await certify(['--resource', 'BillFormat', '--target', root, '--ruling', 'AMB-R12=template']);
    expect(without.code).toBe(3);
    expect(without.err).toContain('AMB-R12 cannot be template with this target');
  });

  it('the printed values leave no room for others', async () => {
    const changed = 'values: { PartyAccount: { A: { type: business } } }\n';
    const result = await configured(changed, ['--reading', 'literal']);
    expect(result.code).toBe(3);
    expect(result.err).toContain('--ruling AMB-R39=default');
    const named = await configured('values: { BillFormat: { minimal: { name: Mine } } }\n', ['--ruling', 'AMB-R41=literal']);
    expect(named.code).toBe(3);
    expect(named.err).toContain('AMB-R41');
  });

  it('AMB-R11=body lets a body name the location, and follows it', async () => {
    const root = await start({ faults: ['no-location'] });
    const flags = ['TC_N1', '--resource', 'BillFormat', '--target', root];
    expect((await certify(flags)).code).toBe(1);
    const result = await certify([...flags, '--ruling', 'AMB-R11=body']);
    expect(result.code, result.out).toBe(0);
    const follow = result.evidence().find((event) => event.event === 'step-finished' && event.step === 'follow-location');
    expect(follow).toMatchObject({ verdict: 'pass' });
  });

  it.each([
    ['AMB-R22=quick', 'FIELDS', 4],
    ['AMB-R22=default', 'FIELDS', 8],
  ])('%s sends %s %i requests', async (ruling, scenario, count) => {
    const result = await ctk(['run', scenario, '--resource', 'BillFormat', '--ruling', ruling]);
    expect(result.code, result.out).toBe(0);
    const sent = result
      .evidence()
      .filter((event) => event.event === 'exchange' && event.scenario === scenario && event.phase === 'steps');
    expect(sent).toHaveLength(count);
  });

  it('AMB-R23=accountsOnly certifies accounts, and still prepares what the profile needs of the others', async () => {
    const result = await ctk(['run', '--resource', 'BillFormat', 'PartyAccount', '--ruling', 'AMB-R23=accountsOnly']);
    expect(result.code, result.out).toBe(0);
    const cases = result
      .report()
      .scenarios.filter(({ scenario, reason }) => scenario.startsWith('TC_') && reason === 'requested');
    expect(new Set(cases.map(({ resource }) => resource))).toEqual(new Set(['PartyAccount']));
  });

  it('AMB-R35=uuid asks for a UUID where ids are numbers', async () => {
    let count = 100;
    const root = await start({ newId: () => String(++count) });
    const asked = async (...flags: string[]) => {
      const result = await certify(['TC_E1', '--resource', 'BillFormat', '--target', root, ...flags]);
      const sent = result.evidence().flatMap((event) => (event.event === 'exchange' ? [event.exchange.request] : []));
      return sent.find(({ operation }) => operation === 'retrieve')?.id;
    };
    expect(await asked()).toMatch(/^\d+$/);
    expect(await asked('--ruling', 'AMB-R35=uuid')).toMatch(/^[\da-f]{8}-/);
  });
});
