import { describe, expect, it } from 'vitest';
import { FAULTS } from '../../src/reference/faults.ts';
import { startReference } from '../../src/reference/server.ts';
import { certify, ctk, requirementsWith, temporaryFolder } from '../support/cli.ts';
import { startVariant } from '../support/proxy.ts';

const SCENARIOS = ['TC_N1', 'TC_N2', 'TC_N3', 'TC_N4', 'TC_E1', 'TC_E2'];

describe('the certification run', () => {
  it('passes the reference implementation with 42 verdicts, and leaves nothing behind', async () => {
    const result = await certify([]);
    const report = result.report();
    expect(result.code).toBe(0);
    expect(report.counts.scenarios).toMatchObject({
      pass: 42,
      fail: 0,
      inconclusive: 0,
      blocked: 0,
      skipped: 0,
      error: 0,
      'not run': 0,
    });
    expect(report.matrix.rows.map(({ scenario }) => scenario)).toEqual(SCENARIOS);
    expect(report.matrix.resources).toHaveLength(7);
    expect(report.conclusions).toMatchObject([{ scope: 'connect', partial: false, conclusion: 'conformant' }]);
    expect(report.residue).toEqual([]);
    expect(result.out).toContain('connect: CONFORMANT');
  });

  it('exercises every mandatory requirement of the scope', async () => {
    const { requirements } = (await certify([])).report();
    const connect = requirements.filter(({ scope, level }) => scope === 'connect' && level === 'MUST');
    const open = connect.flatMap(({ id, results }) =>
      results.filter(({ status }) => status !== 'pass').map((result) => ({ id, ...result })),
    );
    expect(open.filter(({ gap, reason }) => gap === true || reason === undefined)).toEqual([]);
    expect(open.filter(({ id }) => id === 'TC_N4.search.criteria').map(({ resource }) => resource)).toEqual([
      'BillFormat',
      'BillPresentationMedia',
    ]);
    // what binds the tester, not the server; what TC_N4 searches bill formats by, it does not ask to see
    expect([...new Set(open.map(({ id, status }) => `${id} ${status}`))]).toEqual([
      'test-cases.order not testable',
      'test-cases.endpoint not testable',
      'TC_N4.search.criteria not testable',
    ]);
    expect(connect).toHaveLength(45);
  });

  it('gives the same report whether resources run one by one or side by side', async () => {
    const verdicts = async (jobs: string) =>
      (await certify(['--jobs', jobs])).report().scenarios.map(({ scenario, resource, verdict, steps }) => ({
        scenario,
        resource,
        verdict,
        steps: steps.map((step) => [step.step, step.verdict, step.checks.map((check) => check.verdict)]),
      }));
    expect(await verdicts('7')).toEqual(await verdicts('1'));
  });

  it('keeps the order of the test cases within a resource', async () => {
    const events = (await certify(['--jobs', '7'])).evidence();
    const started = events.flatMap((event) =>
      event.event === 'scenario-started' && event.resource === 'BillFormat' ? [event.scenario] : [],
    );
    expect(started).toEqual(SCENARIOS);
  });
});

describe('a part of it', () => {
  it('runs what it needs, shows that, and concludes on the part only', async () => {
    const server = await startReference();
    const result = await certify(['TC_N2', '--resource', 'BillFormat', '--target', server.root]);
    expect(result.code).toBe(0);
    expect(result.out).toMatch(/pass\s+TC_N1\s+BillFormat.*\(prerequisite\)/);
    expect(result.out).toMatch(/pass\s+TC_N2\s+BillFormat/);
    expect(result.out).toContain('makes no claim about the');
    expect(result.report().conclusions).toMatchObject([{ partial: true, conclusion: 'conformant' }]);
    expect(result.report().scenarios.map(({ scenario, reason }) => [scenario, reason])).toEqual([
      ['TC_N1', 'prerequisite'],
      ['TC_N2', 'requested'],
    ]);
    await server.close();
  });

  it.each([
    ['by the name in the document', ['TC_Trou_N4'], ['TC_N4']],
    ['by tag', ['--tag', 'error'], ['TC_E1', 'TC_E2']],
    ['by requirement', ['--clause', 'TC_N3.state.only'], ['TC_N3']],
  ])('selects %s', async (_, selection, expected) => {
    const { scenarios } = (await certify([...selection, '--resource', 'BillFormat'])).report();
    expect(scenarios.filter(({ reason }) => reason === 'requested').map(({ scenario }) => scenario)).toEqual(expected);
  });

  it('is undetermined, not conformant, when a prerequisite fails', async () => {
    const server = await startReference({ faults: ['create-200'] });
    const result = await certify(['TC_N3', '--resource', 'PartyAccount', '--target', server.root]);
    expect(result.code).toBe(2);
    expect(result.report().scenarios.find(({ scenario }) => scenario === 'TC_N3')?.verdict).toBe('blocked');
    await server.close();
  });

  it('sends nothing with --dry-run', async () => {
    const server = await startReference();
    const result = await certify(['TC_N4', '--dry-run', '--target', server.root]);
    expect(result.code).toBe(0);
    expect(result.out).toMatch(/BillFormat\s+TC_N2\s+prerequisite\s+create-A, create-B, read-A, read-B, choose-attributes/);
    expect(server.requests).toBe(0);
    await server.close();
  });

  it('ends at the first failure with --bail', async () => {
    const server = await startReference({ faults: ['e1-400'] });
    const result = await certify(['--bail', '--target', server.root]);
    expect(result.code).toBe(1);
    expect(result.report().ended?.reason).toBe('bail');
    expect(result.report().counts.scenarios.fail).toBe(1);
    await server.close();
  });
});

