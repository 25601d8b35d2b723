import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_FAULTS } from '../../src/reference/faults/defaults.ts';
import { RULE_FAULTS } from '../../src/reference/faults/rules.ts';
import { SEARCH_FAULTS } from '../../src/reference/faults/search.ts';
import { SELECTION_FAULTS } from '../../src/reference/faults/selection.ts';
import { FAULTS } from '../../src/reference/faults.ts';
import { type CommandResult, ctk, requirementsWith, temporaryFolder } from '../support/cli.ts';
import { profileRuns } from '../support/profile-runs.ts';
import { eachRecord, type ProxiedRequest, startVariant, type Variant } from '../support/proxy.ts';
import { namesOfTheirOwn } from '../support/variants.ts';

const SCENARIOS = ['CREATE', 'DEFAULTS', 'RULES', 'FIELDS', 'FILTERS'];
const RESOURCES = [
  'PartyAccount',
  'BillingAccount',
  'SettlementAccount',
  'FinancialAccount',
  'BillingCycleSpecification',
  'BillFormat',
  'BillPresentationMedia',
];

/** Runs what creates, selects and searches at one resource of a target. */
const { runAt, runReference } = profileRuns(SCENARIOS);

/** Remarks and skipped checks of a run, as `code` or reason, each once. */
function notesOf(result: CommandResult): readonly string[] {
  const checks = result.evidence().flatMap((event) => (event.event === 'step-finished' ? event.checks : []));
  const notes = checks.flatMap(({ findings, reason }) => [
    ...findings.map(({ code }) => code),
    ...(reason === undefined ? [] : [reason]),
  ]);
  return [...new Set(notes)];
}

describe('the reference implementation', () => {
  it.each(RESOURCES)('conforms at %s, and nothing is left', async (resource) => {
    const result = await runReference({}, resource);
    expect(result.code, result.out).toBe(0);
    expect(requirementsWith(result.report(), 'inconclusive')).toEqual([]);
    expect(requirementsWith(result.report(), 'blocked')).toEqual([]);
    expect(result.report().residue).toEqual([]);
    const passed = requirementsWith(result.report(), 'pass');
    for (const id of ['create.entity', 'create.mandatory.name', 'list.filtering', 'get.and', 'get.same-selection']) {
      expect(passed).toContain(id);
    }
  });

  it.each(RESOURCES)('conforms by the letter at %s', async (resource) => {
    const result = await runReference({ reading: 'literal' }, resource, '--reading', 'literal');
    expect(result.code, result.out).toBe(0);
    expect(requirementsWith(result.report(), 'fail')).toEqual([]);
  });

  it('makes no bill structure unasked, which is a remark, and by the letter a failure', async () => {
    const usual = await runReference({}, 'PartyAccount');
    expect(notesOf(usual)).toContain('default.absent');
    const literal = await runReference({}, 'PartyAccount', '--ruling', 'AMB-R26=literal');
    expect(literal.code).toBe(1);
    expect(requirementsWith(literal.report(), 'fail')).toContain('create.default.billStructure.format.name');
  });

  it('has no rules on sub-attributes of a party account, which is a remark, and where all accounts are bound a failure', async () => {
    const usual = await runReference({}, 'PartyAccount');
    expect(notesOf(usual)).toContain('rule.not-followed');
    const bound = await runReference({}, 'PartyAccount', '--ruling', 'AMB-R25=allAccounts');
    expect(bound.code).toBe(1);
    expect(requirementsWith(bound.report(), 'fail')).toContain('create.sub-attribute.contact.contactType');
  });
});

/** Where a fault shows; the others show everywhere. */
const WHERE: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.keys(RULE_FAULTS).map((id) => [id, 'FinancialAccount'])),
  ...Object.fromEntries(Object.keys(DEFAULT_FAULTS).map((id) => [id, 'SettlementAccount'])),
  'last-modified-missing': 'FinancialAccount',
};

/** Faults that the test cases find too, and that must be found without them. */
const ALSO = [
  ...['create-200', 'description-lost', 'accepts-nameless', 'stores-refused', 'e2-500'],
  ...['filters-ignored', 'filter-substring', 'filter-case-insensitive', 'filter-or', 'list-lacks-last', 'list-duplicates'],
  ...['fields-ignored', 'fields-keeps-name', 'fields-drops-requested', 'no-href', 'second-create-same-id'],
];

