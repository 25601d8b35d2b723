import { describe, expect, it } from 'vitest';
import { NotInRow, unfold, unfoldAll } from '../../../src/core/engine/unfold.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import type { StepEntry } from '../../../src/core/scenario.ts';
import { aChoice, aGroup, anExpectation, aScenario, aStep } from '../../support/steps.ts';

const TABLES: JsonObject = {
  attributes: ['name', 'state'],
  patchable: [
    { id: 'state', attribute: 'state' },
    { id: 'bill.format', attribute: 'bill' },
  ],
  none: [],
};
const unfolded = (...steps: StepEntry[]) => unfold(aScenario('S', steps), TABLES).steps;
const each = (variable: string, table: string) => ({ variable, among: `\${tables.${table}}` });

describe('unfold', () => {
  it('leaves a scenario without groups as it is', () => {
    const scenario = aScenario('S', [aStep('a', { expect: [anExpectation(['r'])] })], { preamble: [aStep('p')] });
    expect(unfold(scenario, TABLES)).toEqual(scenario);
  });

  it('repeats steps for each row, in the order of rows, and names them by it', () => {
    const steps = unfolded(aStep('a'), aGroup('name', 'attributes', [aStep('b'), aStep('c')]), aStep('d'));
    expect(steps.map(({ id }) => id)).toEqual(['a', 'b:name', 'c:name', 'b:state', 'c:state', 'd']);
    expect(steps.map(({ suffix }) => suffix)).toEqual([undefined, ':name', ':name', ':state', ':state', undefined]);
    expect(steps.map(({ locals }) => locals)).toEqual([
      undefined,
      { name: 'name' },
      { name: 'name' },
      { name: 'state' },
      { name: 'state' },
      undefined,
    ]);
  });

  it('names rows that are objects by their id, dots and all', () => {
    const steps = unfolded(aGroup('row', 'patchable', [aStep('patch')]));
    expect(steps.map(({ id }) => id)).toEqual(['patch:state', 'patch:bill.format']);
    expect(steps[1]?.locals).toEqual({ row: { id: 'bill.format', attribute: 'bill' } });
  });

  it('fills titles and requirement ids in from the row, and leaves all else to the run', () => {
    const step = aStep('s', {
      title: 'Patch ${row.id}',
      body: { '${row.attribute}': '${changes[row.id]}' },
      expect: [anExpectation(['patch.${row.id}', 'r'], { argument: '${row.id}' })],
    });
    const choice = aChoice('c', { T: { among: ['${row.id}'], differsIn: ['${a}', '${b}'] } }, { requirements: ['of.${row.id}'] });
    const [patched, chosen] = unfolded(aGroup('row', 'patchable', [step, choice]));
    expect(patched).toMatchObject({
      title: 'Patch state',
      body: { '${row.attribute}': '${changes[row.id]}' },
      expect: [{ requirements: ['patch.state', 'r'], argument: '${row.id}', locals: { row: { id: 'state' } } }],
    });
    expect(chosen).toMatchObject({ id: 'c:state', requirements: ['of.state'], choose: { T: { among: ['${row.id}'] } } });
  });

  it('nests groups: ids, titles and locals hold both rows', () => {
    const inner = aGroup('name', 'attributes', [aStep('s', { title: '${row.id} by ${name}' })]);
    const steps = unfolded(aGroup('row', 'patchable', [aStep('outer'), inner]));
    expect(steps.map(({ id }) => id)).toEqual([
      'outer:state',
      's:state:name',
      's:state:state',
      'outer:bill.format',
      's:bill.format:name',
      's:bill.format:state',
    ]);
    expect(steps[4]).toMatchObject({ title: 'bill.format by name', locals: { name: 'name', row: { id: 'bill.format' } } });
  });

  it('repeats expectations too, within the row of their step', () => {
    const repeated = anExpectation(['${row.id}.${name}'], { each: each('name', 'attributes') });
    const [first] = unfolded(aGroup('row', 'patchable', [aStep('s', { expect: [repeated, anExpectation(['r'])] })]));
    expect(first).toMatchObject({
      expect: [
        { requirements: ['state.name'], locals: { name: 'name', row: { id: 'state' } } },
        { requirements: ['state.state'], locals: { name: 'state' } },
        { requirements: ['r'], locals: { row: { id: 'state' } } },
      ],
    });
    expect(JSON.stringify(first)).not.toContain('"each"');
  });

  it('makes nothing of an empty table', () => {
    expect(
      unfolded(aGroup('row', 'none', [aStep('s')]), aStep('t', { expect: [anExpectation(['r'], { each: each('n', 'none') })] })),
    ).toMatchObject([{ id: 't', expect: [] }]);
  });

  it.each<[string, StepEntry, string]>([
    ['a table that there is not', aGroup('row', 'nothing', [aStep('s')]), 'tables.nothing'],
    ['a member that the row does not have', aGroup('row', 'patchable', [aStep('s', { title: '${row.name}' })]), 'row.name'],
    ['a title that refers to the run', aStep('s', { title: 'Read ${ID}' }), 'ID'],
    ['a requirement that refers to the run', aStep('s', { expect: [anExpectation(['r.${ID}'])] }), 'ID'],
  ])('refuses %s, and says where it stands', (_, entry, variable) => {
    const position = { file: 'own.yaml', line: 7, column: 3 };
    const at = entry.kind === 'each' ? { ...entry, position, steps: entry.steps.map((step) => ({ ...step, position })) } : entry;
    const placed = at.kind === 'request' ? { ...at, position, expect: at.expect.map((one) => ({ ...one, position })) } : at;
    expect(() => unfolded(placed)).toThrow(NotInRow);
    expect(() => unfolded(placed)).toThrow(expect.objectContaining({ variable, position }));
  });
});

