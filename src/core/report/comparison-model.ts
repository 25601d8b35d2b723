import type { ProfileSummary, RunFinished, RunStarted, Target } from '../event.ts';
import type { ResourceName } from '../profile.ts';
import type { RequirementKind, RequirementLevel } from '../requirement.ts';
import type { Scope } from '../scope.ts';
import type { FindingReport, ReportConclusion, ReportPart, ScenarioVerdict } from './report-model.ts';
import type { RequirementStatus } from './requirement-status.ts';

/** What stands for the first and for the second report. */
export type Both<T> = readonly [T, T];

/**
 * The content of `comparison.json`, format `ctk-comparison/1`; `schemas/comparison.schema.json` describes it. What is said of
 * both reports stands in pairs, in the order of the targets.
 */
export interface Comparison {
  readonly format: 'ctk-comparison/1';
  readonly disclaimer: string;
  readonly kit: RunStarted['kit'];
  readonly sides: Both<ComparedSide>;
  readonly counts: ComparisonCounts;
  readonly matrix: ComparedMatrix;
  /** Requirements × resources that both profiles have, and that came to different statuses; of the kit's own there is `sightings`. */
  readonly differences: readonly Difference[];
  /** Those that only one of the two runs has looked at, though both profiles have them. */
  readonly oneSided: readonly Difference[];
  /** Requirements × resources that only one report has. */
  readonly only: Both<readonly OnlyHere[]>;
  /** Whether what was done at one target shows at the other; empty where that was not asked for. */
  readonly sightings: readonly Sighting[];
}

/** One of the two reports, as far as a reader of the comparison needs it. */
export interface ComparedSide {
  /** What it is called in the comparison: `REST`, `Kafka`. */
  readonly label: string;
  /** The folder of its own report, relative to that of the comparison. */
  readonly folder?: string;
  readonly runId: string;
  readonly profile: ProfileSummary;
  readonly target: Target;
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly scopes: readonly Scope[];
  readonly part?: ReportPart;
  readonly conclusions: readonly ReportConclusion[];
  readonly ended?: NonNullable<RunFinished['ended']>;
}

/** All but the last two count requirements × resources. */
export interface ComparisonCounts {
  /** Those that both runs have come to a status about. */
  readonly compared: number;
  readonly equal: number;
  readonly different: number;
  readonly oneSided: number;
  readonly only: Both<number>;
  /** Changes at one target that were looked for at the other. */
  readonly sought: number;
  readonly seen: number;
}

export interface ComparedMatrix {
  readonly resources: readonly ResourceName[];
  readonly rows: readonly {
    readonly scenario: string;
    readonly title: string;
    readonly cells: readonly ComparedCell[];
  }[];
}

/** A scenario at a resource; `null` where only the other run has planned it, which is no difference. */
export interface ComparedCell {
  readonly resource: ResourceName;
  readonly verdicts: Both<ScenarioVerdict | null>;
  readonly differs: boolean;
}

/** One requirement at one resource, by both reports. */
export interface Difference {
  readonly requirement: string;
  readonly resource: ResourceName;
  readonly kind: RequirementKind;
  readonly sides: Both<DifferenceSide>;
}

export interface DifferenceSide {
  readonly level: RequirementLevel;
  readonly text: string;
  readonly clause: string;
  readonly status: RequirementStatus;
  readonly reason?: string;
  /** The first step with that verdict: `TC_N1/create`. */
  readonly step?: string;
  /** The first thing that is wrong there. */
  readonly finding?: FindingReport;
}

/** A requirement that the other report has not, with its status at each resource at which that one has it not. */
export interface OnlyHere {
  readonly requirement: string;
  readonly kind: RequirementKind;
  readonly level: RequirementLevel;
  readonly text: string;
  readonly results: readonly { readonly resource: ResourceName; readonly status: RequirementStatus }[];
}

/** Number of a side. */
export type Side = 0 | 1;

/** What was done at one target and looked for at the other. */
export interface Sighting {
  readonly act: 'created' | 'patched' | 'deleted';
  readonly resource: ResourceName;
  /** Whose target it was done at, and at whose it was looked for. */
  readonly by: Side;
  readonly at: Side;
  /** Whose run has done so: where its report tells more. */
  readonly run: Side;
  readonly requirement: string;
  /** `differs`: it is there with other values. `open`: it could not be told, or nothing looked. */
  readonly result: 'seen' | 'not seen' | 'differs' | 'open';
  /** What was found instead, or why it stayed open. */
  readonly why?: string;
}