describe('faulty servers', () => {
  const own = Object.keys({ ...DEFAULT_FAULTS, ...RULE_FAULTS, ...SELECTION_FAULTS, ...SEARCH_FAULTS });

  it.each([...own, ...ALSO])('%s is found', async (id) => {
    const violates = FAULTS[id]?.violates ?? [];
    const result = await runReference({ faults: [id] }, WHERE[id] ?? 'PartyAccount');
    const failed = requirementsWith(result.report(), 'fail');
    expect(result.code, result.out).toBe(1);
    expect(
      failed.filter((requirement) => violates.includes(requirement)),
      `${failed}`,
    ).not.toEqual([]);
    expect(violates.some((requirement) => failed.includes(requirement) && result.out.includes(requirement))).toBe(true);
  });

  it.each([...Object.keys(RULE_FAULTS), 'default-names-missing', 'default-names-of-parts-missing', 'default-names-swapped'])(
    '%s is found at each clause that it violates',
    async (id) => {
      const result = await runReference({ faults: [id] }, WHERE[id] ?? 'PartyAccount');
      expect(requirementsWith(result.report(), 'fail')).toEqual(expect.arrayContaining([...(FAULTS[id]?.violates ?? [])]));
    },
  );

  it.each(['filter-substring', 'filter-case-insensitive', 'fields-without-description'])(
    '%s is found where a resource has nothing but a name and a description',
    async (id) => {
      expect((await runReference({ faults: [id] }, 'BillFormat')).code).toBe(1);
    },
  );

  it('case is left out of account where the operator says so (AMB-R60)', async () => {
    const tolerant = ['--ruling', 'AMB-R60=tolerant'];
    const result = await runReference({ faults: ['filter-case-insensitive'] }, 'PartyAccount', ...tolerant);
    expect(result.code, result.out).toBe(0);
    expect((await runReference({ faults: ['filter-substring'] }, 'PartyAccount', ...tolerant)).code).toBe(1);
  });
});

const isReduced = ({ path }: ProxiedRequest) => path.includes('fields=');
const isCreation = ({ method }: ProxiedRequest) => method === 'POST';

/** A request whose body lacks these attributes: the server does not know them. */
const forgetting =
  (...names: readonly string[]): NonNullable<Variant['request']> =>
  (request) => {
    if (!isCreation(request)) return request;
    const body = Object.fromEntries(Object.entries(JSON.parse(request.body)).filter(([name]) => !names.includes(name)));
    return { ...request, body: JSON.stringify(body) };
  };

/** Behaviour that conforms: the kit must not fail it. */
const LEGAL: Readonly<Record<string, Variant>> = {
  'few optional attributes': {
    request: forgetting('billStructure', 'paymentPlan', 'contact', 'taxExemption', 'accountBalance', 'paymentStatus', 'type'),
  },
  'no attribute but the name': {
    request: forgetting(
      ...['billStructure', 'paymentPlan', 'contact', 'taxExemption', 'accountBalance', 'paymentStatus', 'type', 'state'],
      ...['creditLimit', 'relatedParty', 'accountRelationship', 'financialAccount', 'defaultPaymentMethod'],
    ),
  },
  'a state that the server manages': {
    request: (request) => ({
      ...request,
      body: isCreation(request) ? request.body.replace(/"state":"\w+"/, '"state":"Created"') : request.body,
    }),
  },
  'further attributes': {
    reply: (reply, request) =>
      eachRecord(reply, (record) => ({
        ...record,
        '@type': 'X',
        ...(isReduced(request) ? {} : { vendorExtension: { a: [1] } }),
      })),
  },
  'reduced answers without id and href': {
    reply: (reply, request) => {
      const asked = /fields=([^&]*)/.exec(request.path)?.[1]?.split(/,|%2C/);
      if (asked === undefined) return;
      eachRecord(reply, (record) => Object.fromEntries(Object.entries(record).filter(([name]) => asked.includes(name))));
    },
  },
  'pages of two': { reference: { pageSize: 2 } },
  'near misses that are refused': {
    request: (request) =>
      isCreation(request) && /jointly|JOINT/.test(request.body)
        ? { status: 422, headers: {}, body: '{"code":"1","reason":"type must be joint or individual"}' }
        : request,
  },
  'near misses that are made regular': {
    request: (request) => ({ ...request, body: request.body.replace('"JOINT"', '"joint"').replace('"ACTIVE"', '"Active"') }),
  },
  '204 for a search that finds nothing': {
    reply: (reply, request) => {
      if (request.method !== 'GET' || reply.body !== '[]') return;
      reply.status = 204;
      reply.body = '';
    },
  },
  '422 for what is missing': {
    reply: (reply) => {
      if (reply.status === 400) reply.status = 422;
    },
  },
  'rules on sub-attributes of all accounts': {
    request: (request) => {
      if (!isCreation(request)) return request;
      const { contact = [] } = JSON.parse(request.body) as { contact?: { contactType?: string }[] };
      return contact.every(({ contactType }) => contactType !== undefined)
        ? request
        : { status: 400, headers: {}, body: '{"code":"1","reason":"contactType is missing"}' };
    },
  },
  'default presentation media in an array': {
    reply: (reply) => {
      reply.body = reply.body.replace(/"presentationMedia":(\{[^}]*\})/, '"presentationMedia":[$1]');
    },
  },
  'a bill structure with its defaults, unasked': {
    request: (request) => {
      if (!isCreation(request)) return request;
      const body = JSON.parse(request.body);
      return { ...request, body: JSON.stringify({ billStructure: {}, ...body }) };
    },
  },
  'a clock in another zone': {
    reply: (reply) => {
      reply.headers.date = new Date(Date.now() + 86_400_000).toUTCString();
    },
  },
  'created records that enter lists late': { reply: late() },
  'names of their own': namesOfTheirOwn(),
  'nothing but the name': {
    reply: (reply) =>
      eachRecord(reply, ({ id, href, name }) => JSON.parse(JSON.stringify({ id, href, name })) as Record<string, unknown>),
  },
  'a lastModified that moves with every answer': { reply: moving() },
  'a state that a workflow moves on after a while': { reply: activating() },
};