describe('unfoldAll', () => {
  it('drops scenarios of which nothing is left at a resource, whatever their preamble would do', () => {
    const all = unfoldAll(
      [
        aScenario('groups', [aGroup('row', 'rows', [aStep('s')])], { preamble: [aStep('prepare')] }),
        aScenario('always', [aStep('t')]),
      ],
      { PartyAccount: { rows: ['name'] }, BillFormat: { rows: [] } },
    );
    expect([...all.keys()].map((resource) => [resource, all.get(resource)?.map(({ id }) => id)])).toEqual([
      ['PartyAccount', ['groups', 'always']],
      ['BillFormat', ['always']],
    ]);
  });
});

describe('unfoldAll for a profile', () => {
  const only = (steps: readonly StepEntry[], demanded: Parameters<typeof unfoldAll>[2], tables: JsonObject = {}) =>
    unfoldAll([aScenario('S', steps)], { BillFormat: tables }, demanded).get('BillFormat')?.[0]?.steps ?? [];
  const known = { requirements: new Set(['r', 'status']) };

  it('leaves out expectations and requirements that only other profiles have', () => {
    const [step] = only([aStep('a', { expect: [anExpectation(['r', 'location']), anExpectation(['location'])] })], known);
    expect(step).toMatchObject({ expect: [{ requirements: ['r'] }] });
    expect(step?.kind === 'request' && step.expect).toHaveLength(1);
  });

  it('leaves out steps of which nothing is left, and what is about them is about what they were about', () => {
    const steps = only(
      [
        aStep('a', { expect: [anExpectation(['r'])] }),
        aStep('follow', { after: 'a', expect: [anExpectation(['location'])] }),
        aStep('b', { after: 'follow', expect: [anExpectation(['r'])] }),
      ],
      known,
    );
    expect(steps.map(({ id, after }) => [id, after])).toEqual([
      ['a', undefined],
      ['b', 'a'],
    ]);
  });

  it('keeps a step whose captures or whose reply another one uses, and one that expects nothing from the beginning', () => {
    const steps = only(
      [
        aStep('captured', { capture: { X: '/id' }, expect: [anExpectation(['location'])] }),
        aStep('judged', { expect: [anExpectation(['location'])] }),
        aStep('unused', { capture: { Y: '/id' }, expect: [anExpectation(['location'])] }),
        aStep('silent'),
        aStep('last', { target: '${X}', expect: [anExpectation(['r'], { reply: 'judged' })] }),
      ],
      known,
    );
    expect(steps.map(({ id }) => id)).toEqual(['captured', 'judged', 'silent', 'last']);
  });

  it('has a step with a condition only where its table has rows', () => {
    const steps = [
      aStep('first'),
      aStep('subscribe', { where: '${tables.hub}', after: 'first' }),
      aStep('second', { after: 'subscribe' }),
    ];
    expect(only(steps, {}, { hub: ['hub'] }).map(({ id }) => id)).toEqual(['first', 'subscribe', 'second']);
    expect(only(steps, {}, { hub: [] }).map(({ id, after }) => [id, after])).toEqual([
      ['first', undefined],
      ['second', 'first'],
    ]);
  });

  it('adds to each request what is said of every reply, and nothing to the clean-up', () => {
    const everyReply = [
      { id: 'status', level: 'M', text: '', check: 'status-code' },
      { id: 'once', level: 'M', text: '' },
    ] as const;
    const scenario = aScenario('S', [aStep('a', { expect: [anExpectation(['r'])] })], {
      preamble: [aStep('p')],
      postamble: [aStep('end')],
    });
    const [fitted] = unfoldAll([scenario], { BillFormat: {} }, { everyReply }).get('BillFormat') ?? [];
    const added = { check: 'status-code', requirements: ['message.status'], argument: true };
    expect(fitted).toMatchObject({
      preamble: [{ expect: [added] }],
      steps: [{ expect: [{ requirements: ['r'] }, added] }],
      postamble: [{ expect: [] }],
    });
  });
});
