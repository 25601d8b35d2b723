import type { Exempt } from '../exemption.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Profile, ResourceName, ResourceProfile, ResourceTestData, Statement, SubAttributeRule } from '../profile.ts';
import { WHOLE } from './resource-tables.ts';

/** A change that an option of a ruling makes to the tables of a profile. */
export type Rereading = (profile: Profile) => Profile;

/** Values for an attribute that the default reading never sends. */
const LAST_MODIFIED = { created: '2017-06-01T10:00:00.000Z', patched: '2017-06-02T12:30:00.000Z' } as const;

/** A balance is computed: on no account can it be patched (AMB-R06). */
export const fixBalances: Rereading = (profile) => {
  const isMeant = (_: ResourceName, { patch }: ResourceProfile) => patch.patchable.includes('accountBalance');
  const changed = changeResources(profile, isMeant, (model) => ({
    ...model,
    patch: {
      ...model.patch,
      patchable: model.patch.patchable.filter((path) => path !== 'accountBalance'),
      nonPatchable: [...model.patch.nonPatchable, 'accountBalance'],
    },
  }));
  return changeTestData(changed, (data, resource) => {
    const balance = data.changes?.accountBalance;
    const model = profile.resources[resource];
    if (model === undefined || balance === undefined || !isMeant(resource, model)) return data;
    return { ...data, forbidden: { ...data.forbidden, accountBalance: balance } };
  });
};

/** The time of the last change is the server's: it is neither sent nor patched (AMB-R07). */
export const excuseLastModified: Rereading = (profile) => {
  const reason = 'it is never sent: a server that keeps this time itself answers the same as one that ignores it (AMB-R07)';
  const requirements = ['create.optional.lastModified', 'patch.patchable.lastModified'];
  return exempt(profile, requirements, Object.keys(profile.resources), { exemption: 'wire', reason });
};

/** A client may set and patch it where the tables say so (AMB-R07). */
export const sendLastModified: Rereading = (profile) => {
  const isMeant = (resource: ResourceName) => profile.resources[resource]?.patch.patchable.includes('lastModified') === true;
  const changed = changeTestData(profile, (data, resource) => {
    if (!isMeant(resource)) return data;
    const whole = { ...data.fixtures[WHOLE], lastModified: LAST_MODIFIED.created };
    const changes = { ...data.changes, lastModified: LAST_MODIFIED.patched };
    return { ...data, fixtures: { ...data.fixtures, [WHOLE]: whole }, changes };
  });
  const generated = Object.keys(profile.resources).filter((resource) => !isMeant(resource));
  const reason = 'the server generates it: what a client sends decides nothing (AMB-R07)';
  return exempt(changed, ['create.optional.lastModified'], generated, { exemption: 'wire', reason });
};

/** At another level than L1 nothing that needs filtering is mandatory (AMB-R21). */
export const makeFilteringOptional: Rereading = (profile) => {
  const optionalAtL1 = <S extends Statement>(statement: S): S =>
    statement.atL1 === true ? { ...statement, level: 'O' } : statement;
  const { testCases } = profile;
  const changed = changeResources(
    profile,
    (_, { list }) => list.filtering.mandatoryAt === 'L1',
    (model) => ({ ...model, list: { ...model.list, filtering: { ...model.list.filtering, level: 'O' } } }),
  );
  const cases = testCases.cases.map((testCase) => ({ ...testCase, statements: testCase.statements.map(optionalAtL1) }));
  return { ...changed, getDefinitions: profile.getDefinitions.map(optionalAtL1), testCases: { ...testCases, cases } };
};

/** Only the attributes of TC_N3 and TC_N4 are selected (AMB-R22). */
export const selectQuickly: Rereading = (profile) => ({ ...profile, asRead: { ...profile.asRead, quickSelection: true } });

/** The test cases are for accounts only (AMB-R23). */
export const certifyAccounts: Rereading = (profile) => ({
  ...profile,
  asRead: { ...profile.asRead, testCaseResources: Object.keys(profile.resources).filter(isAccount) },
});

/** The rules are tried on the other accounts too, which have no such table: breaking one is a remark (AMB-R25). */
export const adviseAccounts: Rereading = (profile) =>
  extendRules(profile, (rule) => ({ ...rule, applicable: true, advisory: true }));

/** The rules bind all four kinds of accounts (AMB-R25). */
export const bindAccounts: Rereading = (profile) => extendRules(profile, (rule) => ({ ...rule, applicable: true }));

