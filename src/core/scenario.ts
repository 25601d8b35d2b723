import type { Operation, PatchFormat } from './exchange.ts';
import type { Json } from './json.ts';
import type { Scope } from './scope.ts';

/** Where something stands in a file; line and column count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One test case at one resource, its groups of steps unfolded. */
export type Scenario = ScenarioOf<Step>;

/** One test case, written once for every resource: a YAML file whose format `schemas/scenario.schema.json` describes. */
export type ScenarioTemplate = ScenarioOf<StepEntry>;

/** What a scenario is, whether its groups of steps are unfolded or not. */
interface ScenarioOf<Entry> {
  readonly format: 'ctk-scenario/1';
  readonly id: string;
  /** Other names it answers to: `TC_Trou_N1`. */
  readonly aliases: readonly string[];
  readonly title: string;
  readonly clause: string;
  readonly scope: Scope;
  readonly tags: readonly string[];
  /** It concerns only the resources for which this table of the profile has rows. */
  readonly where?: Json;
  /** It runs after all others: it looks back on them. */
  readonly last?: true;
  readonly preamble: readonly Entry[];
  readonly steps: readonly Entry[];
  readonly postamble: readonly Entry[];
}

/** A step, or steps that are repeated for each row of a table of the profile. */
export type StepEntry = Step | StepGroup;

/** Steps that unfold to as many as the table has rows for the resource: none where it has none. */
export interface StepGroup {
  readonly kind: 'each';
  readonly each: Each;
  readonly steps: readonly StepEntry[];
  readonly position: Position;
}

/** A variable and the table whose rows it stands for, one after the other: `attribute`, `${tables.patchable}`. */
export interface Each {
  readonly variable: string;
  readonly among: Json;
}

/** What stands for the variables of groups in one of their steps. */
export type Locals = Readonly<Record<string, Json>>;

export type Phase = 'preamble' | 'steps' | 'postamble';

/** A step sends one request, decides something from what is known, or waits for what the SUT sends of itself. */
export type Step = RequestStep | ChooseStep | AwaitStep;

interface StepBase {
  readonly id: string;
  readonly title: string;
  /** There is such a step only at resources for which this table of the profile has rows. */
  readonly where?: Json;
  /** The step is skipped where this resolves to nothing, an empty list or an empty object. */
  readonly when?: Json;
  /** Attributes that the SUT must have shown of its own; else the step is skipped, for they are optional (AMB-R56). */
  readonly offered?: Json;
  /** An earlier step of this scenario that this one is about: it goes the same way where that one did not pass. */
  readonly after?: string;
  /** An earlier step that may stay inconclusive: this one runs only then, to settle the matter. */
  readonly settles?: string;
  /** Absent outside of groups. */
  readonly locals?: Locals;
  /** What tells the ids of a group's steps apart, part of this step's id: `:creditLimit`. */
  readonly suffix?: string;
  readonly position: Position;
}

/**
 * Sends one request. Values may hold references: `${IDmin}` a captured value, `${A}` a fixture,
 * `${seenA[T]}` the member of `seenA` that `T` names.
 */
export interface RequestStep extends StepBase {
  readonly kind: 'request';
  readonly operation: Operation;
  /** The id of the resource to retrieve, patch or delete. */
  readonly target?: Json;
  /** The URL to follow. */
  readonly url?: Json;
  readonly body?: Json;
  /** Attributes and values; a reference to nothing stands for no filter. */
  readonly filter?: Json;
  readonly fields?: Json;
  /** How the body of a patch is meant; a merge patch unless it says otherwise. */
  readonly format?: PatchFormat;
  /** Sent with the second, non-admin credential; skipped where none is configured. */
  readonly as?: 'second';
  /** Sent to the other target; a scenario with such a step runs only where two targets are compared. */
  readonly over?: 'other';
  readonly expect: readonly Expectation[];
  /** Variable → JSON pointer into the reply's body, or `header:<name>`; a name that ends in `?` may stay unset. */
  readonly capture: Readonly<Record<string, string>>;
}

/** Chooses, for each role, the first of its attributes on which two records differ (AMB-R39). */
export interface ChooseStep extends StepBase {
  readonly kind: 'choose';
  readonly choose: Readonly<Record<string, { readonly among: Json; readonly differsIn: readonly [Json, Json] }>>;
  readonly requirements: readonly string[];
}

/** Waits for a notification, or just for a while, and may judge what has come by then. */
export interface AwaitStep extends StepBase {
  readonly kind: 'await';
  readonly await: Awaiting;
  readonly expect: readonly Expectation[];
}

/** What a step waits for. Durations in milliseconds. */
export interface Awaiting {
  /** Its name, printed or customary; absent: any. */
  readonly notification?: Json;
  /** The id of the record that it is about; absent: any of the run's own. */
  readonly about?: Json;
  /** The step whose request counts as the beginning; absent: this step itself. */
  readonly since?: string;
  /** Longest wait; absent: the limit of the run. */
  readonly atMost?: number;
  /** Waits for nothing: only judges what has come. */
  readonly nothing?: true;
  /** Waits so long, whatever comes. */
  readonly pause?: number;
}

/** One check of a reply and the requirements that demand it. */
export interface Expectation {
  readonly requirements: readonly string[];
  /** Name in the registry of checks. */
  readonly check: string;
  readonly argument: Json;
  /** The id of an earlier step of this scenario whose reply is meant; absent: this step's own. */
  readonly reply?: string;
  /** Repeats the expectation for each row of a table; absent once the scenario is unfolded. */
  readonly each?: Each;
  /** Absent outside of groups. */
  readonly locals?: Locals;
  readonly position: Position;
}
