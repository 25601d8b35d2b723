import type {
  ComplianceLevel,
  Conclusion,
  OtherReading,
  PlannedScenario,
  ProfileSummary,
  Reading,
  RunFinished,
  RunStarted,
  Target,
} from '../event.ts';
import type { ExchangeNote, FailureReason, RecordPlace, StrayReply } from '../exchange.ts';
import type { FindingCode, FindingKind } from '../finding.ts';
import type { ResourceName } from '../profile.ts';
import type { Phase } from '../scenario.ts';
import type { Scope } from '../scope.ts';
import type { Verdict } from '../verdict.ts';
import type { LedgerEntry } from './ledger.ts';
import type { RequirementReport, StatusCounts } from './requirement-report.ts';

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
  readonly complianceLevel: ComplianceLevel;
  /** Every ruling that can be read in more than one way. */
  readonly readings: readonly Reading[];
  /** Those that had a say, or that are not read by their default. */
  readonly rulings: readonly RulingReport[];
  readonly notices: readonly string[];
  readonly conclusions: readonly ReportConclusion[];
  readonly ended?: NonNullable<RunFinished['ended']>;
  readonly counts: ReportCounts;
  readonly matrix: ReportMatrix;
  /** In the order of the plan. */
  readonly scenarios: readonly ScenarioReport[];
  readonly requirements: readonly RequirementReport[];
  /** Present where notifications were asked for. */
  readonly ledger?: readonly LedgerEntry[];
  /** Replies besides those that were awaited, in order of arrival; present where there were any. */
  readonly strays?: readonly StrayReport[];
  readonly residue: readonly ResidueReport[];
}

/** What a ruling had to do with the run, and what another option would make of it. */
export interface RulingReport extends Reading {
  /** Empty where it is in force and nothing here depended on it. */
  readonly say: readonly RulingSay[];
  /** Requirements that the same replies give another verdict under another option. */
  readonly flips: readonly FlipReport[];
  /** What other options would change besides; empty where they only judge the same replies otherwise. */
  readonly otherwise: readonly OtherwiseReport[];
}

/** A check asked for its option, a finding names it, or it decides what is demanded at the resources of the run. */
export type RulingSay = 'asked' | 'finding' | 'tables';

export interface FlipReport {
  readonly requirement: string;
  readonly resource: ResourceName;
  /** The option under which it would be another. */
  readonly option: string;
  readonly from: Verdict;
  readonly to: Verdict;
  /** Whose checks make the difference: `PATCH/rename`. */
  readonly steps: readonly string[];
}

export type OtherwiseReport = Omit<OtherReading, 'ruling'>;

/** What stays at the target. Without an id a record with the run id in its name may be there, of a creation without a clear answer. */
export interface ResidueReport {
  readonly resource: ResourceName;
  /** Absent: a record. */
  readonly kind?: 'subscription';
  readonly id?: string;
  readonly reason: string;
}

/** A reply besides the one that was awaited; its body is in the evidence. */
export interface StrayReport extends Omit<StrayReply, 'reply'> {
  readonly scenario: string;
  readonly resource: ResourceName;
  /** The step during which it was noticed. */
  readonly step: string;
  /** The exchange whose request it answers. */
  readonly exchange?: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly found?: RecordPlace;
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
  readonly requirements: StatusCounts;
  /** The same by kind, level and scope of the requirement; a name that no requirement has is absent. */
  readonly requirementsBy: Readonly<Record<'kind' | 'level' | 'scope', Readonly<Record<string, StatusCounts>>>>;
  /** Mandatory requirements × resources that nothing looked at, and nothing on the closed list of reasons says why. */
  readonly gaps: number;
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
  /** Present where all of these requirements are optional: whatever its verdict, it does not count for the conclusion. */
  readonly optional?: true;
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

/** `full` where the step did not simply pass, else one line; one line too where it repeats what others have shown. */
export type ExchangeReport = ExchangeLine | ExchangeDetail;

/** Where a request went to: a URL, or a place on a topic. */
export type ExchangeAddress =
  | { readonly protocol: 'http'; readonly method: string; readonly url: string }
  | (RecordPlace & {
      readonly protocol: 'kafka';
      readonly replyTopic: string;
      /** Where the reply was found, or what came in its place. */
      readonly found?: RecordPlace;
    });

interface ExchangeCommon {
  readonly id: string;
  /** Present where it went to the other target of a comparison. */
  readonly over?: 'other';
  readonly attempt: number;
  /** Absent where there was no reply. */
  readonly status?: number;
  readonly durationMs: number;
}

export type ExchangeLine = ExchangeCommon & ExchangeAddress & { readonly detail: 'line' };

export type ExchangeDetail = ExchangeCommon & ExchangeAddress & ExchangeParts;

interface ExchangeParts {
  readonly detail: 'full';
  readonly startedAt: string;
  readonly request: MessageReport;
  readonly reply?: MessageReport;
  readonly failure?: FailureReport;
  readonly notes?: readonly ExchangeNote[];
  /** How many records of others a list reply held; their values are not in the body here. */
  readonly foreignRecords?: number;
  /** A line for a POSIX shell that sends the request again. */
  readonly repeat: string;
}

export interface FailureReport {
  readonly reason: FailureReason;
  readonly message: string;
  /** What came instead of a usable reply. */
  readonly heard?: MessageReport;
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
