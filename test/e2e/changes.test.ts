import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DELETE_FAULTS } from '../../src/reference/faults/delete.ts';
import { PATCH_FAULTS } from '../../src/reference/faults/patch.ts';
import { REACH_FAULTS } from '../../src/reference/faults/reach.ts';
import { startReference } from '../../src/reference/server.ts';
import { ctk, requirementsWith, temporaryFolder } from '../support/cli.ts';
import { profileRuns } from '../support/profile-runs.ts';
import { eachRecord, type ProxiedRequest, startVariant, type Variant } from '../support/proxy.ts';
import { namesOfTheirOwn } from '../support/variants.ts';

const SCENARIOS = ['PATCH', 'PATCH_FIXED', 'PATCH_RULES', 'JSON_PATCH', 'ADMIN_PATCH', 'DELETE'];

/** Runs what changes records at one resource of a target. */
const { runAt, runReference } = profileRuns(SCENARIOS);

/** Where a fault shows; the others show everywhere. */
const WHERE: Readonly<Record<string, string>> = {
  'patch-arrays-appended': 'PartyAccount',
  'patch-structure-replaced': 'BillingAccount',
  'patch-changes-balance': 'PartyAccount',
  'patch-rules-ignored': 'FinancialAccount',
  'patch-refused-stored': 'FinancialAccount',
  'patch-shallow': 'FinancialAccount',
};

const isPatch = ({ method }: ProxiedRequest) => method === 'PATCH';
const pathOf = (resource: string) => `${resource.charAt(0).toLowerCase()}${resource.slice(1)}`;

async function stored(root: string, resource: string): Promise<readonly { readonly id: string }[]> {
  return (await (await fetch(`${root}/${pathOf(resource)}`)).json()) as { id: string }[];
}

describe('the reference implementation', () => {
  it.each(['PartyAccount', 'BillingAccount', 'FinancialAccount', 'BillingCycleSpecification', 'BillFormat'])(
    'passes at %s, and nothing is left',
    async (resource) => {
      const result = await runReference({}, resource);
      expect(result.code, result.out).toBe(0);
      expect(result.report().residue).toEqual([]);
      expect(requirementsWith(result.report(), 'inconclusive')).toEqual([]);
      const passed = requirementsWith(result.report(), 'pass');
      for (const id of ['operation.PATCH', 'patch.entity', 'patch.merge-patch', 'operation.DELETE', 'delete.entity']) {
        expect(passed).toContain(id);
      }
    },
  );

  it('passes by the letter where it is told to answer by the letter, and fails there without being told', async () => {
    const literal = await runReference({ reading: 'literal' }, 'BillingAccount', '--reading', 'literal');
    expect(literal.code, literal.out).toBe(0);
    const custom = await runReference({}, 'BillFormat', '--ruling', 'AMB-R02=literal', '--ruling', 'AMB-R03=literal');
    expect(custom.code).toBe(1);
    expect(requirementsWith(custom.report(), 'fail')).toEqual(expect.arrayContaining(['status.PATCH', 'status.DELETE']));
  });
});

describe('faulty servers', () => {
  it.each(Object.entries({ ...PATCH_FAULTS, ...DELETE_FAULTS, ...REACH_FAULTS }))('%s is found', async (id, { violates }) => {
    const result = await runReference({ faults: [id] }, WHERE[id] ?? 'BillFormat');
    const failed = requirementsWith(result.report(), 'fail');
    expect(result.code, result.out).toBe(1);
    expect(
      failed.filter((requirement) => violates.includes(requirement)),
      `${failed}`,
    ).not.toEqual([]);
  });
});

describe('what the clean-up makes of faulty servers', () => {
  it.each(['patch-changes-id', 'patch-refused-stored', 'delete-202', 'patch-replaces-all'])(
    '%s: nothing is left',
    async (fault) => {
      const server = await startReference({ faults: [fault] });
      const resource = WHERE[fault] ?? 'BillFormat';
      const result = await runAt(server.root, resource);
      expect(result.report().residue).toEqual([]);
      expect(await stored(server.root, resource)).toEqual([]);
      await server.close();
    },
  );

  it('tells of every record that is still there after its deletion', async () => {
    const server = await startReference({ faults: ['delete-keeps'] });
    const { residue } = (await runAt(server.root, 'BillFormat')).report();
    expect(residue.map(({ id }) => id).sort()).toEqual((await stored(server.root, 'BillFormat')).map(({ id }) => id).sort());
    expect(new Set(residue.map(({ reason }) => reason))).toEqual(new Set(['DELETE answered 204, and the record is still there']));
    await server.close();
  });
});

