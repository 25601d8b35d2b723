import type { RunEvent, RunFinished, RunStarted, StepFinished, Target } from '../event.ts';
import type { FailureReason } from '../exchange.ts';
import { describeReadings, levelIn, optionsOf } from '../profile/readings.ts';
import type { Secrets } from '../secrets.ts';
import { conclude, type Grounds } from './conclude.ts';
import { createQueue } from './event-queue.ts';
import { showsLife } from './no-reply.ts';
import { probeOther } from './other-target.ts';
import type { Track } from './plan.ts';
import { recordReadings } from './reading-record.ts';
import { tallyRequirements } from './requirement-results.ts';
import type { RunPorts, RunSetup, RunState } from './run-setup.ts';
import { openStrayDesk } from './strays.ts';
import { runTrack } from './track-runner.ts';

/**
 * Runs a plan and yields what happens, as plain JSON. The last event is always `run-finished`; what
 * the run created is deleted before it, even when it was stopped or the SUT went away.
 */
export async function* run(setup: RunSetup, ports: RunPorts): AsyncGenerator<RunEvent, void, void> {
  const begun = ports.now();
  const state: RunState = {
    ended: undefined,
    exchanges: 0,
    checks: 0,
    readings: recordReadings(optionsIn(setup)),
    strays: openStrayDesk(ports.transport),
  };
  const tally = tallyRequirements();
  const troubled: StepFinished[] = [];
  const shown = new Set<string>();
  const requested = new Set(
    setup.plan.tracks.flatMap(({ resource, runs }) =>
      runs.filter(({ reason }) => reason === 'requested').map(({ scenario }) => `${scenario.id}@${resource}`),
    ),
  );

  yield started(setup, begun, ports.secrets);
  const unreachable = await ports.transport.probe(ports.stop);
  if (unreachable?.kind === 'failure' && !showsLife(unreachable)) {
    const { reason, message } = unreachable;
    state.ended = { reason: endedBy(reason), message };
  } else {
    await probeOther(ports, state, ports.stop);
    for await (const event of runTracks(setup, ports, state)) {
      if (
        event.event === 'step-finished' &&
        event.phase !== 'postamble' &&
        requested.has(`${event.scenario}@${event.resource}`)
      ) {
        tally.add(event);
        if (event.verdict !== 'pass' && event.verdict !== 'skipped') troubled.push(event);
      }
      if (event.event === 'scenario-finished' && event.reason === 'requested' && event.verdict !== 'skipped') {
        shown.add(event.scenario);
      }
      yield event;
    }
  }
  const results = tally.results(setup.requirements, resourcesAnsweredFor(setup));
  yield finished(setup, ports, state, { results, troubled, shown }, begun);
}

function endedBy(reason: FailureReason): NonNullable<RunState['ended']>['reason'] {
  if (reason === 'interrupted' || reason === 'credentials') return reason;
  return reason === 'denied' || reason === 'unknown-topic' ? 'barred' : 'unreachable';
}

/** Runs up to `jobs` tracks side by side and merges their events in order of arrival. */
async function* runTracks(setup: RunSetup, ports: RunPorts, state: RunState): AsyncGenerator<RunEvent, void, void> {
  const queue = createQueue<RunEvent>();
  const waiting: Track[] = [...setup.plan.tracks];
  const work = async () => {
    for (let track = waiting.shift(); track !== undefined; track = waiting.shift()) {
      if (state.ended !== undefined) return;
      await runTrack(track, setup, ports, state, queue.push);
    }
  };
  const workers = Array.from({ length: Math.min(setup.jobs, waiting.length) }, work);
  Promise.allSettled(workers).then((results) => {
    const broken = results.find((result) => result.status === 'rejected');
    if (broken !== undefined) {
      state.ended = {
        reason: 'kit-error',
        message: broken.reason instanceof Error ? broken.reason.message : String(broken.reason),
      };
    }
    queue.end();
  });
  yield* queue.items();
}

function started(setup: RunSetup, begun: number, secrets: Secrets): RunStarted {
  const { profile, plan } = setup;
  const requested = plan.tracks.flatMap(({ runs }) => runs.filter(({ reason }) => reason === 'requested'));
  return {
    event: 'run-started',
    format: 'ctk-evidence/1',
    runId: setup.runId,
    kit: setup.kit,
    profile: {
      id: profile.id,
      title: profile.title,
      document: profile.document.number,
      version: profile.document.version,
      digest: setup.profileDigest,
      ...(profile.derivedFrom === undefined ? {} : { derivedFrom: profile.derivedFrom }),
    },
    requirements: setup.requirements,
    scopes: plan.scopes,
    ...(plan.partial
      ? { part: { scenarios: [...new Set(requested.map(({ scenario }) => scenario.id))], resources: resourcesOf(setup) } }
      : {}),
    readings: describeReadings(profile, setup.readings, setup.selectableRulings),
    otherReadings: setup.otherReadings,
    complianceLevel: levelIn(setup.readings),
    target: maskedTarget(setup.target, secrets),
    ...(setup.operator === undefined ? {} : { operator: setup.operator }),
    plan: plan.tracks.flatMap(({ resource, runs }) =>
      runs.map(({ scenario, reason, preamble, steps }) => ({
        scenario: scenario.id,
        printedId: scenario.aliases[0] ?? scenario.id,
        title: scenario.title,
        clause: scenario.clause,
        resource,
        reason,
        steps: [...preamble, ...steps].map((step) => step.id),
      })),
    ),
    notices: setup.notices,
    startedAt: new Date(begun).toISOString(),
  };
}

function maskedTarget({ other, ...target }: Target, secrets: Secrets): Target {
  return {
    ...target,
    url: secrets.mask(target.url),
    ...(other && { other: { ...other, url: secrets.mask(other.url) } }),
  };
}

function optionsIn({ profile, selectableRulings }: RunSetup): ReadonlyMap<string, readonly string[]> {
  return new Map(profile.rulings.map((ruling) => [ruling.id, optionsOf(ruling, selectableRulings)]));
}

function resourcesOf({ plan }: RunSetup): readonly string[] {
  return plan.tracks.map(({ resource }) => resource);
}

/** A whole scope answers for every resource, also for one that nothing was planned for: that one is a gap. */
function resourcesAnsweredFor(setup: RunSetup): readonly string[] {
  return setup.plan.partial ? resourcesOf(setup) : Object.keys(setup.profile.resources);
}

function finished(
  setup: RunSetup,
  ports: RunPorts,
  state: RunState,
  { results, troubled, shown }: Pick<Grounds, 'results' | 'troubled' | 'shown'>,
  begun: number,
): RunFinished {
  const { plan, requirements } = setup;
  const ended = state.ended !== undefined;
  return {
    event: 'run-finished',
    conclusions: plan.scopes.map((scope) => conclude({ scope, plan, requirements, results, troubled, shown, ended })),
    requirements: results,
    counts: { exchanges: state.exchanges, checks: state.checks },
    askedRulings: setup.profile.rulings.map(({ id }) => id).filter((id) => state.readings.asked.has(id)),
    ...(state.ended === undefined ? {} : { ended: state.ended }),
    finishedAt: new Date(ports.now()).toISOString(),
    durationMs: ports.now() - begun,
  };
}
