import type { Exchange, StrayReply } from './exchange.ts';
import type { Exemption } from './exemption.ts';
import type { Finding } from './finding.ts';
import type { NotificationAccount, ReceivedNotification } from './notification.ts';
import type { ResourceName } from './profile.ts';
import type { Requirement } from './requirement.ts';
import type { Phase } from './scenario.ts';
import type { Scope } from './scope.ts';
import type { Verdict } from './verdict.ts';

/**
 * What happens in a run, in order, as plain JSON. Evidence is this stream on disk; every report is a
 * function of it. Secrets are masked before an event is made.
 */
export type RunEvent =
  | RunStarted
  | ScenarioStarted
  | ExchangeRecorded
  | NotificationRecorded
  | StrayReplyRecorded
  | StepFinished
  | ScenarioFinished
  | ResidueFound
  | RunFinished;

export interface RunStarted {
  readonly event: 'run-started';
  readonly format: 'ctk-evidence/1';
  readonly runId: string;
  readonly kit: { readonly name: string; readonly version: string };
  readonly profile: ProfileSummary;
  /** Every requirement of the profile: reports cite from here. */
  readonly requirements: readonly Requirement[];
  readonly scopes: readonly Scope[];
  /** What was asked for, where it is less than the scope's whole. */
  readonly part?: Part;
  /** How every ruling of the profile is read. */
  readonly readings: readonly Reading[];
  /** What readings would change besides the verdicts on what was sent. */
  readonly otherReadings: readonly OtherReading[];
  readonly complianceLevel: ComplianceLevel;
  readonly target: Target;
  readonly operator?: string;
  readonly plan: readonly PlannedScenario[];
  /** Things a reader must know before the verdicts: TLS checks off, additional mandatory attributes sent. */
  readonly notices: readonly string[];
  /** ISO 8601, UTC. */
  readonly startedAt: string;
}

export interface ProfileSummary {
  readonly id: string;
  readonly title: string;
  readonly document: string;
  readonly version: string;
  /** What it was made of, where its document is no conformance profile. */
  readonly derivedFrom?: string;
  /** SHA-256 of the profile file. */
  readonly digest: string;
}

/** The selection of a run that does not cover its scope: no claim about the scope. */
export interface Part {
  readonly scenarios: readonly string[];
  readonly resources: readonly ResourceName[];
}

/** The option of a ruling that is in force. */
export interface Reading {
  readonly ruling: string;
  readonly title: string;
  readonly option: string;
  readonly meaning: string;
  /** What could have been chosen, this one included. */
  readonly options: readonly string[];
}

/** What an option that is not in force would make of the requirements: found without a run. */
export interface OtherReading {
  readonly ruling: string;
  readonly option: string;
  /** Mandatory under it, and not now. */
  readonly demanded: readonly RequirementPlace[];
  /** Mandatory now, and not under it. */
  readonly dropped: readonly RequirementPlace[];
  /** True where the requests would be others too: only a run under this option can tell the verdicts. */
  readonly otherRequests: boolean;
}

/** A requirement and where it holds. */
export interface RequirementPlace {
  readonly requirement: string;
  readonly resources: readonly ResourceName[];
}

/** The level that is certified: at L1 filtering is mandatory, at any other it is optional (AMB-R21). */
export type ComplianceLevel = 'L1' | 'other';

export interface Target {
  /** API root, without credentials; over Kafka `kafka://host:port`. */
  readonly url: string;
  /** What stands before the names of all topics, over Kafka; it may be empty. */
  readonly topicPrefix?: string;
  /** The reference implementation inside this process, started because no target was given. */
  readonly embedded: boolean;
  /** The other target, where two are compared. */
  readonly other?: Pick<Target, 'url' | 'topicPrefix'>;
  readonly product?: string;
  readonly version?: string;
}

export interface PlannedScenario {
  readonly scenario: string;
  readonly printedId: string;
  readonly title: string;
  readonly clause: string;
  readonly resource: ResourceName;
  /** A prerequisite runs only the steps that the requested scenarios need. */
  readonly reason: 'requested' | 'prerequisite';
  readonly steps: readonly string[];
}

export interface ScenarioStarted {
  readonly event: 'scenario-started';
  readonly scenario: string;
  readonly resource: ResourceName;
  readonly reason: 'requested' | 'prerequisite';
  readonly at: string;
}

export interface ExchangeRecorded {
  readonly event: 'exchange';
  readonly scenario: string;
  readonly resource: ResourceName;
  readonly phase: Phase;
  readonly step: string;
  /** From 1; more than 1 where a list was asked again (AMB-R57). */
  readonly attempt: number;
  readonly exchange: Exchange;
  /** Records of others in a list reply: their values were left out of this event, but for what the checks needed. */
  readonly foreignRecords?: number;
}

