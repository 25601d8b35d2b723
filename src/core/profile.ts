import type { Exempt } from './exemption.ts';
import type { Json, JsonObject } from './json.ts';

/** Resource name as the document writes it: `PartyAccount`. */
export type ResourceName = string;

/** M or O, as the document's tables print it. */
export type Level = 'M' | 'O';

/**
 * What a standard demands, as data: one YAML file of `profiles/`, whose format
 * `schemas/profile.schema.json` describes. Headings and rows follow the source document in its order.
 */
export interface Profile {
  readonly format: 'ctk-profile/1';
  readonly id: string;
  readonly title: string;
  readonly document: SourceDocument;
  /** Folder below `schemas/` with one reply schema per resource. */
  readonly replySchemas: string;
  /** What the profile was made of, where its document is no conformance profile: shown in every report. */
  readonly derivedFrom?: string;
  /** Headings of the document that several requirements cite, by short name. */
  readonly clauses: Readonly<Record<ClauseName, string>>;
  readonly bindings: Bindings;
  readonly operations: Readonly<Record<HttpMethod, OperationRow>>;
  readonly statusPatterns: Readonly<Record<HttpMethod, StatusPattern>>;
  readonly getDefinitions: readonly Statement[];
  /** In the document's order. */
  readonly resources: Readonly<Record<ResourceName, ResourceProfile>>;
  readonly notifications: NotificationModel;
  /** What holds for every message of a protocol that the document defines itself. */
  readonly messages?: MessageRules;
  readonly testCases: TestCases;
  readonly rulings: readonly Ruling[];
  /** The kit's own part: what it sends. Not from the document. */
  readonly testData: TestData;
  /** What the readings in force add; a file has nothing of it. */
  readonly asRead?: AsRead;
}

/** What options of rulings say that no table of a profile has a place for. */
export interface AsRead {
  /** Requirements that nothing has to check at some resources. */
  readonly exempt?: readonly (Exempt & { readonly requirement: string; readonly resources: readonly ResourceName[] })[];
  /** The resources that the test cases are for; absent: all (AMB-R23). */
  readonly testCaseResources?: readonly ResourceName[];
  /** True where `fields` is tried with the attributes of the test cases only (AMB-R22). */
  readonly quickSelection?: boolean;
  /** True where the rules for creations are not tried by patches (AMB-R30). */
  readonly patchRulesUntried?: boolean;
  /** Resource → contexts of rules that it has no attribute for, with a value (AMB-R25). */
  readonly contexts?: Readonly<Record<ResourceName, JsonObject>>;
}

export type HttpMethod = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export type ClauseName = 'resources' | 'notifications' | 'operations' | 'get' | 'post' | 'patch' | 'delete' | 'testCases';

export interface SourceDocument {
  readonly number: string;
  readonly version: string;
  readonly title: string;
  readonly release: string;
  readonly published: string;
  readonly status: string;
}

/** The protocol that the document speaks of. */
export type Bindings =
  | { readonly rest: RestBinding; readonly kafka?: undefined }
  | { readonly kafka: KafkaBinding; readonly rest?: undefined };

/** What names a resource in paths and in notifications: `partyAccount`. Empty for a resource that there is not. */
export function segmentOf({ bindings }: Profile, resource: ResourceName): string {
  return (bindings.rest?.paths ?? bindings.kafka?.members)?.[resource] ?? '';
}

/** How operations map to topics. Names stand without the operator's prefix. */
export interface KafkaBinding {
  /** What names each resource in paths of `href` and in notifications, `partyAccount`. */
  readonly members: Readonly<Record<ResourceName, string>>;
  readonly topics: Readonly<Record<ResourceName, ResourceTopics>>;
}

/** The topics of one resource: two for each command, and one for its notifications. */
export interface ResourceTopics {
  readonly commands: Readonly<Record<Command, { readonly request: string; readonly reply: string }>>;
  readonly notifications: string;
}

/** What can be asked of a resource over Kafka. */
export type Command = 'create' | 'list' | 'retrieve' | 'patch' | 'delete';

/** How operations map to HTTP. */
export interface RestBinding {
  /** Path segment of each resource, `partyAccount`. */
  readonly paths: Readonly<Record<ResourceName, string>>;
  /** True where a change may be answered 202, to be followed by asking the monitor that the answer names. */
  readonly acceptsLater?: boolean;
}

/** A row of the operations table: GET is M for all resources. */
export interface OperationRow {
  readonly level: Level;
  readonly resources: readonly ResourceName[];
  readonly comment: string;
  readonly ruling?: string;
}

/** "All the … operations share the same status code pattern". */
export interface StatusPattern {
  /** The level in the pattern table's first row; for PATCH and DELETE it contradicts the operations table (AMB-R01). */
  readonly printedLevel: Level;
  readonly success: number;
  readonly successLevel: Level;
  /** Further statuses that count, with a remark, under the default reading. */
  readonly tolerated?: readonly number[];
  readonly ruling?: string;
}

/** One normative sentence outside the tables. `text` is in the project's own words. */
export interface Statement {
  readonly id: string;
  readonly level: Level;
  readonly text: string;
  readonly rulings?: readonly string[];
  /** True where the kit assesses it only at compliance level L1 (AMB-R21). */
  readonly atL1?: boolean;
}

export interface ResourceProfile {
  readonly level: Level;
  readonly attributes: { readonly clause: string; readonly rows: readonly AttributeRow[] };
  readonly list: GetOperation;
  readonly retrieve: GetOperation;
  readonly create: CreateOperation;
  readonly patch: PatchOperation;
  readonly delete: { readonly clause: string };
}

