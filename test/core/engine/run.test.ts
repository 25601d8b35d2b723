import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../../src/checks/index.ts';
import { tablesFor } from '../../../src/core/engine/fixtures.ts';
import { makePlan } from '../../../src/core/engine/plan.ts';
import { run } from '../../../src/core/engine/run.ts';
import type { RunPorts, RunSetup } from '../../../src/core/engine/run-setup.ts';
import { namesOfProducers } from '../../../src/core/engine/step-references.ts';
import { unfold, unfoldAll } from '../../../src/core/engine/unfold.ts';
import type { RunEvent } from '../../../src/core/event.ts';
import type { Failure, OperationRequest, Reply, Transmission } from '../../../src/core/exchange.ts';
import { deriveRequirements } from '../../../src/core/profile/derive-requirements.ts';
import type { Scenario, Step } from '../../../src/core/scenario.ts';
import { createSecrets } from '../../../src/core/secrets.ts';
import { loadScenarios } from '../../../src/load/scenarios.ts';
import { readProfile, repositoryPath } from '../../support/profile-file.ts';
import { aGroup, anExpectation, aScenario, aStep } from '../../support/steps.ts';

const profile = readProfile();
const order = profile.testCases.cases.map(({ id }) => id);
const templates = (await loadScenarios(repositoryPath('scenarios'), order)).filter(({ id }) => order.includes(id));
const testData = { additionalMandatory: {}, values: {}, roles: {}, supplied: {} };
const tables = tablesFor(profile, testData);
/** The six test cases as they run at BillFormat. */
const scenarios = unfoldAll(templates, tables).get('BillFormat') ?? [];

const UNREACHABLE: Failure = { kind: 'failure', reason: 'refused', message: 'nobody there' };

type Answer = (request: OperationRequest) => Partial<Reply> | Failure;

interface World {
  readonly events: readonly RunEvent[];
  readonly requests: readonly OperationRequest[];
  readonly journal: readonly string[];
}

/** Runs scenarios at BillFormat against a SUT that is a function, with a clock that does not move by itself. */
async function runAgainst(
  answer: Answer,
  changes: { setup?: Partial<RunSetup>; ports?: Partial<RunPorts>; own?: Scenario[]; probe?: () => Failure | undefined } = {},
): Promise<World> {
  const requests: OperationRequest[] = [];
  const journal: string[] = [];
  let clock = Date.UTC(2026, 0, 1);
  const all = changes.own ?? scenarios;
  const setup: RunSetup = {
    runId: 'run00001',
    kit: { name: 'ctk', version: '0' },
    profile,
    profileDigest: '',
    requirements: deriveRequirements(profile),
    plan: makePlan(new Map([['BillFormat', all]]), { scenarios: [], scopes: ['connect'], resources: [], clauses: [], tags: [] }),
    tables,
    producers: namesOfProducers(all),
    readings: {},
    otherReadings: [],
    selectableRulings: new Set(),
    target: { url: 'http://sut.example', embedded: false },
    notices: [],
    testData,
    jobs: 1,
    bail: false,
    maxPages: 10,
    listSettleMs: 0,
    notificationWaitMs: 0,
    ...changes.setup,
  };
  const ports: RunPorts = {
    transport: {
      kind: 'rest',
      hasSecondCredential: false,
      async send(request): Promise<Transmission> {
        requests.push(request);
        const given = answer(request);
        const outcome: Reply | Failure =
          'reason' in given
            ? (given as Failure)
            : { kind: 'reply', status: 200, headers: { 'content-type': 'application/json' }, body: { kind: 'empty' }, ...given };
        return {
          sent: { protocol: 'http', method: 'X', url: 'http://sut.example/billFormat', headers: {} },
          outcome,
          notes: [],
          startedAt: '',
          durationMs: 0,
        };
      },
      probe: async () => changes.probe?.(),
      resolve: (reference, url) => (URL.canParse(reference, url) ? new URL(reference, url) : undefined),
      isOwnOrigin: () => true,
      close: async () => undefined,
    },
    checks: CHECKS,
    journal: {
      intend: ({ token }) => journal.push(`intend ${token}`),
      created: ({ id }) => journal.push(`created ${id}`),
      refused: ({ token }) => journal.push(`refused ${token}`),
      deleted: ({ id }) => journal.push(`deleted ${id}`),
    },
    secrets: createSecrets(),
    validate: () => [],
    now: () => clock,
    sleep: async (ms) => {
      clock += ms;
    },
    randomHex: (digits) => 'a'.repeat(digits),
    stop: new AbortController().signal,
    quit: new AbortController().signal,
    ...changes.ports,
  };
  const events: RunEvent[] = [];
  for await (const event of run(setup, ports)) events.push(event);
  return { events, requests, journal };
}