function moving(): NonNullable<Variant['reply']> {
  let count = 0;
  return (reply) =>
    eachRecord(reply, (record) =>
      'lastModified' in record ? { ...record, lastModified: new Date(1_800_000_000_000 + count++ * 1000).toISOString() } : record,
    );
}

/** Each record is pending until it has been shown a few times: that comes about while attributes are selected one by one. */
function activating(): NonNullable<Variant['reply']> {
  const shown = new Map<unknown, number>();
  return (reply) =>
    eachRecord(reply, (record) => {
      if (!('state' in record)) return record;
      shown.set(record.id, (shown.get(record.id) ?? 0) + 1);
      return { ...record, state: (shown.get(record.id) ?? 0) > 3 ? 'Active' : 'Pending' };
    });
}

/** The first list after each creation still lacks the new record. */
function late(): NonNullable<Variant['reply']> {
  let newest: string | undefined;
  return (reply, { method, path }) => {
    if (method === 'POST' && reply.status === 201) newest = JSON.parse(reply.body).id;
    if (method !== 'GET' || reply.status !== 200 || !/^\/\w+(\?|$)/.test(path) || newest === undefined) return;
    reply.body = JSON.stringify(JSON.parse(reply.body).filter(({ id }: { id: string }) => id !== newest));
    newest = undefined;
  };
}

describe('legal behaviour is not failed', () => {
  it.each(Object.entries(LEGAL))('%s', async (_, variant) => {
    const result = await runAt(await startVariant(variant), 'PartyAccount');
    expect(requirementsWith(result.report(), 'fail')).toEqual([]);
    expect(result.code, result.out).toBe(0);
    expect(result.report().residue).toEqual([]);
  });

  it('says what it could not try', async () => {
    const few = await runAt(await startVariant(LEGAL['few optional attributes'] ?? {}), 'PartyAccount');
    expect(notesOf(few)).toContain('optional and not offered: no answer has shown billStructure (AMB-R56)');
    expect(requirementsWith(few.report(), 'pass')).not.toContain('create.default.billStructure.format.name');
    const refusing = await runAt(await startVariant(LEGAL['near misses that are refused'] ?? {}), 'PartyAccount');
    expect(notesOf(refusing)).toContain('the target refuses such values with status 422, so nothing is tried with them');
  });

  it('values of the operator go before those of the profile, and null takes an attribute out', async () => {
    const root = await startVariant({
      request: (request) =>
        isCreation(request) && /"accountBalance"|"financialAccount":{"id":"2209"/.test(request.body)
          ? { status: 400, headers: {}, body: '{"code":"1","reason":"no balance, and no account 2209"}' }
          : request,
    });
    const without = await runAt(root, 'PartyAccount');
    expect(without.code).toBe(2);
    expect(without.out).toContain('`values`');
    const cwd = temporaryFolder();
    const values = 'values:\n  PartyAccount:\n    whole: { accountBalance: null, financialAccount: { id: "1" } }\n';
    writeFileSync(`${cwd}/ctk.config.yaml`, `format: ctk-config/1\n${values}`);
    const flags = ['run', ...SCENARIOS, '--scope', 'profile', '--resource', 'PartyAccount', '--target', root];
    const result = await ctk(flags, { cwd });
    expect(result.code, result.out).toBe(0);
  });

  it('defaults are not what was given (a wrong date by the clock of the server itself)', async () => {
    const root = await startVariant({
      reply: (reply) => {
        reply.headers.date = new Date(Date.now() + 5 * 86_400_000).toUTCString();
      },
    });
    const result = await runAt(root, 'PartyAccount');
    expect(result.code).toBe(1);
    expect(requirementsWith(result.report(), 'fail')).toEqual(
      expect.arrayContaining(['create.default.validFor.startDateTime', 'patch.same-rules']),
    );
  });
});