export interface AttributeRow {
  readonly name: string;
  readonly level: Level;
  /** When the level holds; the row is optional otherwise. Absent: always. */
  readonly when?: 'in response messages' | 'for resource creation';
  readonly comment?: string;
  /** Optional, and yet its absence is a remark: the ruling that says so. */
  readonly expectedBy?: string;
}

export interface GetOperation {
  readonly clause: string;
  readonly attributeSelection: Level;
  readonly filtering: {
    readonly level: Level;
    /** The compliance level at which filtering is mandatory; optional at others. */
    readonly mandatoryAt?: 'L1';
    /** What is filtered: the entities of a list, or sub-resources of one entity. */
    readonly of: 'entities' | 'sub-resources';
  };
}

export interface CreateOperation {
  readonly clause: string;
  readonly mandatory: readonly CreationRow[];
  readonly optional: readonly CreationRow[];
  /** "It is up to an implementer to add additional mandatory attributes." */
  readonly implementerMayAddMandatory: boolean;
  readonly defaults: readonly DefaultValue[];
  readonly subAttributes: readonly SubAttributeRule[];
}

export interface CreationRow {
  readonly name: string;
  readonly defaultValue?: string;
  readonly rule?: string;
}

/** A row of a "Default Values Summary". `kind` tells how a server makes the value. */
export type DefaultValue =
  | { readonly attribute: string; readonly kind: 'value'; readonly value: string; readonly ruling?: string }
  | {
      readonly attribute: string;
      readonly kind: 'current-date';
      /** The sub-resources in which it is tried. */
      readonly within: readonly string[];
      readonly ruling?: string;
    }
  | { readonly attribute: string; readonly kind: 'generated'; readonly ruling?: string };

/** A row of the "Additional Rules" table: sub-attributes that are mandatory within a context. */
export interface SubAttributeRule {
  readonly context: string;
  readonly mandatory: readonly string[];
  /** False where the resource cannot have the context (AMB-R25); the row is kept and not assessed. */
  readonly applicable: boolean;
  /** True where the table is another resource's: breaking the rule is a remark (AMB-R25). */
  readonly advisory?: boolean;
  readonly ruling?: string;
}

export interface PatchOperation {
  readonly clause: string;
  readonly mergePatch: Level;
  readonly jsonPatch: Level;
  readonly sameRulesAsCreate: boolean;
  readonly adminOnly: boolean;
  readonly patchable: readonly string[];
  /** By ruling AMB-R05 the printed table less the patchable one. */
  readonly nonPatchable: readonly string[];
  /** Those of them that another document of the same version lets be patched (AMB-R66). */
  readonly disputed?: readonly string[];
}

export interface NotificationModel {
  readonly payload: Statement;
  /** `whole`: every attribute that a retrieval shows (AMB-R33); `changed`: what the change is about (AMB-A20). */
  readonly completeness: 'whole' | 'changed';
  readonly rows: readonly NotificationRow[];
}

export interface NotificationRow {
  readonly name: string;
  readonly level: Level;
  readonly resource: ResourceName;
  /** Why it is never awaited: the resource has no such change (AMB-A21). */
  readonly never?: string;
}

/** Statements about every message, their requirement ids `message.<id>`. */
export interface MessageRules {
  readonly clause: string;
  readonly statements: readonly MessageStatement[];
}

export interface MessageStatement extends Statement {
  /** The check that judges it at every reply; absent where a scenario does it. */
  readonly check?: string;
}

/** The certification test cases and each of their expectations. */
export interface TestCases {
  /** The resource that the document words them for; the others replace its name. */
  readonly printedFor: ResourceName;
  /** What holds for all of them; it binds the tester, so no exchange shows it. */
  readonly general: readonly Statement[];
  readonly cases: readonly TestCase[];
}

export interface TestCase {
  readonly id: string;
  /** As the document names it: `TC_Trou_N1`. */
  readonly printedId: string;
  readonly title: string;
  readonly statements: readonly TestCaseStatement[];
}

/** An expectation of a test case; its requirement id is `<case>.<id>`. */
export interface TestCaseStatement extends Statement {
  /** What makes it mandatory where the document only implies it: a ruling. */
  readonly impliedBy?: string;
}

/** How an ambiguity of the document is read. The long explanation is in the product's `docs/rulings.md`. */
export interface Ruling {
  readonly id: string;
  readonly title: string;
  /** Option name → what it means. Every ruling has `default`. */
  readonly options: Readonly<Record<string, string>>;
  /** The option that `--reading literal` takes; absent where the literal wording cannot be executed, or there is none. */
  readonly literal?: string;
  /** Why the printed wording cannot be executed, so that even `--reading literal` keeps the default. */
  readonly unexecutable?: string;
  /** Requirements that it decides besides those that cite it: ids, where a final `*` stands for any ending. */
  readonly decides?: readonly string[];
}

/** What the kit sends, and which attribute plays which part in the test cases. */
export interface TestData {
  /** Attributes that a server may manage itself: another value is a remark (AMB-R56). */
  readonly serverManaged: readonly string[];
  readonly resources: Readonly<Record<ResourceName, ResourceTestData>>;
}

export interface ResourceTestData {
  /** Creation bodies by name; `${run}` stands for the run id. */
  readonly fixtures: Readonly<Record<string, JsonObject>>;
  /** Path of a patchable attribute → the value that a patch gives it: another one than the fixture `whole` has. */
  readonly changes?: JsonObject;
  /** Non-patchable attribute → a value that a patch must not give it. */
  readonly forbidden?: JsonObject;
  /** Attribute names by role, first choice first. */
  readonly roles: Readonly<Record<string, readonly string[]>>;
  /** Other values that scenarios refer to by name. */
  readonly values?: Readonly<Record<string, Json>>;
}
