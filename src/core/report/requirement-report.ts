import type { StepVerdict } from '../event.ts';
import type { Exemption } from '../exemption.ts';
import type { ResourceName } from '../profile.ts';
import type { RequirementKind, RequirementLevel } from '../requirement.ts';
import type { Scope } from '../scope.ts';
import type { RequirementStatus } from './requirement-status.ts';

/** A requirement and its result at each resource it was looked at for. */
export interface RequirementReport {
  readonly id: string;
  readonly kind: RequirementKind;
  readonly level: RequirementLevel;
  readonly scope: Scope;
  readonly text: string;
  readonly condition?: string;
  readonly rulings: readonly string[];
  readonly results: readonly RequirementOutcome[];
}

export interface RequirementOutcome {
  readonly resource: ResourceName;
  readonly clause: string;
  readonly status: RequirementStatus;
  /** Why it has no verdict, or what it rests on. */
  readonly reason?: string;
  /** Present where it may stay without a verdict: see there. */
  readonly exemption?: Exemption;
  /** Present where a run that got to its end did not look at it, and no exemption says why. */
  readonly gap?: true;
  /** Where it was checked, with what each step says. */
  readonly steps: readonly StepVerdict[];
}

/** How many requirements × resources came to each status. */
export type StatusCounts = Readonly<Record<RequirementStatus, number>>;