/** The rules as printed: for the account that has the table, with the context that it has no attribute for (AMB-R25). */
export const bindAsPrinted: Rereading = (profile) => {
  const contexts: Record<ResourceName, JsonObject> = {};
  for (const [resource, { create }] of Object.entries(profile.resources)) {
    const missing = create.subAttributes.filter((rule) => !rule.applicable).map((rule) => rule.context);
    contexts[resource] = Object.fromEntries(missing.flatMap((context) => borrowed(profile, context)));
  }
  const changed = changeResources(
    profile,
    (_, { create }) => create.subAttributes.length > 0,
    (model) => {
      const subAttributes = model.create.subAttributes.map((rule) => ({ ...rule, applicable: true }));
      return { ...model, create: { ...model.create, subAttributes } };
    },
  );
  return { ...changed, asRead: { ...changed.asRead, contexts } };
};

/** The rules for creations are not tried again by patches (AMB-R30). */
export const skipRulesOfPatches: Rereading = (profile) => {
  const changed = { ...profile, asRead: { ...profile.asRead, patchRulesUntried: true } };
  const reason = 'it was left out of this run (AMB-R30 read as quick)';
  return exempt(changed, ['patch.same-rules'], Object.keys(profile.resources), { exemption: 'configuration', reason });
};

/** The printed values and attributes, and no others in their place (AMB-R39). */
export const insistOnPrintedRoles: Rereading = (profile) =>
  changeTestData(profile, (data, resource) => {
    if (!isAccount(resource)) return data;
    const { T = [], S = [], ...roles } = data.roles;
    return { ...data, roles: { ...roles, T: T.slice(0, 1), S: S.slice(0, 1) } };
  });

/** The one name that the document prints, for every run (AMB-R41). */
export const usePrintedName: Rereading = (profile) =>
  changeTestData(profile, (data) => ({
    ...data,
    fixtures: { ...data.fixtures, minimal: { ...data.fixtures.minimal, name: 'MyAccount' } },
  }));

/** Tax exemptions have the type that the samples give them, and not that of the tables (AMB-A01). */
export const sendSampleTypes: Rereading = (profile) =>
  changeTestData(profile, (data) => ({
    ...data,
    fixtures: Object.fromEntries(Object.entries(data.fixtures).map(([name, body]) => [name, asInSamples(body) as JsonObject])),
    ...(data.changes !== undefined && { changes: asInSamples(data.changes) as JsonObject }),
  }));

function asInSamples(value: Json): Json {
  if (Array.isArray(value)) return value.map(asInSamples);
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([name, member]) =>
    name === '@type' && member === 'TaxExemptionCertificate'
      ? ([name, 'TaxExemption'] as const)
      : ([name, asInSamples(member)] as const),
  );
  return Object.fromEntries(members);
}

/** "For the other kinds of accounts": those whose name says so. */
function isAccount(resource: ResourceName): boolean {
  return resource.endsWith('Account');
}

/** Gives the other accounts the rules of the one that has the table, as far as they have the attribute. */
function extendRules(profile: Profile, change: (rule: SubAttributeRule) => SubAttributeRule): Profile {
  const printed = Object.values(profile.resources).flatMap((model) => model.create.subAttributes);
  return changeResources(
    profile,
    (resource, { create }) => isAccount(resource) && create.subAttributes.length === 0,
    (model) => {
      const has = ({ context }: SubAttributeRule) => model.attributes.rows.some((row) => row.name === context);
      return { ...model, create: { ...model.create, subAttributes: printed.filter(has).map(change) } };
    },
  );
}

/** A value for an attribute that a resource does not have, from one that has it. */
function borrowed({ testData }: Profile, attribute: string): readonly (readonly [string, JsonObject[string]])[] {
  const owner = Object.values(testData.resources).find(({ fixtures }) => fixtures[WHOLE]?.[attribute] !== undefined);
  const value = owner?.fixtures[WHOLE]?.[attribute];
  return value === undefined ? [] : [[attribute, value]];
}

function changeResources(
  profile: Profile,
  isMeant: (resource: ResourceName, model: ResourceProfile) => boolean,
  change: (model: ResourceProfile) => ResourceProfile,
): Profile {
  const resources = Object.entries(profile.resources).map(
    ([resource, model]) => [resource, isMeant(resource, model) ? change(model) : model] as const,
  );
  return { ...profile, resources: Object.fromEntries(resources) };
}

function changeTestData(profile: Profile, change: (data: ResourceTestData, resource: ResourceName) => ResourceTestData): Profile {
  const { testData } = profile;
  const resources = Object.entries(testData.resources).map(([resource, data]) => [resource, change(data, resource)] as const);
  return { ...profile, testData: { ...testData, resources: Object.fromEntries(resources) } };
}

function exempt(profile: Profile, requirements: readonly string[], resources: readonly ResourceName[], excuse: Exempt): Profile {
  const before = profile.asRead?.exempt ?? [];
  const added = requirements.map((requirement) => ({ requirement, resources, ...excuse }));
  return { ...profile, asRead: { ...profile.asRead, exempt: [...before, ...added] } };
}