/** Behaviour that conforms: the kit must not fail one of them. */
const LEGAL: Readonly<Record<string, Variant>> = {
  'PATCH 201': {
    reply: (reply, request) => {
      if (isPatch(request) && reply.status === 200) reply.status = 201;
    },
  },
  'DELETE 200': {
    reply: (reply, { method }) => {
      if (method === 'DELETE' && reply.status === 204) reply.status = 200;
    },
  },
  'no body in replies to patches': {
    reply: (reply, request) => {
      if (isPatch(request) && reply.status === 200) reply.body = '';
    },
  },
  'patches of what is fixed ignored': {
    request: (request) =>
      isPatch(request) && !request.body.startsWith('[') ? { ...request, body: withoutFixed(request.body) } : request,
  },
  'patches of what is fixed refused with 403': {
    reply: (reply) => {
      if (reply.body.includes('not-patchable')) reply.status = 403;
    },
  },
  'no JSON Patch': {
    request: (request) =>
      isPatch(request) && request.body.startsWith('[') ? { status: 415, headers: {}, body: '{"code":"415"}' } : request,
  },
  'JSON Patch answered 500': {
    request: (request) => (isPatch(request) && request.body.startsWith('[') ? { status: 500, headers: {}, body: '' } : request),
  },
  'JSON Patch accepted and ignored': {
    request: (request) => (isPatch(request) && request.body.startsWith('[') ? { ...request, method: 'GET', body: '' } : request),
  },
  'further attributes, one of which counts changes': {
    reply: counting(),
  },
  'patches of lastModified overwritten': {
    reply: (reply) => eachRecord(reply, (record) => ({ ...record, lastModified: new Date(Date.now()).toISOString() })),
  },
  'a state that creations set and the server then keeps to itself': {
    request: (request) => ({ ...request, body: withoutState(request) }),
  },
  'names of their own': namesOfTheirOwn(),
  'parts of a record that get other ids with every patch': { reply: renumbering() },
  'something empty where there is nothing': {
    reply: (reply) => eachRecord(reply, (record) => ({ description: '', ...record })),
  },
};

/** As where a patch writes all rows of a record anew. */
function renumbering(): NonNullable<Variant['reply']> {
  let patches = 0;
  return (reply, request) => {
    if (isPatch(request)) patches += 1;
    eachRecord(reply, (record) => ({
      ...record,
      ...(Array.isArray(record.contact) && {
        contact: record.contact.map((each, index) => ({ ...each, rowId: `${patches}-${index}` })),
      }),
    }));
  };
}

function withoutFixed(body: string): string {
  return JSON.stringify({ ...JSON.parse(body), id: undefined, href: undefined, accountBalance: undefined });
}

function counting(): NonNullable<Variant['reply']> {
  let revision = 0;
  return (reply) => eachRecord(reply, (record) => ({ ...record, '@type': 'X', revision: ++revision }));
}

/** A server that decides on the state itself: whatever is sent, a record is in `Created`. */
function withoutState({ method, body }: ProxiedRequest): string {
  if (method === 'POST') return body.replace(/"state":"\w+"/, '"state":"Created"');
  return method === 'PATCH' && !body.startsWith('[') ? JSON.stringify({ ...JSON.parse(body), state: undefined }) : body;
}

/** The first list after the first deletion still shows what is gone. */
function lingering(): NonNullable<Variant['reply']> {
  const ghosts: (string | undefined)[] = [];
  let shown = false;
  return (reply, { method, path }) => {
    const id = path.split('/')[2];
    if (method === 'DELETE' && reply.status < 300) ghosts.push(id);
    if (method !== 'GET' || reply.status !== 200 || id !== undefined || ghosts.length === 0 || shown) return;
    reply.body = JSON.stringify([...JSON.parse(reply.body), { id: ghosts[0], href: `${path}/${ghosts[0]}`, name: 'a ghost' }]);
    shown = true;
  };
}

