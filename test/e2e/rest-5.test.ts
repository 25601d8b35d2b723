import { describe, expect, test } from 'vitest';
import type { ReferenceOptions } from '../../src/reference/server.ts';
import { startReference } from '../../src/reference/server.ts';
import { type CommandResult, ctk, requirementsWith } from '../support/cli.ts';
import { eachRecord, startVariant, type Variant } from '../support/proxy.ts';

const PROFILE = ['--profile', 'tmf666-rest-5.0.0'];

/** Runs against a reference implementation of v5 that has these peculiarities. */
async function runReference(options: ReferenceOptions, ...flags: string[]): Promise<CommandResult> {
  const server = await startReference({ model: 'v5', ...options });
  try {
    return await ctk(['run', ...flags, '--target', server.root, ...PROFILE]);
  } finally {
    await server.close();
  }
}

/** Codes of findings with their kinds, each once. */
function findingsOf(result: CommandResult): readonly string[] {
  const codes = result
    .evidence()
    .flatMap((event) => (event.event === 'step-finished' ? event.checks.flatMap(({ findings }) => findings) : []))
    .map(({ code, kind, ruling }) => `${kind} ${code} ${ruling ?? ''}`.trim());
  return [...new Set(codes)].sort();
}

test('without a target the reference implementation inside the kit follows version 5.0.0', async () => {
  const result = await ctk(['run', 'TC_N1', 'TC_E2', '--resource', 'PartyAccount', ...PROFILE]);
  expect(result.code, result.out).toBe(0);
  expect(result.report().profile).toMatchObject({ id: 'tmf666-rest-5.0.0', derivedFrom: expect.stringContaining('AMB-X09') });
  expect(requirementsWith(result.report(), 'fail')).toEqual([]);
});

describe('changes answered 202', () => {
  const SCENARIOS = ['TC_N1', 'TC_E2', 'DELETE', 'PATCH_FIXED', '--scope', 'connect,profile', '--resource', 'BillFormat'];

  test('pass with a remark once they are made, and nothing is left', async () => {
    const result = await runReference({ variants: ['async202'] }, ...SCENARIOS);
    expect(result.code, result.out).toBe(0);
    expect(findingsOf(result)).toEqual(['remark change.awaited AMB-R67', 'remark status.tolerated AMB-R67']);
    expect(result.report().residue).toEqual([]);
    const notes = result.evidence().flatMap((event) => (event.event === 'exchange' ? event.exchange.notes : []));
    expect(notes).toContainEqual(expect.objectContaining({ kind: 'accepted', status: 202, isDone: true }));
  });

  test('fail where the reading is refused', async () => {
    const result = await runReference({ variants: ['async202'] }, ...SCENARIOS, '--ruling', 'AMB-R67=refused');
    expect(result.code).toBe(1);
    expect(requirementsWith(result.report(), 'fail')).toEqual(expect.arrayContaining(['TC_N1.create.status', 'status.POST']));
  });

  test.each([
    ['accepted-create-forgotten', 'TC_N1', 'TC_N1.create.status'],
    ['accepted-patch-forgotten', 'PATCH', 'patch.entity'],
    ['accepted-patch-fails', 'PATCH', 'status.PATCH'],
    ['accepted-delete-fails', 'DELETE', 'delete.entity'],
  ])('fail where the promise is broken: %s', async (fault, scenario, requirement) => {
    const flags = [scenario, '--scope', 'connect,profile', '--resource', 'BillFormat', '--timeout', '1000'];
    const result = await runReference({ faults: [fault] }, ...flags);
    expect(result.code, result.out).toBe(1);
    expect(requirementsWith(result.report(), 'fail')).toContain(requirement);
  });

  test('fail where a creation is said to be made, and the record is not there', async () => {
    const flags = ['TC_N1', '--scope', 'connect', '--resource', 'BillFormat', '--timeout', '1000'];
    const result = await runReference({ faults: ['create-not-stored'], variants: ['async202'] }, ...flags);
    expect(result.code, result.out).toBe(1);
    expect(requirementsWith(result.report(), 'fail')).toContain('TC_N1.create.status');
  });
});

describe('attributes that only one document lets be patched', () => {
  const FLAGS = ['PATCH_FIXED', '--scope', 'profile', '--resource', 'PartyAccount'];
  const FAULTS = ['patch-changes-last-update', 'patch-changes-base-type'];

  test('are remarks where a patch changes them', async () => {
    const result = await runReference({ faults: FAULTS }, ...FLAGS);
    expect(result.code, result.out).toBe(0);
    expect(findingsOf(result)).toContain('remark patch.fixed-changed AMB-R66');
  });

  test('fail by the guide', async () => {
    const result = await runReference({ faults: FAULTS }, ...FLAGS, '--ruling', 'AMB-R66=guide');
    expect(result.code).toBe(1);
    expect(requirementsWith(result.report(), 'fail')).toEqual(
      expect.arrayContaining(['patch.non-patchable.lastUpdate', 'patch.non-patchable.@baseType']),
    );
  });

  test('@type is not one of them', async () => {
    const result = await runReference({ faults: ['patch-changes-type'] }, ...FLAGS);
    expect(requirementsWith(result.report(), 'fail')).toContain('patch.non-patchable.@type');
  });
});

describe('branches of unions, chosen by @type', () => {
  /** A server that gives every record a bill structure with this format. */
  const withFormat = (format: Record<string, unknown>): Variant => ({
    reference: { model: 'v5' },
    reply: (reply, { path }) =>
      eachRecord(reply, (record) =>
        'name' in record && !path.includes('fields=') ? { ...record, billStructure: { format } } : record,
      ),
  });
  const certified = async (variant: Variant) =>
    ctk([
      'run',
      'TC_N1',
      '--scope',
      'connect',
      '--resource',
      'PartyAccount',
      '--target',
      await startVariant(variant),
      ...PROFILE,
    ]);

  test.each([
    ['a reference', { '@type': 'BillFormatRef', '@referredType': 'BillFormat', id: '7', name: 'Summary' }],
    ['a value', { '@type': 'BillFormat', id: '7', name: 'Summary', description: 'One page' }],
  ])('%s passes', async (_, format) => {
    const result = await certified(withFormat(format));
    expect(result.code, result.out).toBe(0);
  });

  test('what contradicts its @type fails', async () => {
    const format = { '@type': 'BillFormatRef', '@referredType': 5, id: '7' };
    const result = await certified(withFormat(format));
    expect(result.code).toBe(1);
    expect(requirementsWith(result.report(), 'fail')).toContain('resource.representation');
  });
});

test('a record without @type is a remark, and fails where the OpenAPI document decides', async () => {
  const untyped: Variant = {
    reference: { model: 'v5' },
    reply: (reply) => eachRecord(reply, ({ '@type': _, ...rest }) => rest),
  };
  const flags = ['run', 'CREATE', '--scope', 'profile', '--resource', 'BillFormat', ...PROFILE, '--target'];
  const tolerated = await ctk([...flags, await startVariant(untyped)]);
  expect(tolerated.code, tolerated.out).toBe(0);
  expect(findingsOf(tolerated)).toEqual(['remark type.missing AMB-R68']);
  const required = await ctk([...flags, await startVariant(untyped), '--ruling', 'AMB-R68=required']);
  expect(required.code).toBe(1);
});
