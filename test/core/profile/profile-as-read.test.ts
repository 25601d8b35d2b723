import { describe, expect, it } from 'vitest';
import { tablesFor } from '../../../src/core/engine/fixtures.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { deriveRequirements } from '../../../src/core/profile/derive-requirements.ts';
import { readProfile, TABLE_RULINGS } from '../../../src/core/profile/profile-as-read.ts';
import { PROFILES, readProfile as readPrinted } from '../../support/profile-file.ts';
import { readWholeProfile } from '../../support/whole-profile.ts';

const NO_CHANGES = { additionalMandatory: {}, values: {}, roles: {}, supplied: {} };
const ACCOUNTS = ['PartyAccount', 'BillingAccount', 'SettlementAccount', 'FinancialAccount'];
const PARTY_ACCOUNTS = ACCOUNTS.slice(0, 3);

/** What the printed profile becomes under these options. */
function read(options: Readonly<Record<string, string>> = {}) {
  const profile = readProfile(readPrinted(), options);
  const requirements = deriveRequirements(profile);
  const find = (id: string) => requirements.find((requirement) => requirement.id === id);
  return {
    profile,
    requirements,
    /** Where a requirement holds. */
    at: (id: string) => Object.keys(find(id)?.clauses ?? {}),
    /** Where nothing has to check it, by the kind of excuse. */
    excused: (id: string) =>
      Object.fromEntries(Object.entries(find(id)?.exempt ?? {}).map(([at, { exemption }]) => [at, exemption])),
    level: (id: string) => find(id)?.level,
    /** The names of the rows of a table. */
    rows: (resource: string, table: string) => {
      const rows = tablesFor(profile, NO_CHANGES)[resource]?.[table] as readonly (string | JsonObject)[];
      return rows.map((row) => (typeof row === 'string' ? row : String(row.id)));
    },
    data: (resource: string) => profile.testData.resources[resource],
  };
}

it('every table ruling is one of the profile, with the options that are changed', async () => {
  const profiles = await Promise.all(PROFILES.map(readWholeProfile));
  const rulings = profiles.flatMap((profile) => profile.rulings);
  for (const id of TABLE_RULINGS)
    expect(Object.keys(rulings.find((ruling) => ruling.id === id)?.options ?? {}).length, id).toBeGreaterThan(1);
});

it('the printed profile is left as it is', () => {
  const printed = readPrinted();
  readProfile(printed, Object.fromEntries(TABLE_RULINGS.map((id) => [id, 'literal'])));
  expect(printed).toEqual(readPrinted());
});

describe('AMB-A01', () => {
  const async = () => readPrinted('tmf666-async-5.0.0');
  const types = ({ testData }: ReturnType<typeof async>) =>
    JSON.stringify(testData)
      .match(/"@type":"TaxExemption[A-Za-z]*"/g)
      ?.sort() ?? [];

  it('gives every tax exemption that is sent the type of the samples when read as samples', () => {
    const printed = types(readProfile(async(), {}));
    expect(printed.length).toBeGreaterThan(3);
    expect(new Set(printed)).toEqual(new Set(['"@type":"TaxExemptionCertificate"']));
    const read = types(readProfile(async(), { 'AMB-A01': 'samples' }));
    expect(read).toHaveLength(printed.length);
    expect(new Set(read)).toEqual(new Set(['"@type":"TaxExemption"']));
  });

  it('changes nothing else', () => {
    const sent = JSON.stringify(readProfile(async(), { 'AMB-A01': 'samples' }));
    expect(sent.replaceAll('"@type":"TaxExemption"', '"@type":"TaxExemptionCertificate"')).toBe(
      JSON.stringify(readProfile(async(), {})),
    );
  });
});

