/** What a known attribute must be. Where a document gives no type, `any` and `structure` are as open as it is. */
export type ValueType = 'text' | 'date-time' | 'integer' | 'object' | 'structure' | 'any';

/** What a notification tells of. Each model has its own words for it: `Creation` is `Create` in v5. */
export type ChangeKind = 'Creation' | 'AttributeValueChange' | 'StateChange' | 'Remove';

export type ResourceName =
  | 'PartyAccount'
  | 'BillingAccount'
  | 'SettlementAccount'
  | 'FinancialAccount'
  | 'BillingCycleSpecification'
  | 'BillFormat'
  | 'BillPresentationMedia';

/** The rules that a server keeps for one resource. */
export interface ResourceModel {
  readonly name: ResourceName;
  /** Path segment, and the member that carries the resource in a notification. */
  readonly path: string;
  /** Known attributes besides id and href; others are accepted and stored. */
  readonly attributes: Readonly<Record<string, ValueType>>;
  /** Without these nothing is created, and they cannot be patched away. */
  readonly mandatory: readonly string[];
  /** What a patch cannot change. */
  readonly fixed: readonly string[];
  /** Where the server notes when it last changed a record. */
  readonly timestamp: Timestamp | undefined;
  /** Made whenever a record is shown, and never stored. */
  readonly addresses: readonly string[];
  /** True where a record that comes without `@type` is given the name of the resource. */
  readonly isTyped: boolean;
  /** Dotted path to the value that it has by default. */
  readonly defaults: Readonly<Record<string, string>>;
  /** True where `validFor.startDateTime` defaults to the current date. */
  readonly startsPeriods: boolean;
  /** Context to its mandatory sub-attributes. */
  readonly subAttributes: Readonly<Record<string, readonly string[]>>;
  /** The changes that are told of. */
  readonly notifications: readonly ChangeKind[];
}

interface Timestamp {
  readonly name: 'lastModified' | 'lastUpdate';
  /** Whether, by the letter of the document, a client may set it. */
  readonly isClientSettable: boolean;
}