const json = (value: unknown, status = 200): Partial<Reply> => ({
  status,
  body: { kind: 'json', value: value as never, bytes: 1 },
});
const finished = ({ events }: World) => {
  const last = events.at(-1);
  if (last?.event !== 'run-finished') throw new Error('no conclusion');
  return last;
};
const verdicts = ({ events }: World) =>
  Object.fromEntries(events.flatMap((event) => (event.event === 'scenario-finished' ? [[event.scenario, event.verdict]] : [])));

const stepVerdicts = ({ events }: World) =>
  Object.fromEntries(
    events.flatMap((event) => (event.event === 'step-finished' && event.phase === 'steps' ? [[event.step, event.verdict]] : [])),
  );

describe('the run loop', () => {
  it('is one failure, not a cascade, when the creation is refused: what needs it is blocked, and the error cases still run', async () => {
    const world = await runAgainst(({ operation }) =>
      operation === 'create' ? json({}, 500) : operation === 'retrieve' ? json({}, 404) : json([]),
    );
    expect(verdicts(world)).toEqual({
      TC_N1: 'fail',
      TC_N2: 'fail',
      TC_N3: 'blocked',
      TC_N4: 'blocked',
      TC_E1: 'pass',
      TC_E2: 'fail',
    });
    const create = world.events.find((event) => event.event === 'step-finished' && event.step === 'create');
    const [first, ...others] = create?.event === 'step-finished' ? create.checks : [];
    expect(first).toMatchObject({ check: 'status', verdict: 'fail' });
    expect(others.length).toBeGreaterThan(3);
    expect(new Set(others.map(({ verdict }) => verdict))).toEqual(new Set(['blocked']));
    expect(finished(world).conclusions[0]?.conclusion).toBe('nonconformant');
  });

  it('looks for a record whose creation was never answered, and deletes it', async () => {
    const lost = { id: 'lost', name: 'MyAccount-run00001' };
    const stored = new Map([[lost.id, lost]]);
    const world = await runAgainst(({ operation, id }) => {
      if (operation === 'create') return { kind: 'failure', reason: 'timeout', message: 'silence' };
      if (operation === 'delete') stored.delete(id ?? '');
      return operation === 'list' ? json([...stored.values(), { id: 'foreign', name: 'x' }]) : json({}, 404);
    });
    expect(stored.size).toBe(0);
    expect(world.requests.filter(({ operation }) => operation === 'delete').map(({ id }) => id)).toEqual(['lost']);
    expect(world.events.some(({ event }) => event === 'residue')).toBe(false);
  });

  it('fails each step that gets no reply while the SUT answers the probe (AMB-R50)', async () => {
    const world = await runAgainst(() => ({ kind: 'failure', reason: 'reset', message: 'cut' }));
    expect(finished(world).ended).toBeUndefined();
    expect(verdicts(world)).toMatchObject({ TC_N1: 'fail', TC_E1: 'fail', TC_E2: 'fail' });
    expect(finished(world).conclusions[0]?.conclusion).toBe('nonconformant');
  });

  it('sends nothing but the probe when the SUT cannot be reached', async () => {
    const world = await runAgainst(() => json([]), { probe: () => UNREACHABLE });
    expect(world.requests).toEqual([]);
    expect(world.events.map(({ event }) => event)).toEqual(['run-started', 'run-finished']);
    expect(finished(world)).toMatchObject({
      ended: { reason: 'unreachable', message: 'nobody there' },
      conclusions: [{ conclusion: 'undetermined' }],
    });
  });

  it('ends when the probe gets no answer in the middle', async () => {
    let probes = 0;
    const world = await runAgainst(() => UNREACHABLE, { probe: () => (probes++ === 0 ? undefined : UNREACHABLE) });
    expect(finished(world)).toMatchObject({ ended: { reason: 'gone' }, conclusions: [{ conclusion: 'undetermined' }] });
    expect(Object.keys(verdicts(world))).toEqual(['TC_N1']);
  });

  it('takes a check that breaks as a fault of the kit, not as a verdict on the SUT', async () => {
    const broken = {
      ...CHECKS,
      status: {
        summary: '',
        argument: {},
        judge: () => {
          throw new Error('oops');
        },
      },
    };
    const world = await runAgainst(() => json([]), { ports: { checks: broken } });
    expect(verdicts(world).TC_E1).toBe('error');
    expect(world.events.find((event) => event.event === 'step-finished' && event.step === 'retrieve-unknown')).toMatchObject({
      checks: [{ verdict: 'error', reason: 'the check status broke: oops' }],
    });
  });

  it('takes a check that cites no requirement as a fault of the kit, and concludes on nothing', async () => {
    const [first] = scenarios.filter(({ id }) => id === 'TC_E1');
    if (first === undefined) throw new Error('TC_E1 is missing');
    const uncite = (step: Step): Step =>
      step.kind === 'request'
        ? { ...step, expect: [...step.expect, ...step.expect.slice(0, 1).map((one) => ({ ...one, requirements: [] }))] }
        : step;
    const cited = await runAgainst(() => json({}, 404), { own: [first] });
    expect(verdicts(cited)).toEqual({ TC_E1: 'pass' });
    const uncited = await runAgainst(() => json({}, 404), { own: [{ ...first, steps: first.steps.map(uncite) }] });
    expect(verdicts(uncited)).toEqual({ TC_E1: 'error' });
    expect(finished(uncited).conclusions).toMatchObject([
      {
        conclusion: 'undetermined',
        because: expect.arrayContaining([{ scenario: 'TC_E1', resource: 'BillFormat', verdict: 'error' }]),
      },
    ]);
  });

  it('deletes what it created even when it was stopped in the middle', async () => {
    const stop = new AbortController();
    const world = await runAgainst(
      ({ operation }) => {
        if (operation === 'create') {
          stop.abort('interrupted');
          return json({ id: '1', href: '/billFormat/1', name: 'MyAccount-run00001' }, 201);
        }
        return operation === 'delete' ? { status: 204 } : json([]);
      },
      { ports: { stop: stop.signal } },
    );
    expect(world.requests.map(({ operation }) => operation)).toEqual(['create', 'delete']);
    expect(world.journal).toEqual(['intend BillFormat-1', 'created 1', 'deleted 1']);
    expect(finished(world)).toMatchObject({ ended: { reason: 'interrupted' }, conclusions: [{ conclusion: 'undetermined' }] });
  });

  it('asks a list again while it lacks what was created, for as long as it may (AMB-R57)', async () => {
    const own: Scenario[] = scenarios.filter(({ id }) => id === 'TC_N1');
    let lists = 0;
    const record = { id: '1', href: '/billFormat/1', name: 'MyAccount-run00001' };
    const answer: Answer = ({ operation }) => {
      if (operation === 'create') return { ...json(record, 201), headers: { location: '/billFormat/1' } };
      if (operation === 'list') return json(++lists < 3 ? [] : [record]);
      return operation === 'delete' ? { status: 204 } : json(record);
    };
    const patient = await runAgainst(answer, { own, setup: { listSettleMs: 1000 } });
    expect(verdicts(patient)).toEqual({ TC_N1: 'pass' });
    expect(JSON.stringify(patient.events)).toContain('list.settled-late');
    expect(
      patient.events.flatMap((event) => (event.event === 'exchange' && event.step === 'list' ? [event.attempt] : [])),
    ).toEqual([1, 2, 3]);
    lists = -1000;
    const hasty = await runAgainst(answer, { own, setup: { listSettleMs: 0 } });
    expect(verdicts(hasty)).toEqual({ TC_N1: 'fail' });
    expect(lists).toBe(-999);
  });

  it('skips a step for the second user where there is none', async () => {
    const [first] = scenarios.filter(({ id }) => id === 'TC_E1');
    if (first === undefined) throw new Error('TC_E1 is missing');
    const own: Scenario[] = [
      { ...first, steps: first.steps.map((step) => (step.kind === 'request' ? { ...step, as: 'second' } : step)) },
    ];
    const world = await runAgainst(() => json({}, 404), { own });
    expect(verdicts(world)).toEqual({ TC_E1: 'skipped' });
    expect(world.requests).toEqual([]);
    expect(finished(world).conclusions[0]?.conclusion).toBe('undetermined');
  });

  it('does not take what one row of a group has captured for another row', async () => {
    const steps = [
      aStep('create', {
        operation: 'create',
        body: { name: '${row}' },
        capture: { ID: '/id' },
        expect: [anExpectation(['status.POST'], { argument: 201 })],
      }),
      aStep('read', { operation: 'retrieve', target: '${ID}', expect: [anExpectation(['status.GET'])] }),
    ];
    const template = aScenario('ROWS', [aGroup('row', 'rows', steps)], { scope: 'connect' });
    const own = [unfold(template, { rows: ['a', 'b', 'c'] })];
    const world = await runAgainst(
      ({ operation, body }) => {
        if (operation !== 'create') return json({ id: 'a' });
        const { name } = body as { name: string };
        // nothing tells of the second record
        return json(name === 'b' ? {} : { id: name }, 201);
      },
      { own },
    );
    expect(stepVerdicts(world)).toEqual({
      'create:a': 'pass',
      'read:a': 'pass',
      'create:b': 'pass',
      'read:b': 'blocked',
      'create:c': 'pass',
      'read:c': 'pass',
    });
    expect(world.requests.flatMap(({ operation, id }) => (operation === 'retrieve' ? [id] : []))).toEqual(['a', 'c']);
  });
});