describe('AMB-R06', () => {
  it('lets the balance of a financial account be patched, as printed', () => {
    const { rows, at } = read();
    expect(rows('FinancialAccount', 'patchable')).toContain('accountBalance');
    expect(rows('FinancialAccount', 'nonPatchable')).toEqual(['id', 'href', 'lastModified']);
    expect(at('patch.non-patchable.accountBalance')).toEqual(PARTY_ACCOUNTS);
  });

  it('fixes it everywhere when read as nonPatchable, with a value that must not be taken', () => {
    const { rows, at, data } = read({ 'AMB-R06': 'nonPatchable' });
    expect(rows('FinancialAccount', 'patchable')).not.toContain('accountBalance');
    expect(rows('FinancialAccount', 'nonPatchable')).toEqual(['id', 'href', 'lastModified', 'accountBalance']);
    expect(at('patch.non-patchable.accountBalance')).toEqual(ACCOUNTS);
    expect(at('patch.patchable.accountBalance')).toEqual([]);
    expect(data('FinancialAccount')?.forbidden?.accountBalance).toEqual(data('FinancialAccount')?.changes?.accountBalance);
    expect(data('PartyAccount')?.forbidden).toEqual(read().data('PartyAccount')?.forbidden);
  });
});

describe('AMB-R07', () => {
  it('sends lastModified nowhere, and excuses what the tables say of it', () => {
    const { rows, excused } = read();
    for (const account of ACCOUNTS) expect(rows(account, 'optional'), account).not.toContain('lastModified');
    for (const account of PARTY_ACCOUNTS) expect(rows(account, 'patchable'), account).not.toContain('lastModified');
    expect(Object.values(excused('patch.patchable.lastModified'))).toEqual(['wire', 'wire', 'wire']);
    expect(Object.keys(excused('create.optional.lastModified'))).toEqual(ACCOUNTS);
  });

  it('by the letter sends it and patches it where the tables let a client', () => {
    const { rows, excused, data } = read({ 'AMB-R07': 'literal' });
    for (const account of PARTY_ACCOUNTS) {
      expect(rows(account, 'optional'), account).toContain('lastModified');
      expect(rows(account, 'patchable'), account).toContain('lastModified');
      expect(data(account)?.changes?.lastModified).not.toEqual(data(account)?.fixtures.whole?.lastModified);
    }
    expect(rows('FinancialAccount', 'optional')).not.toContain('lastModified');
    expect(excused('patch.patchable.lastModified')).toEqual({});
    expect(excused('create.optional.lastModified')).toEqual({ FinancialAccount: 'wire' });
  });
});

describe('AMB-R21', () => {
  const filtering = (options: Readonly<Record<string, string>>) => {
    const { requirements } = read(options);
    return requirements.filter(({ condition }) => condition === 'at compliance level L1').map(({ level }) => level);
  };

  it('makes everything that needs filtering mandatory at L1, and optional at another level', () => {
    expect(new Set(filtering({}))).toEqual(new Set(['MUST']));
    expect(new Set(filtering({ 'AMB-R21': 'otherLevel' }))).toEqual(new Set(['MAY']));
    expect(filtering({}).length).toBe(filtering({ 'AMB-R21': 'otherLevel' }).length);
  });

  it('leaves the rest as it is', () => {
    const rest = ({ requirements }: ReturnType<typeof read>) =>
      requirements.filter(({ condition }) => condition !== 'at compliance level L1');
    expect(rest(read({ 'AMB-R21': 'otherLevel' }))).toEqual(rest(read()));
  });
});

it('AMB-R22 selects every attribute, or quickly those of the test cases', () => {
  expect(read().rows('PartyAccount', 'selected')).toHaveLength(16);
  expect(read().rows('PartyAccount', 'selectedManaged')).toEqual(['lastModified', 'state']);
  const quick = read({ 'AMB-R22': 'quick' });
  expect(quick.rows('PartyAccount', 'selected')).toEqual(['type']);
  expect(quick.rows('PartyAccount', 'selectedManaged')).toEqual(['state']);
  expect(quick.rows('BillFormat', 'selected')).toEqual(['name', 'description']);
  expect(quick.rows('PartyAccount', 'attributes')).toHaveLength(18);
});

