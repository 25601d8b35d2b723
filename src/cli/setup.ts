import type { Plan } from '../core/engine/plan.ts';
import type { RunSetup } from '../core/engine/run-setup.ts';
import { namesOfProducers } from '../core/engine/step-references.ts';
import type { Target } from '../core/event.ts';
import { decideReadings, type Readings, UnknownReading } from '../core/profile/readings.ts';
import { kitIdentity } from './kit.ts';
import { nearHint } from './near-word.ts';
import { randomHex } from './rest-transport.ts';
import type { RunOptions } from './run-options.ts';
import { UsageError } from './usage-error.ts';
import { SELECTABLE_RULINGS, type Workbench } from './workbench.ts';

/** Length of a run id; letters and digits of base 36. */
const RUN_ID_LENGTH = 8;

/** The run that was asked for, as the engine takes it, under a new run id. */
export function setUp(options: RunOptions, workbench: Workbench, readings: Readings, plan: Plan, target: Target): RunSetup {
  return {
    runId: newRunId(),
    kit: kitIdentity(),
    profile: workbench.loaded.profile,
    profileDigest: workbench.loaded.digest,
    requirements: workbench.requirements,
    plan,
    producers: namesOfProducers(workbench.scenarios),
    scopes: ['connect'],
    readings,
    selectableRulings: SELECTABLE_RULINGS,
    target,
    ...(options.operator === undefined ? {} : { operator: options.operator }),
    notices: noticesFor(options),
    testData: options.testData,
    jobs: options.jobs,
    bail: options.bail,
    maxPages: options.maxPages,
    listSettleMs: options.listSettleMs,
  };
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

/**
 * The option in force of every ruling.
 *
 * @throws UsageError for a ruling or option that there is not, with the near one
 */
export function readingsFor({ loaded }: Workbench, { readings }: RunOptions): Readings {
  try {
    return decideReadings(loaded.profile, readings, SELECTABLE_RULINGS);
  } catch (error) {
    if (!(error instanceof UnknownReading)) throw error;
    throw new UsageError(error.message, nearHint(error.asked, error.known));
  }
}
