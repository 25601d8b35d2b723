import type { CheckRegistry, SchemaError } from '../check.ts';
import type { OtherReading, RunEvent, RunStarted, Target } from '../event.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Readings } from '../profile/readings.ts';
import type { Profile, ResourceName } from '../profile.ts';
import type { Requirement } from '../requirement.ts';
import type { Secrets } from '../secrets.ts';
import type { Transport } from '../transport.ts';
import type { TestDataChanges } from './fixtures.ts';
import type { Journal } from './own-records.ts';
import type { Plan } from './plan.ts';
import type { ReadingRecord } from './reading-record.ts';
import type { StrayDesk } from './strays.ts';

/** What is to be run. Plain data. */
export interface RunSetup {
  readonly runId: string;
  readonly kit: RunStarted['kit'];
  readonly profile: Profile;
  /** SHA-256 of the profile file. */
  readonly profileDigest: string;
  readonly requirements: readonly Requirement[];
  readonly plan: Plan;
  /** Variable → `TC_N2/create-A`, the step that captures it. */
  readonly producers: ReadonlyMap<string, string>;
  readonly readings: Readings;
  /** Rulings of which another reading could have been chosen. */
  readonly selectableRulings: ReadonlySet<string>;
  /** What the options that are not in force would change without a run. */
  readonly otherReadings: readonly OtherReading[];
  readonly target: Target;
  readonly operator?: string;
  readonly notices: readonly string[];
  readonly testData: TestDataChanges;
  /** What scenarios were unfolded by, per resource. */
  readonly tables: Readonly<Record<ResourceName, JsonObject>>;
  /** Resources that may run side by side. */
  readonly jobs: number;
  /** End after the first scenario that fails. */
  readonly bail: boolean;
  /** Pages of one list that are read at most (AMB-R44). */
  readonly maxPages: number;
  /** How long a list that lacks something is asked again, in milliseconds; 0 is never (AMB-R57). */
  readonly listSettleMs: number;
  /** How long a notification that is due may take, in milliseconds. */
  readonly notificationWaitMs: number;
}

/** What the run needs of the world. */
export interface RunPorts {
  readonly transport: Transport;
  /** The way to the other target, where two are compared; what it answers is no part of this target's verdicts. */
  readonly other?: Transport;
  readonly checks: CheckRegistry;
  readonly journal: Journal;
  /** Masks what goes into events; the transport adds the secrets that it meets. */
  readonly secrets: Secrets;
  /** Validates against a reply schema of the profile. */
  validate(schema: string, value: Json): readonly SchemaError[];
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after the time, or at once when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** That many random hexadecimal digits. */
  randomHex(digits: number): string;
  /** Ends the test; the postamble still runs. Its reason is a `StopReason`. */
  readonly stop: AbortSignal;
  /** Ends the postamble too. */
  readonly quit: AbortSignal;
}

/** Why a run was told to stop. */
export type StopReason = 'interrupted' | 'time-limit';

/** Takes the events of a run. */
export type Emit = (event: RunEvent) => void;

/** Why a run ended before its plan. */
export type Ended = NonNullable<Extract<RunEvent, { event: 'run-finished' }>['ended']>;

/** What the tracks of a run share. */
export interface RunState {
  ended: Ended | undefined;
  exchanges: number;
  checks: number;
  readonly readings: ReadingRecord;
  /** Why the other target is asked nothing more: it does not answer. */
  otherGone?: string;
  /** Absent where the transport tells of no strays. */
  readonly strays?: StrayDesk | undefined;
}
