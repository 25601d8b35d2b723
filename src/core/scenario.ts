import type { Operation } from './exchange.ts';
import type { Json, JsonObject } from './json.ts';
import type { Scope } from './scope.ts';

/** Where something stands in a file; line and column count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One test case, for every resource: a YAML file whose format `schemas/scenario.schema.json` describes. */
export interface Scenario {
  readonly format: 'ctk-scenario/1';
  readonly id: string;
  /** Other names it answers to: `TC_Trou_N1`. */
  readonly aliases: readonly string[];
  readonly title: string;
  readonly clause: string;
  readonly scope: Scope;
  readonly tags: readonly string[];
  readonly preamble: readonly Step[];
  readonly steps: readonly Step[];
  readonly postamble: readonly Step[];
}

export type Phase = 'preamble' | 'steps' | 'postamble';

/** A step sends one request, or decides something from what is known. */
export type Step = RequestStep | ChooseStep;

interface StepBase {
  readonly id: string;
  readonly title: string;
  /** The step is skipped where this resolves to nothing, an empty list or an empty object. */
  readonly when?: Json;
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
  readonly filter?: JsonObject;
  readonly fields?: Json;
  /** Sent with the second, non-admin credential; skipped where none is configured. */
  readonly as?: 'second';
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

/** One check of a reply and the requirements that demand it. */
export interface Expectation {
  readonly requirements: readonly string[];
  /** Name in the registry of checks. */
  readonly check: string;
  readonly argument: Json;
  /** The id of an earlier step of this scenario whose reply is meant; absent: this step's own. */
  readonly reply?: string;
  readonly position: Position;
}
