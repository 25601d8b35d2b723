import type { ApiModel } from './api.ts';
import type { ChangeKind, ResourceModel, ValueType } from './resource.ts';

/**
 * The rules of the TMF666 v5.0.0 guide as this server keeps them, written from the document on its own. Comments name
 * the heading each table was read from. The guide has no default values and no rules on sub-attributes: the sentences
 * on them under "Updates partially a …" refer to tables that are not there.
 */

/** "BillFormat fields" and its siblings end with these rows. */
const EXTENSIBLE = { '@baseType': 'text', '@schemaLocation': 'text', '@type': 'text' } as const;

/** "Account sub-resource fields". Samples hold arrays where the table says "A Contact". */
const ACCOUNT = {
  ...EXTENSIBLE,
  accountBalance: 'structure',
  accountRelationship: 'structure',
  accountType: 'text',
  contact: 'structure',
  creditLimit: 'object',
  description: 'text',
  lastUpdate: 'date-time',
  name: 'text',
  relatedParty: 'structure',
  state: 'text',
  taxExemption: 'structure',
} as const satisfies Record<string, ValueType>;

/** "PartyAccount fields". */
const PARTY_ACCOUNT = {
  ...ACCOUNT,
  billStructure: 'object',
  defaultPaymentMethod: 'object',
  financialAccount: 'object',
  paymentPlan: 'structure',
  paymentStatus: 'text',
} as const satisfies Record<string, ValueType>;

const COMMON = {
  addresses: ['href', 'topicRef'],
  isTyped: true,
  defaults: {},
  startsPeriods: false,
  subAttributes: {},
} as const;

/** "Non Patchable Attributes" of every resource. */
const FIXED = ['@baseType', '@schemaLocation', '@type', 'href', 'id'];

/** The four accounts: two "Mandatory Attributes", lastUpdate as one more that cannot be patched, and a state. */
const ACCOUNT_RULES = {
  ...COMMON,
  mandatory: ['name', 'relatedParty'],
  fixed: [...FIXED, 'lastUpdate'],
  timestamp: { name: 'lastUpdate', isClientSettable: false },
  notifications: ['Creation', 'Remove', 'AttributeValueChange', 'StateChange'],
} as const satisfies Partial<ResourceModel>;

/** The other three. A state change event is defined for them as well, and they have no state that could change. */
const PLAIN_RULES = {
  ...COMMON,
  mandatory: ['name'],
  fixed: FIXED,
  timestamp: undefined,
  notifications: ['Creation', 'Remove', 'AttributeValueChange'],
} as const satisfies Partial<ResourceModel>;

const RESOURCES: readonly ResourceModel[] = [
  { name: 'PartyAccount', path: 'partyAccount', attributes: PARTY_ACCOUNT, ...ACCOUNT_RULES },
  // "BillingAccount fields" adds a row to those of the party account.
  { name: 'BillingAccount', path: 'billingAccount', attributes: { ...PARTY_ACCOUNT, ratingType: 'text' }, ...ACCOUNT_RULES },
  { name: 'SettlementAccount', path: 'settlementAccount', attributes: PARTY_ACCOUNT, ...ACCOUNT_RULES },
  { name: 'FinancialAccount', path: 'financialAccount', attributes: ACCOUNT, ...ACCOUNT_RULES },
  {
    name: 'BillFormat',
    path: 'billFormat',
    attributes: { ...EXTENSIBLE, description: 'text', name: 'text' },
    ...PLAIN_RULES,
  },
  {
    name: 'BillPresentationMedia',
    path: 'billPresentationMedia',
    attributes: { ...EXTENSIBLE, description: 'text', name: 'text' },
    ...PLAIN_RULES,
  },
  {
    name: 'BillingCycleSpecification',
    path: 'billingCycleSpecification',
    attributes: {
      ...EXTENSIBLE,
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
];

/** "28 notifications are defined for this API": Create, Delete, Attribute Value Change and State Change Event of each resource. */
const EVENT_WORDS: Readonly<Record<ChangeKind, string>> = {
  Creation: 'Create',
  Remove: 'Delete',
  AttributeValueChange: 'AttributeValueChange',
  StateChange: 'StateChange',
};

/** The statuses of the samples are the same by any reading. */
const STATUSES = { patch: 200, delete: 204, page: 200 };

const REPORTER = { '@type': 'ReportingResource', '@referredType': 'LogicalResource', id: 'tmf666-reference', name: 'reference' };

/** TMF666 v5.0.0. */
export const V5: ApiModel = {
  version: 'v5',
  basePath: '/tmf-api/accountManagement/v5',
  resources: RESOURCES,
  statuses: { default: STATUSES, literal: STATUSES },
  // Samples of reduced lists bring these along, though nobody asked for them.
  unasked: { default: ['@type', 'id', 'href', 'topicRef'], literal: ['@type', 'id'] },
  eventTypeOf: (resource, kind) => `${resource}${EVENT_WORDS[kind]}Event`,
  envelopeOf: ({ eventId, eventTime, eventType, event }) => ({
    '@type': eventType,
    '@baseType': 'Event',
    correlationId: eventId,
    description: `${eventType} of the reference implementation`,
    domain: 'Commercial',
    eventId,
    eventTime,
    eventType,
    priority: '5',
    timeOccurred: eventTime,
    title: eventType,
    event,
    reportingSystem: REPORTER,
    source: REPORTER,
  }),
};