it('AMB-R23 demands the test cases of all resources, or of accounts only', () => {
  expect(read().at('TC_N1.create.status')).toHaveLength(7);
  const accounts = read({ 'AMB-R23': 'accountsOnly' });
  expect(accounts.at('TC_N1.create.status')).toEqual(ACCOUNTS);
  expect(accounts.at('status.POST')).toHaveLength(7);
});

describe('AMB-R25', () => {
  const advisory = (options: Readonly<Record<string, string>>, resource: string) => {
    const { [resource]: tables = {} } = tablesFor(read(options).profile, NO_CHANGES);
    return (tables.rules as readonly JsonObject[]).map((row) => row.advisory);
  };

  it('binds the financial account and advises the others', () => {
    const { rows, at, excused } = read();
    expect(rows('FinancialAccount', 'rules')).toHaveLength(10);
    expect(advisory({}, 'FinancialAccount')).not.toContain(true);
    expect(rows('PartyAccount', 'rules')).toHaveLength(15);
    expect(advisory({}, 'PartyAccount')).not.toContain(false);
    expect(at('create.sub-attribute.contact.contactType')).toEqual(['FinancialAccount']);
    expect(excused('create.sub-attribute.paymentPlan.status')).toEqual({ FinancialAccount: 'not-offered' });
    expect(rows('BillFormat', 'rules')).toEqual([]);
  });

  it('by the letter binds the financial account alone, paymentPlan included', () => {
    const { rows, excused } = read({ 'AMB-R25': 'literal' });
    expect(rows('FinancialAccount', 'rules')).toHaveLength(15);
    expect(rows('FinancialAccount', 'rules')).toContain('paymentPlan.paymentMethod');
    expect(rows('PartyAccount', 'rules')).toEqual([]);
    expect(excused('create.sub-attribute.paymentPlan.status')).toEqual({});
    expect(read({ 'AMB-R25': 'literal' }).profile.asRead?.contexts?.FinancialAccount).toHaveProperty('paymentPlan');
  });

  it('read as allAccounts binds all four', () => {
    const { rows, at } = read({ 'AMB-R25': 'allAccounts' });
    expect(rows('PartyAccount', 'rules')).toHaveLength(15);
    expect(advisory({ 'AMB-R25': 'allAccounts' }, 'PartyAccount')).not.toContain(true);
    expect(at('create.sub-attribute.contact.contactType')).toEqual(ACCOUNTS);
    expect(rows('FinancialAccount', 'rules')).toHaveLength(10);
  });
});

it('AMB-R30 tries the rules by patches too, or quickly leaves them out and says so', () => {
  expect(read().rows('FinancialAccount', 'patchRules')).toHaveLength(10);
  expect(Object.values(read().excused('patch.same-rules'))).not.toContain('configuration');
  const quick = read({ 'AMB-R30': 'quick' });
  expect(quick.rows('FinancialAccount', 'patchRules')).toEqual([]);
  expect(quick.rows('FinancialAccount', 'rules')).toHaveLength(10);
  expect(quick.excused('patch.same-rules').FinancialAccount).toBe('configuration');
});

it('AMB-R39 has other attributes in reserve, but not by the letter', () => {
  expect(read().data('PartyAccount')?.roles.S).toEqual(['state', 'paymentStatus', 'name']);
  const literal = read({ 'AMB-R39': 'literal' });
  expect(literal.data('PartyAccount')?.roles).toMatchObject({ T: ['type'], S: ['state'] });
  expect(literal.data('BillFormat')).toEqual(read().data('BillFormat'));
});

it('AMB-R41 names the record after the run, or by the letter as printed', () => {
  expect(read().data('BillFormat')?.fixtures.minimal).toEqual({ name: `MyAccount-\${run}` });
  expect(read({ 'AMB-R41': 'literal' }).data('BillFormat')?.fixtures.minimal).toEqual({ name: 'MyAccount' });
});
