import type {
  Conclusion,
  PlannedScenario,
  ProfileSummary,
  Reading,
  RequirementResult,
  RunFinished,
  RunStarted,
  Target,
} from '../event.ts';
import type { ExchangeNote, FailureReason } from '../exchange.ts';
import type { FindingCode, FindingKind } from '../finding.ts';
import type { ResourceName } from '../profile.ts';
import type { RequirementLevel } from '../requirement.ts';
import type { Phase } from '../scenario.ts';
import type { Scope } from '../scope.ts';
import type { Verdict } from '../verdict.ts';

/**
 * The content of `report.json`, format `ctk-report/1`; `schemas/report.schema.json` describes it.
 * Every other report is worded from it. Times are ISO 8601 in UTC, durations milliseconds.
 */
export interface Report {
  readonly format: 'ctk-report/1';
  readonly disclaimer: string;
  readonly kit: RunStarted['kit'];
  readonly profile: ProfileSummary;
  readonly target: Target;
  readonly operator?: string;
  readonly runId: string;
  readonly startedAt: string;
  /** Absent where the record ends before the run did. */
  readonly finishedAt?: string;
  readonly durationMs?: number;
  readonly scopes: readonly Scope[];
  readonly part?: ReportPart;
  readonly readings: readonly Reading[];
  readonly notices: readonly string[];
  readonly conclusions: readonly ReportConclusion[];
  readonly ended?: NonNullable<RunFinished['ended']>;
  readonly counts: ReportCounts;
  readonly matrix: ReportMatrix;
  /** In the order of the plan. */
  readonly scenarios: readonly ScenarioReport[];
  readonly requirements: readonly RequirementReport[];
  readonly residue: readonly ResidueReport[];
}

/** What stays at the target. Without an id a record with the run id in its name may be there, of a creation without a clear answer. */
export interface ResidueReport {
  readonly resource: ResourceName;
  readonly id?: string;
  readonly reason: string;
}

/** The selection that was run, with the sentence about what it cannot claim. */
export interface ReportPart {
  readonly scenarios: readonly string[];
  readonly resources: readonly ResourceName[];
  readonly meaning: string;
}

export interface ReportConclusion extends Conclusion {
  /** One or two sentences: what the word says, and for a part what it does not. */
  readonly meaning: string;
}

/** A planned scenario that the run did not reach has no verdict. */
export type ScenarioVerdict = Verdict | 'not run';

export interface ReportCounts {
  readonly exchanges: number;
  readonly checks: number;
  readonly remarks: number;
  /** Scenarios × resources that were asked for; prerequisites are not counted. */
  readonly scenarios: Readonly<Record<ScenarioVerdict, number>>;
  /** Requirements × resources. */
  readonly requirements: Readonly<Record<RequirementResult['verdict'], number>>;
}

/** One row per scenario, one cell per resource that it was planned for. */
export interface ReportMatrix {
  readonly resources: readonly ResourceName[];
  readonly rows: readonly MatrixRow[];
}

export interface MatrixRow {
  readonly scenario: string;
  readonly printedId: string;
  readonly title: string;
  readonly cells: readonly MatrixCell[];
}

export interface MatrixCell {
  readonly resource: ResourceName;
  readonly reason: PlannedScenario['reason'];
  readonly verdict: ScenarioVerdict;
  readonly remarks: number;
  /** Present unless it passed. */
  readonly why?: string;
  readonly durationMs?: number;
}

/** One scenario at one resource. */
export interface ScenarioReport {
  readonly scenario: string;
  readonly printedId: string;
  readonly title: string;
  readonly clause: string;
  readonly resource: ResourceName;
  readonly reason: PlannedScenario['reason'];
  readonly verdict: ScenarioVerdict;
  readonly why?: string;
  readonly startedAt?: string;
  readonly durationMs?: number;
  /** The command that runs it again. */
  readonly again: string;
  readonly steps: readonly StepReport[];
}

export interface StepReport {
  readonly step: string;
  readonly title: string;
  readonly phase: Phase;
  readonly verdict: Verdict;
  readonly reason?: string;
  readonly checks: readonly CheckReport[];
  readonly exchanges: readonly ExchangeReport[];
}

export interface CheckReport {
  readonly check: string;
  readonly requirements: readonly string[];
  /** Where the document demands it of this resource. */
  readonly clauses: readonly string[];
  readonly verdict: Verdict;
  readonly reason?: string;
  /** Remarks last; at most twenty. */
  readonly findings: readonly FindingReport[];
  /** How many further findings only the evidence holds. */
  readonly moreFindings?: number;
  /** The exchange that the findings point into. */
  readonly exchange?: string;
}

/** A finding in words. */
export interface FindingReport {
  readonly code: FindingCode;
  readonly kind: FindingKind;
  readonly sentence: string;
  readonly expected?: string;
  readonly actual?: string;
  readonly where?: string;
  readonly hint?: string;
  readonly ruling?: string;
}

/** `full` where the step did not simply pass, else one line. */
export type ExchangeReport = ExchangeLine | ExchangeDetail;

interface ExchangeCommon {
  readonly id: string;
  readonly attempt: number;
  readonly method: string;
  readonly url: string;
  /** Absent where there was no reply. */
  readonly status?: number;
  readonly durationMs: number;
}

export interface ExchangeLine extends ExchangeCommon {
  readonly detail: 'line';
}

export interface ExchangeDetail extends ExchangeCommon {
  readonly detail: 'full';
  readonly startedAt: string;
  readonly request: MessageReport;
  readonly reply?: MessageReport;
  readonly failure?: { readonly reason: FailureReason; readonly message: string };
  readonly notes?: readonly ExchangeNote[];
  /** How many records of others a list reply held; their values are not in the body here. */
  readonly foreignRecords?: number;
  readonly curl: string;
}

export interface MessageReport {
  readonly headers: Readonly<Record<string, string>>;
  /** Absent where the body was empty. */
  readonly body?: Excerpt;
}

/** The beginning of a body as text; `bytes` counts all of it, `cut` says that text is missing at the end. */
export interface Excerpt {
  readonly text: string;
  readonly bytes: number;
  readonly cut: boolean;
  /** Why a reply's body is not JSON. */
  readonly problem?: string;
}

/** A requirement and its result at each resource it was looked at for. */
export interface RequirementReport {
  readonly id: string;
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
  readonly verdict: RequirementResult['verdict'];
  readonly reason?: string;
  /** `TC_N1/create`: where it was checked. */
  readonly steps: readonly string[];
}
