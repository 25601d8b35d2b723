import type { ApiModel } from './api.ts';
import type { ResourceModel } from './resource.ts';

/**
 * The rules of TMF666B v1.1.0 as this server keeps them, written from the document on its own.
 * Comments name the heading each table was read from.
 */

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

/** "… for resource creation" names one attribute in each of the seven tables. */
const EVERYWHERE = { mandatory: ['name'], addresses: ['href'], isTyped: false } as const;

/** "Party Account", "Billing Account" and "Settlement Account MANDATORY AND OPTIONAL ATTRIBUTES" differ in row order only. */
const PARTY_ACCOUNT_RULES = {
  ...EVERYWHERE,
  attributes: {
    ...ACCOUNT,
    paymentStatus: 'text',
    billStructure: 'object',
    paymentPlan: 'structure',
    financialAccount: 'structure',
    defaultPaymentMethod: 'structure',
  },
  // "Non-Patchable Attributes" less the patchable ones, which that table repeats.
  fixed: ['id', 'href', 'accountBalance'],
  timestamp: { name: 'lastModified', isClientSettable: true },
  // "Default Values Summary"
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
  ...EVERYWHERE,
  fixed: ['id', 'href'],
  timestamp: undefined,
  defaults: {},
  startsPeriods: false,
  subAttributes: {},
  notifications: [],
} as const satisfies Omit<ResourceModel, 'name' | 'path' | 'attributes'>;

/** "API MANDATORY AND OPTIONAL RESOURCES", in its order. */
const RESOURCES: readonly ResourceModel[] = [
  { name: 'PartyAccount', path: 'partyAccount', ...PARTY_ACCOUNT_RULES },
  { name: 'BillingAccount', path: 'billingAccount', ...PARTY_ACCOUNT_RULES },
  { name: 'SettlementAccount', path: 'settlementAccount', ...PARTY_ACCOUNT_RULES },
  {
    name: 'FinancialAccount',
    path: 'financialAccount',
    attributes: ACCOUNT,
    ...EVERYWHERE,
    // "/financialAccount/{id}": unlike its siblings, the balance can be patched and lastModified cannot.
    fixed: ['id', 'href', 'lastModified'],
    timestamp: { name: 'lastModified', isClientSettable: false },
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
    // "API MANDATORY AND OPTIONAL NOTIFICATIONS"
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

/** TMF666B v1.1.0. */
export const V1: ApiModel = {
  version: 'v1',
  basePath: '/tmf-api/accountManagement/v1',
  resources: RESOURCES,
  // By the letter PATCH says 201, DELETE 200, and "Other Status Codes: NA" leaves a page of a list 200.
  statuses: { default: { patch: 200, delete: 204, page: 206 }, literal: { patch: 201, delete: 200, page: 200 } },
  // id and href are mandatory in response messages; the test cases want "only" the named attributes.
  unasked: { default: ['id', 'href'], literal: [] },
  eventTypeOf: (resource, kind) => `${resource}${kind}Notification`,
  envelopeOf: (event) => event,
};
