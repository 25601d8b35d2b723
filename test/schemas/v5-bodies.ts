import type { Json, JsonObject } from '../../src/core/json.ts';

const period = { startDateTime: '2018-06-13T00:00:00.000Z', endDateTime: '2098-01-10T00:00:00.000Z' };
const money = { unit: 'USD', value: 53.29 };
const meta = { '@baseType': 'Base', '@schemaLocation': 'https://host/schema.json' };
const addressable = (id: string) => ({ ...meta, id, href: `https://host/${id}`, topicRef: `kafka://host/${id}` });
const entity = (id: string) => ({ ...addressable(id), name: `Name ${id}` });
const reference = (type: string) => ({ ...entity(type), '@type': type, '@referredType': 'Further' });
const medium = (type: string, attributes: JsonObject) => ({
  ...meta,
  '@type': type,
  id: '1',
  contactType: 'professional',
  preferred: true,
  validFor: period,
  ...attributes,
});

const billFormat: JsonObject = { ...entity('8718'), '@type': 'BillFormat', description: 'One page' };

const billPresentationMedia: JsonObject = { ...entity('4506'), '@type': 'BillPresentationMedia', description: 'On paper' };

const billingCycleSpecification: JsonObject = {
  ...entity('4556'),
  '@type': 'BillingCycleSpecification',
  billingDateShift: 20,
  billingPeriod: 'month',
  chargeDateOffset: 5,
  creditDateOffset: 5,
  description: 'Cycle 5th of month',
  frequency: 'monthly',
  mailingDateOffset: -3,
  paymentDueDateOffset: 30,
  validFor: period,
};

const attachment: JsonObject = {
  ...entity('654'),
  '@type': 'Attachment',
  attachmentType: 'taxExemptionCertificate',
  content: 'JVBERi0xLjQ=',
  contentType: 'application/pdf',
  mimeType: 'application/pdf',
  description: 'Certificate',
  size: { amount: 12, units: 'kB' },
  url: 'https://host/654.pdf',
  validFor: period,
};

const taxExemption = (document: JsonObject): JsonObject => ({
  ...meta,
  '@type': 'TaxExemptionCertificate',
  id: '1',
  attachment: document,
  certificateNumber: '45678889876',
  issuingJurisdiction: 'USA',
  reason: 'Embassy',
  taxDefinition: [
    {
      ...meta,
      '@type': 'TaxDefinition',
      id: '96',
      jurisdictionLevel: 'Country',
      jurisdictionName: 'USA',
      name: 'Value Added Tax',
      taxType: 'federalVat',
      validFor: period,
    },
  ],
  validFor: period,
});

const relatedParty = (party: JsonObject): JsonObject => ({
  ...meta,
  '@type': 'RelatedPartyRefOrPartyRoleRef',
  role: 'owner',
  partyOrPartyRole: party,
});

const partyRole: JsonObject = { ...reference('PartyRoleRef'), partyId: '4665', partyName: 'John Doe Ltd' };

/** Every attribute of the guide's tables, and every branch of every union. */
const financialAccount: JsonObject = {
  ...entity('1041'),
  '@type': 'FinancialAccount',
  accountBalance: [
    { ...meta, '@type': 'AccountBalance', id: '1', amount: money, balanceType: 'DepositBalance', validFor: period },
  ],
  accountRelationship: [
    {
      ...addressable('7'),
      '@type': 'AccountRelationship',
      account: reference('AccountRef'),
      relationshipType: 'contains',
      validFor: period,
    },
  ],
  accountType: 'joint',
  contact: [
    {
      ...meta,
      '@type': 'Contact',
      id: '1',
      contactName: 'Anna Cristal',
      contactType: 'primary',
      partyRoleType: 'Publisher',
      validFor: period,
      relatedParty: relatedParty(reference('PartyRef')),
      contactMedium: [
        medium('EmailContactMedium', { emailAddress: 'anna@example.com' }),
        medium('FaxContactMedium', { faxNumber: '+33 1 23' }),
        medium('GeographicAddressContactMedium', {
          city: 'Paris',
          country: 'France',
          geographicAddress: reference('GeographicAddressRef'),
          postCode: '75014',
          stateOrProvince: 'Île-de-France',
          street1: '15 Rue des Canards',
          street2: 'Second floor',
        }),
        medium('PhoneContactMedium', { phoneNumber: '+33 1 24' }),
        medium('SocialContactMedium', { socialNetworkId: '@anna' }),
      ],
    },
  ],
  creditLimit: money,
  description: 'This account …',
  lastUpdate: '2018-06-14T00:00:00.000Z',
  relatedParty: [relatedParty(reference('PartyRef')), relatedParty(partyRole)],
  state: 'Active',
  taxExemption: [
    taxExemption(attachment),
    taxExemption({ ...reference('AttachmentRef'), description: 'Certificate', url: 'https://host/654.pdf' }),
  ],
};

export const partyAccount: JsonObject = {
  ...financialAccount,
  '@type': 'PartyAccount',
  billStructure: {
    ...meta,
    '@type': 'BillStructure',
    cycleSpecification: billingCycleSpecification,
    format: billFormat,
    presentationMedia: [billPresentationMedia, reference('BillPresentationMediaRef')],
  },
  defaultPaymentMethod: reference('PaymentMethodRef'),
  financialAccount: reference('FinancialAccountRef'),
  paymentPlan: [
    {
      ...meta,
      '@type': 'PaymentPlan',
      id: '1',
      numberOfPayments: 12,
      paymentFrequency: 'monthly',
      paymentMethod: reference('PaymentMethodRef'),
      planType: 'regular',
      priority: 1,
      status: 'Effective',
      totalAmount: money,
      validFor: period,
    },
  ],
  paymentStatus: 'due',
};

/** With the other branches of the bill structure's unions. */
const settlementAccount: JsonObject = {
  ...partyAccount,
  '@type': 'SettlementAccount',
  billStructure: {
    '@type': 'BillStructure',
    cycleSpecification: reference('BillingCycleSpecificationRef'),
    format: reference('BillFormatRef'),
  },
};

/** Resource → a representation with everything. */
export const WHOLE: Readonly<Record<string, JsonObject>> = {
  PartyAccount: partyAccount,
  BillingAccount: { ...partyAccount, '@type': 'BillingAccount', ratingType: 'postpaid' },
  SettlementAccount: settlementAccount,
  FinancialAccount: financialAccount,
  BillingCycleSpecification: billingCycleSpecification,
  BillFormat: billFormat,
  BillPresentationMedia: billPresentationMedia,
};

/** A copy with another value at the place of a pointer, and only there. */
export function replacedAt(whole: Json, pointer: string, value: Json): Json {
  // a structured clone would keep structures that stand in several places one
  const copy: Json = JSON.parse(JSON.stringify(whole));
  const segments = pointer.split('/').slice(1);
  const last = segments.pop() ?? '';
  const holder = segments.reduce<Json>((node, segment) => (node as JsonObject)[segment] ?? null, copy);
  (holder as Record<string, Json>)[last] = value;
  return copy;
}