describe('faulty servers', () => {
  /** The clauses of the others are not among the test cases: the other scopes are to find them. */
  const isOfTestCases = (requirement: string) => requirement.startsWith('TC_') || requirement === 'resource.representation';

  it.each(Object.values(FAULTS).filter(({ models, violates }) => models.includes('v1') && violates.some(isOfTestCases)))(
    '$id is found',
    async ({ id, violates }) => {
      const server = await startReference({ faults: [id] });
      const result = await certify(['--target', server.root, '--jobs', '2']);
      const failed = requirementsWith(result.report(), 'fail');
      expect(result.code, result.out).toBe(1);
      expect(
        failed.filter((requirement) => violates.includes(requirement)),
        `${failed}`,
      ).not.toEqual([]);
      for (const requirement of violates.filter((each) => failed.includes(each))) expect(result.out).toContain(requirement);
      await server.close();
    },
  );

  it('cites clauses and how to repeat it', async () => {
    const server = await startReference({ faults: ['no-location@BillFormat'] });
    const { out } = await certify(['--target', server.root, '--resource', 'BillFormat']);
    expect(out).toContain('TC_N1.create.location');
    expect(out).toContain('TC_Trou_N1');
    expect(out).toMatch(/curl -i .*-X POST .*--data-raw/);
    await server.close();
  });

  it('a fault at one resource fails there and nowhere else', async () => {
    const server = await startReference({ faults: ['fields-ignored@BillFormat'] });
    const { scenarios } = (await certify(['--target', server.root])).report();
    expect(new Set(scenarios.filter(({ verdict }) => verdict === 'fail').map(({ resource }) => resource))).toEqual(
      new Set(['BillFormat']),
    );
    await server.close();
  });

  it('an attribute that is dropped from the reply to the creation is found once the server shows it', async () => {
    const root = await startVariant({
      reply: (reply, { method }) => {
        if (method === 'POST' && reply.status === 201)
          reply.body = JSON.stringify({ ...JSON.parse(reply.body), type: undefined });
      },
    });
    const result = await certify(['--target', root, '--resource', 'PartyAccount']);
    expect(result.code).toBe(1);
    expect(requirementsWith(result.report(), 'fail')).toContain('TC_N2.precondition');
  });
});

describe('readings', () => {
  it('change verdicts, and every report says which are in force', async () => {
    const strict = await certify(['TC_N3', '--resource', 'BillFormat', '--ruling', 'AMB-R19=strict']);
    expect(strict.code).toBe(1);
    expect(strict.report().readings.find(({ ruling }) => ruling === 'AMB-R19')?.option).toBe('strict');
    expect(strict.out).toContain('AMB-R19');
  });

  it('taken literally all together, pass a reference implementation that is told to take them so', async () => {
    const result = await certify(['--reading', 'literal']);
    expect(result.code, result.out).toBe(0);
    // printed for accounts, the test cases are for accounts only (AMB-R23)
    expect(result.report().counts.scenarios).toMatchObject({ pass: 24, fail: 0, inconclusive: 0, blocked: 0, error: 0 });
  });

  it('are refused where the kit cannot apply them', async () => {
    const result = await certify(['--ruling', 'AMB-R05=literal']);
    expect(result.code).toBe(3);
    expect(result.err).toContain('ruling AMB-R05 has no option literal');
  });
});

describe('servers without DELETE', () => {
  it('get a list of what stays, with the ids, and a journal to clean it later', async () => {
    const cwd = temporaryFolder();
    const server = await startReference({ faults: ['delete-refused'] });
    const result = await certify(['--target', server.root, '--resource', 'BillFormat'], { cwd });
    const { residue, runId } = result.report();
    expect(residue).toHaveLength(3);
    for (const { id, reason } of residue) {
      expect(result.out).toContain(id);
      expect(reason).toContain('405');
    }
    const again = await ctk(['clean', '--run', runId], { cwd });
    expect(again.code).toBe(2);
    expect(again.out).toContain('DELETE answered 405');
    await server.close();
  });
});
