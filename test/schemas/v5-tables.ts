/** The field tables of the v5 guide: class → attributes with their types, as printed; `@` stands for the three of all classes. */
export const TABLES: Readonly<Record<string, string>> = {
  Account:
    'accountBalance AccountBalance, accountRelationship AccountRelationship, accountType String, contact Contact, creditLimit Money, description String, href String, id String, lastUpdate DateTime, name String, relatedParty RelatedPartyRefOrPartyRoleRef, state String, taxExemption TaxExemptionCertificate, topicRef String, @',
  AccountBalance: 'amount Money, balanceType String, id String, validFor TimePeriod, @',
  AccountRef: 'href String, id String, name String, topicRef String, @referredType String, @',
  AccountRelationship:
    'account AccountRef, href String, id String, relationshipType String, topicRef String, validFor TimePeriod, @',
  Attachment:
    'attachmentType String, content Base64, description String, href String, id String, contentType String, name String, size Quantity, topicRef String, url String, validFor TimePeriod, @',
  AttachmentRef: 'description String, href String, id String, name String, topicRef String, url String, @referredType String, @',
  BillFormat: 'description String, href String, id String, name String, topicRef String, @',
  BillFormatRef: 'href String, id String, name String, topicRef String, @referredType String, @',
  BillPresentationMedia: 'description String, href String, id String, name String, topicRef String, @',
  BillPresentationMediaRef: 'href String, id String, name String, topicRef String, @referredType String, @',
  BillStructure:
    'cycleSpecification BillingCycleSpecificationRefOrValue, format BillFormatRefOrValue, presentationMedia BillPresentationMediaRefOrValue, @',
  BillingAccount: 'ratingType String',
  BillingCycleSpecification:
    'billingDateShift Integer, billingPeriod String, chargeDateOffset Integer, creditDateOffset Integer, description String, frequency String, href String, id String, mailingDateOffset Integer, name String, paymentDueDateOffset Integer, topicRef String, validFor TimePeriod, @',
  BillingCycleSpecificationRef: 'href String, id String, name String, topicRef String, @referredType String, @',
  Contact:
    'contactMedium ContactMedium, contactName String, contactType String, id String, partyRoleType String, relatedParty RelatedPartyRefOrPartyRoleRef, validFor TimePeriod, @',
  ContactMedium: 'contactType String, id String, preferred Boolean, validFor TimePeriod, @',
  EmailContactMedium: 'emailAddress String',
  FaxContactMedium: 'faxNumber String',
  FinancialAccount: '',
  FinancialAccountRef: 'href String, id String, name String, topicRef String, @referredType String, @',
  GeographicAddressContactMedium:
    'city String, country String, geographicAddress GeographicAddressRef, postCode String, stateOrProvince String, street1 String, street2 String',
  GeographicAddressRef: 'href String, id String, name String, topicRef String, @referredType String, @',
  PartyAccount:
    'billStructure BillStructure, defaultPaymentMethod PaymentMethodRef, financialAccount FinancialAccountRef, paymentPlan PaymentPlan, paymentStatus String',
  PartyRef: 'href String, id String, name String, topicRef String, @referredType String, @',
  PartyRoleRef: 'href String, id String, name String, partyId String, partyName String, topicRef String, @referredType String, @',
  PaymentMethodRef: 'href String, id String, name String, topicRef String, @referredType String, @',
  PaymentPlan:
    'id String, numberOfPayments Integer, paymentFrequency String, paymentMethod PaymentMethodRef, planType String, priority Integer, status String, totalAmount Money, validFor TimePeriod, @',
  PhoneContactMedium: 'phoneNumber String',
  RelatedPartyRefOrPartyRoleRef: 'partyOrPartyRole PartyRefOrPartyRoleRef, role String, @',
  SettlementAccount: '',
  SocialContactMedium: 'socialNetworkId String',
  TaxDefinition:
    'id String, jurisdictionLevel String, jurisdictionName String, name String, taxType String, validFor TimePeriod, @',
  TaxExemptionCertificate:
    'attachment AttachmentRefOrValue, certificateNumber String, id String, issuingJurisdiction String, reason String, taxDefinition TaxDefinition, validFor TimePeriod, @',
};

/** Class → the class that it specialises, whose attributes it has too. */
const SUPER: Readonly<Record<string, string>> = {
  PartyAccount: 'Account',
  BillingAccount: 'PartyAccount',
  SettlementAccount: 'PartyAccount',
  FinancialAccount: 'Account',
  EmailContactMedium: 'ContactMedium',
  FaxContactMedium: 'ContactMedium',
  GeographicAddressContactMedium: 'ContactMedium',
  PhoneContactMedium: 'ContactMedium',
  SocialContactMedium: 'ContactMedium',
};

const EVERYWHERE = '@baseType String, @schemaLocation String, @type String';

/** Attribute → type of a class, with what it inherits. */
export function attributesOf(name: string): Readonly<Record<string, string>> {
  const inherited = SUPER[name] === undefined ? {} : attributesOf(SUPER[name]);
  const rows = (TABLES[name] ?? '').replace(/@$/, EVERYWHERE).split(', ').filter(Boolean);
  return { ...inherited, ...Object.fromEntries(rows.map((row) => row.split(' '))) };
}
