import type { ScenarioFinished, StepFinished } from '../event.ts';
import type { Json } from '../json.ts';
import type { Phase, Step } from '../scenario.ts';
import { type Verdict, worst } from '../verdict.ts';
import { sentence } from '../wording/sentence.ts';
import { withCitations } from './citation.ts';
import { createExchangeRunner, SutGone } from './exchange-runner.ts';
import { startingVariables } from './fixtures.ts';
import { openMailbox } from './mailbox.ts';
import { maskStep } from './masking.ts';
import { createObservations } from './observations.ts';
import { trackOwnRecords } from './own-records.ts';
import type { PlannedRun, Track } from './plan.ts';
import { runPostamble } from './postamble.ts';
import { nameIn, startHistory } from './record-history.ts';
import type { Emit, RunPorts, RunSetup, RunState, StopReason } from './run-setup.ts';
import type { EarlierSteps, StepEnvironment } from './step-environment.ts';
import { runStep } from './step-runner.ts';
import { openStrayBox } from './strays.ts';
import { suppliedRecords, withSuppliedRecords } from './supplied-records.ts';
import { inventId, UNKNOWN_ID } from './unknown-id.ts';
import { createVariables } from './variables.ts';

/** Runs all scenarios of one resource in order, then its postamble, whatever happened before. */
export async function runTrack(track: Track, setup: RunSetup, ports: RunPorts, state: RunState, emit: Emit): Promise<void> {
  const own = trackOwnRecords(track.resource, ports.journal);
  const supplied = suppliedRecords(setup, track.resource);
  for (const id of Object.values(supplied ?? {})) own.supply(id);
  const start = startingVariables(setup.profile, track.resource, setup.runId, setup.testData, setup.tables[track.resource] ?? {});
  const observations = createObservations(setup.profile.testData.serverManaged);
  const subscriptions = trackOwnRecords(track.resource, ports.journal, 'subscription');
  const history = startHistory();
  const ownership = {
    profile: setup.profile,
    resource: track.resource,
    runId: setup.runId,
    ownIds: own.ids,
    nameOf: (id: string) => nameIn(history.of(id)),
  };
  const isTaken = (id: string) => own.ids.has(id) || observations.listedIds.has(id);
  const model = () => (setup.readings['AMB-R35'] === 'uuid' ? undefined : [...own.ids][0]);
  const unknownId = (): Json => inventId(model(), ports.randomHex, isTaken);
  const env: StepEnvironment = {
    setup,
    ports,
    resource: track.resource,
    own,
    variables: withSuppliedRecords(createVariables(start, { [UNKNOWN_ID]: unknownId }), supplied),
    exchanges: createExchangeRunner(setup, ports, state, own, subscriptions, observations, emit),
    subscriptions,
    observations,
    history,
    mailbox: openMailbox(ports.transport.notifications, ownership, ports.secrets, emit),
    strays: openStrayBox(state.strays, setup.runId, own.ids, ports.secrets, emit),
    readings: state.readings,
    state,
  };
  try {
    for (const run of track.runs) {
      noteStop(ports, state);
      if (state.ended !== undefined) break;
      await runScenario(run, env, state, emit);
    }
  } finally {
    await runPostamble(track.runs, env, emit, state.ended?.reason === 'gone');
  }
}

async function runScenario(run: PlannedRun, env: StepEnvironment, state: RunState, emit: Emit): Promise<void> {
  const { ports, resource } = env;
  const { scenario, reason } = run;
  const begun = ports.now();
  const at = () => new Date(ports.now()).toISOString();
  emit({ event: 'scenario-started', scenario: scenario.id, resource, reason, at: at() });
  const earlier: EarlierSteps = { pages: new Map(), results: new Map() };
  const done: StepFinished[] = [];
  const planned: readonly (readonly [Phase, Step])[] = [
    ...run.preamble.map((step) => ['preamble', step] as const),
    ...run.steps.map((step) => ['steps', step] as const),
  ];
  for (const [phase, step] of planned) {
    noteStop(ports, state);
    if (state.ended !== undefined) break;
    const result = await runStep(step, scenario, phase, earlier, env).catch((error: unknown) => {
      if (!(error instanceof SutGone)) throw error;
      state.ended ??= { reason: error.reason, message: error.message };
      return undefined;
    });
    const finished = result && maskStep(withCitations(result), ports.secrets);
    noteStop(ports, state);
    // a step that the stop cut off has no verdict
    if (finished === undefined || (ports.stop.aborted && finished.verdict !== 'pass')) break;
    state.checks += finished.checks.length;
    done.push(finished);
    earlier.results.set(step.id, finished);
    emit(finished);
    if (result !== undefined) tellSuspects(result, env, emit);
  }
  const cut = done.length < planned.length;
  const verdict = cut ? worst([...done.map((step) => step.verdict), 'inconclusive']) : verdictOf(done);
  const why = cut ? 'the run ended in the middle of it' : whyOf(done, verdict);
  const finished: ScenarioFinished = {
    event: 'scenario-finished',
    scenario: scenario.id,
    resource,
    reason,
    verdict,
    ...(why === undefined ? {} : { why }),
    at: at(),
    durationMs: ports.now() - begun,
  };
  emit(finished);
  if (env.setup.bail && verdict === 'fail') {
    state.ended ??= {
      reason: 'bail',
      message: `${scenario.id} failed at ${resource} and the run was told to end at the first failure`,
    };
  }
}

/** The worst of its steps; a scenario of which only the preparation took place has shown nothing, and did not pass. */
function verdictOf(steps: readonly StepFinished[]): Verdict {
  const verdict = worst(steps.map((step) => step.verdict));
  const body = steps.filter(({ phase }) => phase === 'steps');
  const isIdle = verdict === 'pass' && body.length > 0 && body.every((step) => step.verdict === 'skipped');
  return isIdle ? 'skipped' : verdict;
}

/** The first reason for a scenario's verdict: the step and what it found. */
function whyOf(steps: readonly StepFinished[], verdict: Verdict): string | undefined {
  const decisive = verdict === 'pass' ? undefined : steps.find((step) => step.verdict === verdict);
  if (decisive === undefined) return undefined;
  const check = decisive.checks.find((candidate) => candidate.verdict === verdict);
  const finding = check?.findings.find((candidate) => candidate.kind !== 'remark');
  return `${decisive.step}: ${decisive.reason ?? (finding === undefined ? (check?.reason ?? verdict) : sentence(finding))}`;
}

/** A record that a refused creation seems to have left is not surely ours: it is told, not deleted. */
function tellSuspects(step: StepFinished, { own, resource, ports }: StepEnvironment, emit: Emit): void {
  for (const { code, actual } of step.checks.flatMap((check) => check.findings)) {
    if (code !== 'refused.stored' || typeof actual !== 'string' || own.ids.has(actual)) continue;
    emit({
      event: 'residue',
      resource,
      id: ports.secrets.mask(actual),
      reason: 'it appeared after a refused creation; it is not surely of this run, so it was left',
    });
  }
}

function noteStop({ stop }: RunPorts, state: RunState): void {
  if (!stop.aborted || state.ended !== undefined) return;
  const reason: StopReason = stop.reason === 'time-limit' ? 'time-limit' : 'interrupted';
  state.ended = {
    reason,
    message: reason === 'time-limit' ? 'the time limit of the run is over' : 'the run was interrupted',
  };
}