/** A notification that came to a resource's address; told with the step during which it was noticed. */
export interface NotificationRecorded {
  readonly event: 'notification';
  readonly scenario: string;
  readonly resource: ResourceName;
  readonly step: string;
  readonly notification: ReceivedNotification;
  /** True where it is about a record that is not of this run: then only names and ids of it stand here. */
  readonly foreign?: true;
}

/** A reply besides those that were awaited; told with the step during which it was noticed. */
export interface StrayReplyRecorded {
  readonly event: 'stray-reply';
  readonly scenario: string;
  readonly resource: ResourceName;
  readonly step: string;
  /** The exchange whose request it answers; absent where that is not known. */
  readonly exchange?: string;
  readonly stray: StrayReply;
}

export interface StepFinished {
  readonly event: 'step-finished';
  readonly scenario: string;
  readonly resource: ResourceName;
  readonly phase: Phase;
  readonly step: string;
  readonly title: string;
  readonly verdict: Verdict;
  /** Why it is blocked, skipped or an error. */
  readonly reason?: string;
  /** Why it may be skipped; absent where it was skipped for this record only. */
  readonly exemption?: Exemption;
  readonly checks: readonly CheckResult[];
  /** Ids of the exchanges, last attempt's pages last. */
  readonly exchanges: readonly string[];
}

export interface CheckResult {
  readonly check: string;
  readonly requirements: readonly string[];
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  /** The exchange that the findings point into. */
  readonly exchange?: string;
  readonly reason?: string;
  readonly exemption?: Exemption;
  /** Present where its passing alone fulfils no requirement. */
  readonly condition?: true;
  /** Present where it is about notifications. */
  readonly account?: NotificationAccount;
  /** What it would say of the same replies under other options of the rulings that it asked for, where that differs. */
  readonly rereadings?: readonly Rereading[];
}

/** The verdict under an option that is not in force. */
export interface Rereading {
  readonly ruling: string;
  readonly option: string;
  readonly verdict: Verdict;
}

export interface ScenarioFinished {
  readonly event: 'scenario-finished';
  readonly scenario: string;
  readonly resource: ResourceName;
  readonly reason: 'requested' | 'prerequisite';
  readonly verdict: Verdict;
  readonly why?: string;
  readonly at: string;
  readonly durationMs: number;
}

/** Something of this run that stays at the SUT. */
export interface ResidueFound {
  readonly event: 'residue';
  readonly resource: ResourceName;
  /** Absent: a record. */
  readonly kind?: 'subscription';
  /** Absent where a creation got no clear answer: a record that bears the run id may be there, nobody knows its id. */
  readonly id?: string;
  /** Why it was not deleted. */
  readonly reason: string;
}

export interface RunFinished {
  readonly event: 'run-finished';
  readonly conclusions: readonly Conclusion[];
  readonly requirements: readonly RequirementResult[];
  readonly counts: { readonly exchanges: number; readonly checks: number };
  /** The rulings whose option some check asked for. */
  readonly askedRulings: readonly string[];
  /** Set where the run ended before its plan. */
  readonly ended?: {
    /** `barred`: the broker was reached, and topics are missing or may not be used. */
    readonly reason: 'gone' | 'unreachable' | 'barred' | 'credentials' | 'interrupted' | 'bail' | 'time-limit' | 'kit-error';
    readonly message: string;
  };
  readonly finishedAt: string;
  readonly durationMs: number;
}

export type ConclusionWord = 'conformant' | 'nonconformant' | 'undetermined';

export interface Conclusion {
  readonly scope: Scope;
  /** True where only a part of the scope was asked for: the word then speaks of that part only. */
  readonly partial: boolean;
  readonly conclusion: ConclusionWord;
  /** What decided it: requirement × resource, first by document order. */
  readonly because: readonly {
    readonly requirement?: string;
    readonly resource?: ResourceName;
    readonly scenario?: string;
    readonly verdict: Verdict | 'not exercised';
  }[];
}

/** The worst of all checks that cite a requirement, for one resource. */
export interface RequirementResult {
  readonly requirement: string;
  readonly resource: ResourceName;
  readonly verdict: Verdict | 'not exercised';
  /** Why it was not exercised, or what it rests on. */
  readonly reason?: string;
  /** Present where it was skipped and may be: without one, a requirement that nothing has checked is a gap. */
  readonly exemption?: Exemption;
  /** Where it was checked. */
  readonly steps: readonly StepVerdict[];
  /** The options of rulings under which the same replies give it another verdict. */
  readonly flips?: readonly Flip[];
}

/** Another verdict under another option; `steps` are those whose checks make the difference. */
export interface Flip extends Rereading {
  readonly steps: readonly string[];
}

/** What one step says about a requirement: the worst of its checks that cite it. */
export interface StepVerdict {
  /** `TC_N1/create` */
  readonly step: string;
  readonly verdict: Verdict;
}
