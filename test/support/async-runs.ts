import { CHECKS } from '../../src/checks/index.ts';
import { tablesFor } from '../../src/core/engine/fixtures.ts';
import { makePlan } from '../../src/core/engine/plan.ts';
import { run } from '../../src/core/engine/run.ts';
import { inDataOrder, namesOfProducers } from '../../src/core/engine/step-references.ts';
import { unfoldAll } from '../../src/core/engine/unfold.ts';
import type { RunEvent, RunFinished } from '../../src/core/event.ts';
import { deriveRequirements } from '../../src/core/profile/derive-requirements.ts';
import { readProfile as asRead } from '../../src/core/profile/profile-as-read.ts';
import type { Scope } from '../../src/core/scope.ts';
import { createSecrets } from '../../src/core/secrets.ts';
import { loadScenarios } from '../../src/load/scenarios.ts';
import { anAsyncSut, type Deviation } from './async-sut.ts';
import { readProfile, repositoryPath } from './profile-file.ts';

/** The profile of the guide for Kafka, by its default readings. */
const ASYNC = asRead(readProfile('tmf666-async-5.0.0'), {});

const order = ASYNC.testCases.cases.map(({ id }) => id);
const templates = inDataOrder(await loadScenarios(repositoryPath('scenarios'), order));
const testData = { additionalMandatory: {}, values: {}, roles: {}, supplied: {} };
const tables = tablesFor(ASYNC, testData);

/** The requirements of the profile. */
const REQUIREMENTS = deriveRequirements(ASYNC);

/** The kit's scenarios as they run at each resource. */
export const UNFOLDED = unfoldAll(templates, tables, {
  requirements: new Set(REQUIREMENTS.map(({ id }) => id)),
  everyReply: ASYNC.messages?.statements ?? [],
});

/** Runs these scopes at some resources against a responder inside the test, with a clock that only waiting moves. */
export async function runAsync(
  resources: readonly string[],
  scopes: readonly Scope[],
  deviation: Deviation = {},
  readings: Readonly<Record<string, string>> = {},
  listSettleMs = 0,
): Promise<readonly RunEvent[]> {
  let clock = Date.UTC(2026, 0, 1);
  const now = () => clock;
  const pass = (ms: number) => {
    clock += ms;
  };
  const setup = {
    runId: 'run00001',
    kit: { name: 'ctk', version: '0' },
    profile: ASYNC,
    profileDigest: '',
    requirements: REQUIREMENTS,
    plan: makePlan(UNFOLDED, { scenarios: [], scopes, resources, clauses: [], tags: [] }),
    tables,
    producers: namesOfProducers(templates),
    readings,
    otherReadings: [],
    selectableRulings: new Set<string>(),
    target: { url: 'kafka://broker.example:9092', embedded: false },
    notices: [],
    testData,
    jobs: 1,
    bail: false,
    maxPages: 10,
    listSettleMs,
    notificationWaitMs: 1000,
  };
  const ports = {
    transport: anAsyncSut(ASYNC, () => (clock += 1), pass, deviation),
    checks: CHECKS,
    journal: { intend: () => {}, created: () => {}, refused: () => {}, deleted: () => {} },
    secrets: createSecrets(),
    validate: () => [],
    now,
    sleep: async (ms: number) => pass(ms),
    randomHex: (digits: number) => 'a'.repeat(digits),
    stop: new AbortController().signal,
    quit: new AbortController().signal,
  };
  const events: RunEvent[] = [];
  for await (const event of run(setup, ports)) events.push(event);
  return events;
}

/** How a run ended. */
export function finishedIn(events: readonly RunEvent[]): RunFinished {
  const last = events.at(-1);
  if (last?.event !== 'run-finished') throw new Error('the run has no end');
  return last;
}

/** Verdict of each scenario, at the one resource of a run. */
export function verdictsIn(events: readonly RunEvent[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    events.flatMap((event) => (event.event === 'scenario-finished' ? [[event.scenario, event.verdict]] : [])),
  );
}

/** What checks have found, as `code requirement…`, each once. */
export function findingsIn(events: readonly RunEvent[]): readonly string[] {
  const all = events.flatMap((event) =>
    event.event === 'step-finished'
      ? event.checks.flatMap(({ findings, requirements }) =>
          findings.map(({ kind, code }) => `${kind} ${code} ${requirements[0]}`),
        )
      : [],
  );
  return [...new Set(all)];
}