describe('legal behaviour is not failed', () => {
  it.each(Object.entries(LEGAL))('%s', async (_, variant) => {
    const root = await startVariant(variant);
    for (const resource of ['PartyAccount', 'BillFormat']) {
      const result = await runAt(root, resource);
      expect(result.code, result.out).toBe(0);
      expect(result.report().residue).toEqual([]);
      expect(await stored(root, resource)).toEqual([]);
    }
  });

  it('a list that shows what was deleted a little longer, with a remark (AMB-R57)', async () => {
    const cwd = temporaryFolder();
    // long enough for a slow machine; the list is right when it is asked again
    writeFileSync(`${cwd}/ctk.config.yaml`, 'polling: { listSettle: 60000 }\n');
    const root = await startVariant({ reply: lingering() });
    const result = await ctk(['run', 'DELETE', '--scope', 'profile', '--resource', 'BillFormat', '--target', root], { cwd });
    expect(result.code, result.out).toBe(0);
    expect(result.out).toContain('list.settled-late');
    expect(result.report().residue).toEqual([]);
    expect(await stored(root, 'BillFormat')).toEqual([]);
  });

  it('a server that refuses patches of the state that it manages (AMB-R39)', async () => {
    const root = await startVariant({
      request: (request) => {
        if (isPatch(request) && request.body.includes('"state"')) return { status: 409, headers: {}, body: '{"code":"state"}' };
        return request.method === 'POST'
          ? { ...request, body: request.body.replace(/"state":"\w+"/, '"state":"Created"') }
          : request;
      },
    });
    const result = await runAt(root, 'PartyAccount');
    expect(result.code, result.out).toBe(0);
    const state = result.report().requirements.find(({ id }) => id === 'patch.patchable.state');
    expect(state?.results[0]).toMatchObject({ status: 'not applicable', exemption: 'not-offered' });
  });

  it('a server that lacks PATCH and DELETE, where they are read as optional (AMB-R01)', async () => {
    const root = await startVariant({
      request: (request) =>
        isPatch(request) || request.method === 'DELETE' ? { status: 405, headers: {}, body: '{"code":"405"}' } : request,
    });
    const result = await runAt(root, 'BillFormat', '--ruling', 'AMB-R01=optional');
    expect(result.code, result.out).toBe(0);
    const strict = await runAt(root, 'BillFormat');
    expect(requirementsWith(strict.report(), 'fail')).toEqual(
      expect.arrayContaining(['operation.PATCH', 'patch.entity', 'operation.DELETE', 'delete.entity']),
    );
  });
});

describe('what cannot be patched', () => {
  const runFixed = async (variant: Variant) => {
    const flags = ['--scope', 'profile', '--resource', 'PartyAccount', '--target', await startVariant(variant)];
    return requirementsWith((await ctk(['run', 'PATCH_FIXED', ...flags])).report(), 'fail');
  };

  it.each([404, 500])('must not change either where the patch is answered %i', async (status) => {
    const failed = await runFixed({
      reference: { faults: ['patch-changes-balance'] },
      reply: (reply) => {
        if (reply.body.includes('not-patchable')) reply.status = status;
      },
    });
    expect(failed).toContain('patch.non-patchable.accountBalance');
  });

  it('must not change in the list alone', async () => {
    let forbidden: unknown;
    const failed = await runFixed({
      reply: (reply, request) => {
        if (isPatch(request)) forbidden = (JSON.parse(request.body) as { accountBalance?: unknown }).accountBalance ?? forbidden;
        const isListed = request.method === 'GET' && !/^\/\w+\/./.test(request.path);
        if (isListed && forbidden !== undefined) eachRecord(reply, (record) => ({ ...record, accountBalance: forbidden }));
      },
    });
    expect(failed).toEqual(['patch.non-patchable.accountBalance']);
  });
});

describe('what cannot be told is inconclusive', () => {
  it('a value that the server refuses, though it takes the one that it has', async () => {
    const root = await startVariant({
      request: (request) =>
        isPatch(request) && request.body.includes('"type":"individual"')
          ? { status: 400, headers: {}, body: '{"code":"type"}' }
          : request,
    });
    const result = await runAt(root, 'PartyAccount');
    expect(result.code).toBe(2);
    expect(requirementsWith(result.report(), 'inconclusive')).toEqual(['patch.patchable.type']);
    expect(result.out.replace(/\s+/g, ' ')).toContain('among the changes under `values` in the configuration');

    const cwd = temporaryFolder();
    writeFileSync(`${cwd}/ctk.config.yaml`, 'values:\n  PartyAccount:\n    changes: { type: business }\n');
    const again = await ctk(['run', 'PATCH', '--scope', 'profile', '--resource', 'PartyAccount', '--target', root], { cwd });
    expect(again.code, again.out).toBe(0);
  });

  it('a state whose change is refused by a server that kept what creations sent', async () => {
    const root = await startVariant({
      request: (request) =>
        isPatch(request) && request.body.includes('"state"') ? { status: 409, headers: {}, body: '{"code":"state"}' } : request,
    });
    const result = await runAt(root, 'PartyAccount');
    expect(result.code).toBe(2);
    expect(requirementsWith(result.report(), 'inconclusive')).toEqual(['patch.patchable.state']);
  });
});

describe('merge patches as plain JSON (AMB-R29)', () => {
  it('pass at a server that takes no other, with a remark', async () => {
    const root = await startVariant({
      request: (request) =>
        isPatch(request) && request.headers['content-type'] === 'application/merge-patch+json'
          ? { status: 415, headers: {}, body: '' }
          : request,
    });
    const strict = await runAt(root, 'BillFormat');
    expect(strict.code).toBe(1);
    expect(strict.out).toContain('AMB-R29=plainJson');
    const plain = await runAt(root, 'BillFormat', '--ruling', 'AMB-R29=plainJson');
    expect(plain.code, plain.out).toBe(0);
    expect(plain.out).toContain('patch.plain-json (4×, AMB-R29)');
  });
});
