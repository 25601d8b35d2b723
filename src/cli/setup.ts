import type { Plan } from '../core/engine/plan.ts';
import type { RunSetup } from '../core/engine/run-setup.ts';
import { namesOfProducers } from '../core/engine/step-references.ts';
import type { Target } from '../core/event.ts';
import { otherReadings } from '../core/profile/other-readings.ts';
import type { Readings } from '../core/profile/readings.ts';
import { kitIdentity } from './kit.ts';
import type { PreparedProfile } from './prepared-profile.ts';
import { readingNotices } from './readings.ts';
import { randomHex } from './rest-transport.ts';
import type { RunOptions } from './run-options.ts';
import { SELECTABLE_RULINGS, type Workbench } from './workbench.ts';

/** Length of a run id; letters and digits of base 36. */
const RUN_ID_LENGTH = 8;

/** The run that was asked for, as the engine takes it, under a new run id. */
export function setUp(
  options: RunOptions,
  { loaded, scenarios }: Workbench,
  { profile, requirements, tables }: PreparedProfile,
  readings: Readings,
  plan: Plan,
  target: Target,
  notices: readonly string[],
): RunSetup {
  return {
    runId: newRunId(),
    kit: kitIdentity(),
    profile,
    profileDigest: loaded.digest,
    requirements,
    plan,
    tables,
    producers: namesOfProducers(scenarios),
    readings,
    selectableRulings: SELECTABLE_RULINGS,
    // single scenarios demand what they cite, whatever the tables say
    otherReadings: picksScenarios(options) ? [] : otherReadings(loaded.profile, readings, SELECTABLE_RULINGS),
    target,
    ...(options.operator === undefined ? {} : { operator: options.operator }),
    notices: [...noticesFor(options), ...notices, ...readingNotices(profile, readings, options)],
    testData: options.testData,
    jobs: options.jobs,
    bail: options.bail,
    maxPages: options.maxPages,
    listSettleMs: options.listSettleMs,
    notificationWaitMs: options.notificationWaitMs,
  };
}

function picksScenarios({ selection: { scenarios, clauses, tags } }: RunOptions): boolean {
  return [scenarios, clauses, tags].some((names) => names.length > 0);
}

/** Base 36, so that it fits into names and is easy to say. */
function newRunId(): string {
  return BigInt(`0x${randomHex(16)}`)
    .toString(36)
    .padStart(RUN_ID_LENGTH, '0')
    .slice(-RUN_ID_LENGTH);
}

function noticesFor({ insecure, testData }: RunOptions): readonly string[] {
  const extras = Object.entries(testData.additionalMandatory).filter(([, attributes]) => Object.keys(attributes).length > 0);
  return [
    ...(insecure ? ['TLS certificates were not verified (--insecure).'] : []),
    ...extras.map(
      ([resource, attributes]) =>
        `Additional mandatory attributes were sent to ${resource}: ${Object.keys(attributes).join(', ')} (AMB-R24).`,
    ),
  ];
}
