import { describe, expect, it } from 'vitest';
import { bodiesFrom } from '../../../src/core/engine/test-bodies.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import type { ResourceProfile } from '../../../src/core/profile.ts';

const MODEL = {
  list: { filtering: { level: 'M' } },
  create: {
    mandatory: [{ name: 'name' }],
    defaults: [
      { attribute: 'validFor.startDateTime', kind: 'current-date', within: ['contact'] },
      { attribute: 'billStructure.format.name', kind: 'value', value: 'Standard invoice' },
      { attribute: 'billStructure.media.name', kind: 'value', value: 'Electronic invoice' },
      { attribute: 'id', kind: 'generated' },
    ],
    subAttributes: [
      { context: 'contact', mandatory: ['contactType', 'validFor'], applicable: true },
      { context: 'paymentPlan', mandatory: ['status'], applicable: false },
    ],
  },
} as unknown as ResourceProfile;

const CONTACTS = [
  { contactType: 'primary', validFor: { startDateTime: '2018', endDateTime: '2099' } },
  { contactType: 'secondary', validFor: { startDateTime: '2019', endDateTime: '2099' } },
];
const WHOLE: JsonObject = {
  name: 'W',
  description: 'd',
  contact: CONTACTS,
  billStructure: { format: { id: '1', name: 'F', description: 'x' }, media: [{ href: 'h', name: 'M' }, { name: 'N' }] },
};

const bodies = new Map(bodiesFrom(MODEL, WHOLE, { vendorKey: 'k' }));
const body = (name: string, key: string) => (bodies.get(name) as Record<string, Json>)[key];

describe('bodies that lack one thing', () => {
  it('a mandatory attribute', () => {
    const { name: _, ...rest } = WHOLE;
    expect(body('lacking', 'name')).toEqual({ vendorKey: 'k', ...rest });
  });

  it('a mandatory sub-attribute, in the last element of an array; to create with, and to patch with', () => {
    const contact = [CONTACTS[0], { validFor: CONTACTS[1]?.validFor }];
    expect(body('lacking', 'contact.contactType')).toEqual({ vendorKey: 'k', name: 'W-lacking1', contact });
    expect(body('lackingPatches', 'contact.contactType')).toEqual({ contact });
  });

  it('the contents of a structure', () => {
    expect(body('bare', 'billStructure')).toEqual({ vendorKey: 'k', name: 'W-bare1', billStructure: {} });
  });

  it('one default value, and what it could be looked up by; the other parts stay', () => {
    expect(body('partial', 'billStructure.format.name')).toMatchObject({
      name: 'W-partial1',
      billStructure: { format: { description: 'x' }, media: (WHOLE.billStructure as JsonObject).media },
    });
    expect(body('partial', 'billStructure.media.name')).toMatchObject({ billStructure: { media: [{}, {}] } });
    expect(JSON.stringify(body('partial', 'billStructure.media.name'))).not.toMatch(/"href"|"M"|"N"/);
  });

  it('the beginning of a period', () => {
    const contact = CONTACTS.map((each) => ({ ...each, validFor: { endDateTime: '2099' } }));
    const path = 'contact.validFor.startDateTime';
    expect(body('undated', path)).toEqual({ vendorKey: 'k', name: 'W-undated1', contact });
    expect(body('undatedPatches', path)).toEqual({ contact });
  });
});

describe('bodies that lack nothing', () => {
  it('keep the rules of every context that the resource has', () => {
    expect(bodies.get('sound')).toEqual({ vendorKey: 'k', name: 'W-sound', contact: CONTACTS });
    expect(bodies.get('complete')).toEqual({ contact: { contact: CONTACTS } });
  });

  it('narrow a list to the record, where filtering is demanded (AMB-R21)', () => {
    expect(bodies.get('narrow')).toEqual({ name: 'W' });
    const elsewhere = { ...MODEL, list: { filtering: { level: 'O' } } } as unknown as ResourceProfile;
    expect(new Map(bodiesFrom(elsewhere, WHOLE, {})).get('narrow')).toEqual({});
  });
});
