/**
 * The rules of TMF666B v1.1.0 as this server keeps them, written from the document on its own.
 * Comments name the heading each table was read from.
 */

/** What a known attribute must be. The document gives no types: `any` and `structure` are as open as it is. */
export type ValueType = 'text' | 'date-time' | 'integer' | 'object' | 'structure' | 'any';

/** What a notification tells of, in the document's words. */
export type ChangeKind = 'Creation' | 'AttributeValueChange' | 'StateChange' | 'Remove';

export type ResourceName =
  | 'PartyAccount'
  | 'BillingAccount'
  | 'SettlementAccount'
  | 'FinancialAccount'
  | 'BillingCycleSpecification'
  | 'BillFormat'
  | 'BillPresentationMedia';

export interface ResourceModel {
  readonly name: ResourceName;
  /** Path segment, and the member that carries the resource in a notification. */
  readonly path: string;
  /** Known attributes besides id and href; others are accepted and stored. */
  readonly attributes: Readonly<Record<string, ValueType>>;
  /** Non-patchable table less the patchable one, which it repeats. */
  readonly fixed: readonly string[];
  /** Whether `lastModified` exists and, by the letter, whether a client may set it. */
  readonly lastModified: 'none' | 'generated' | 'client-settable';
  /** "Default Values Summary": dotted path to value. */
  readonly defaults: Readonly<Record<string, string>>;
  /** True where `validFor.startDateTime` defaults to the current date. */
  readonly startsPeriods: boolean;
  /** "Additional Rules": context to its mandatory sub-attributes. */
  readonly subAttributes: Readonly<Record<string, readonly string[]>>;
  /** "API MANDATORY AND OPTIONAL NOTIFICATIONS". */
  readonly notifications: readonly ChangeKind[];
}

/** What the four account resources have in common in "… MANDATORY AND OPTIONAL ATTRIBUTES". */
const ACCOUNT = {
  creditLimit: 'any',
  description: 'text',
  lastModified: 'date-time',
  name: 'text',
  state: 'text',
  type: 'text',
  relatedParty: 'structure',
  taxExemption: 'structure',
  contact: 'structure',
  accountBalance: 'any',
  accountRelationship: 'structure',
} as const;

/** "Party Account", "Billing Account" and "Settlement Account MANDATORY AND OPTIONAL ATTRIBUTES" differ in row order only. */
const PARTY_ACCOUNT_RULES = {
  attributes: {
    ...ACCOUNT,
    paymentStatus: 'text',
    billStructure: 'object',
    paymentPlan: 'structure',
    financialAccount: 'structure',
    defaultPaymentMethod: 'structure',
  },
  fixed: ['id', 'href', 'accountBalance'],
  lastModified: 'client-settable',
  defaults: {
    'billStructure.cycleSpecification.name': 'Bill issuer choice',
    'billStructure.format.name': 'Standard invoice',
    'billStructure.presentationMedia.name': 'Electronic invoice',
  },
  startsPeriods: true,
  subAttributes: {},
  notifications: ['AttributeValueChange', 'StateChange'],
} as const satisfies Omit<ResourceModel, 'name' | 'path'>;

/** What the three resources that are no accounts share: no defaults, no additional rules, no notifications. */
const PLAIN_RULES = {
  fixed: ['id', 'href'],
  lastModified: 'none',
  defaults: {},
  startsPeriods: false,
  subAttributes: {},
  notifications: [],
} as const satisfies Omit<ResourceModel, 'name' | 'path' | 'attributes'>;

/** "API MANDATORY AND OPTIONAL RESOURCES", in its order. */
export const RESOURCES: readonly ResourceModel[] = [
  { name: 'PartyAccount', path: 'partyAccount', ...PARTY_ACCOUNT_RULES },
  { name: 'BillingAccount', path: 'billingAccount', ...PARTY_ACCOUNT_RULES },
  { name: 'SettlementAccount', path: 'settlementAccount', ...PARTY_ACCOUNT_RULES },
  {
    name: 'FinancialAccount',
    path: 'financialAccount',
    attributes: ACCOUNT,
    // "/financialAccount/{id}": unlike its siblings, the balance can be patched and lastModified cannot.
    fixed: ['id', 'href', 'lastModified'],
    lastModified: 'generated',
    defaults: {},
    startsPeriods: false,
    // "/financialAccount", Additional Rules. The resource has no paymentPlan of its own; the row is kept for whoever sends one.
    subAttributes: {
      taxExemption: ['issuingJurisdiction', 'validFor'],
      accountRelationship: ['relationshipType', 'validFor'],
      contact: ['contactType', 'validFor'],
      accountBalance: ['type', 'amount', 'validFor', 'status'],
      paymentPlan: ['status', 'amount', 'paymentFrequency', 'validFor', 'paymentMethod'],
    },
    notifications: ['Creation', 'AttributeValueChange', 'StateChange', 'Remove'],
  },
  {
    name: 'BillingCycleSpecification',
    path: 'billingCycleSpecification',
    attributes: {
      billingDateShift: 'integer',
      billingPeriod: 'text',
      chargeDateOffset: 'integer',
      creditDateOffset: 'integer',
      description: 'text',
      frequency: 'text',
      mailingDateOffset: 'integer',
      name: 'text',
      paymentDueDateOffset: 'integer',
      validFor: 'object',
    },
    ...PLAIN_RULES,
  },
  { name: 'BillFormat', path: 'billFormat', attributes: { description: 'text', name: 'text' }, ...PLAIN_RULES },
  {
    name: 'BillPresentationMedia',
    path: 'billPresentationMedia',
    attributes: { description: 'text', name: 'text' },
    ...PLAIN_RULES,
  },
];
