import { describe, expect, it } from 'vitest';
import {
  flatten,
  inDataOrder,
  namesOfProducers,
  producedBy,
  producersOf,
  referencesOf,
  stepsOf,
} from '../../../src/core/engine/step-references.ts';
import type { ScenarioTemplate } from '../../../src/core/scenario.ts';
import { aChoice, aGroup, anExpectation, aScenario, aStep } from '../../support/steps.ts';

describe('referencesOf', () => {
  it('names what a step needs, in every part of it, without members', () => {
    const step = aStep('s', {
      when: '${extras}',
      offered: ['${T}'],
      target: '${ID}',
      url: '${location}',
      body: { '${key}': ['a ${run}'] },
      filter: { a: '${seenA[S]}' },
      fields: ['${values.searched}'],
      expect: [anExpectation(['r'], { argument: { sent: '${B.name}' } })],
    });
    expect([...referencesOf(step)].sort()).toEqual(
      ['B', 'ID', 'S', 'T', 'extras', 'key', 'location', 'run', 'seenA', 'values'].sort(),
    );
    const choice = aChoice('c', { T: { among: '${roles.T}', differsIn: ['${seenA}', '${seenB}'] } });
    expect([...referencesOf(choice)]).toEqual(['roles', 'seenA', 'seenB']);
  });

  it('leaves the variables of groups out, those of a repeated expectation in it only', () => {
    const step = aStep('s', {
      locals: { row: 'x' },
      body: ['${row}', '${name}'],
      expect: [
        anExpectation(['r'], { argument: ['${row}', '${name}', '${other}'], locals: { row: 'x', other: 'y' } }),
        anExpectation(['r'], { argument: ['${rest[row]}'], locals: { row: 'x' } }),
      ],
    });
    expect([...referencesOf(step)].sort()).toEqual(['name', 'rest']);
  });
});

describe('flatten', () => {
  it('keeps a step outside of groups the same object, so that it can be found again', () => {
    const step = aStep('s', { expect: [anExpectation(['r'])] });
    expect(flatten([step])[0]).toBe(step);
  });

  it('gives the steps of groups once, their variables known but without a value', () => {
    const repeated = anExpectation(['r'], { each: { variable: 'c', among: '${tables.x}' } });
    const inner = aGroup('b', 'y', [aStep('t', { expect: [anExpectation(['r'])] }), aChoice('u', {})]);
    const [first, second, third, last] = flatten([
      aGroup('a', 'x', [aStep('s', { expect: [repeated] }), inner]),
      aStep('v', { expect: [repeated, anExpectation(['r'])] }),
    ]);
    expect(first).toMatchObject({ id: 's', locals: { a: null }, expect: [{ locals: { a: null, c: null } }] });
    expect(second).toMatchObject({ id: 't', locals: { a: null, b: null }, expect: [{ locals: { a: null, b: null } }] });
    expect(third).toMatchObject({ id: 'u', locals: { a: null, b: null } });
    expect(last).not.toHaveProperty('locals');
    expect(last).toMatchObject({ expect: [{ locals: { c: null } }, { requirements: ['r'] }] });
    expect(JSON.stringify([first, last])).not.toContain('each');
  });
});

describe('producers', () => {
  it('are the steps that set a variable, the first of each name; an optional one counts', () => {
    const create = aStep('create', { capture: { ID: '/id', 'location?': 'header:location' } });
    const other = aStep('other', { capture: { ID: '/id' } });
    const choice = aChoice('pick', { T: { among: [], differsIn: ['', ''] } });
    expect(producedBy(create)).toEqual(['ID', 'location']);
    expect(producedBy(choice)).toEqual(['T']);
    const all = producersOf([aScenario('S', [choice], { preamble: [create] }), aScenario('R', [other])]);
    expect([...all]).toEqual([
      ['ID', create],
      ['location', create],
      ['T', choice],
    ]);
  });

  it('have a name for messages, also within groups', () => {
    const scenario = aScenario('S', [aGroup('row', 'x', [aStep('create', { capture: { ID: '/id' } })])]);
    expect([...namesOfProducers([scenario])]).toEqual([['ID', 'S/create']]);
    expect(stepsOf(scenario).map(({ id }) => id)).toEqual(['create']);
  });
});

describe('inDataOrder', () => {
  const order = (...scenarios: ScenarioTemplate[]) => inDataOrder(scenarios).map(({ id }) => id);
  const makes = (id: string, variable: string, needs: readonly string[] = []) =>
    aScenario(id, [aStep('s', { body: needs.map((name) => `\${${name}}`), capture: { [variable]: '/id' } })]);

  it('puts each after those whose captures it uses, and keeps the order otherwise', () => {
    expect(order(makes('A', 'a'), makes('B', 'b', ['c']), makes('C', 'c', ['a']), makes('D', 'd'))).toEqual(['A', 'C', 'B', 'D']);
  });

  it('looks into groups, preambles and expectations', () => {
    const expects = aStep('t', { expect: [anExpectation(['r'], { argument: '${a}' })] });
    const inGroup = aScenario('G', [aGroup('a', 'x', [expects]), aGroup('row', 'x', [expects])]);
    expect(order(inGroup, makes('A', 'a'))).toEqual(['A', 'G']);
    expect(order(aScenario('P', [aStep('s')], { preamble: [expects] }), makes('A', 'a'))).toEqual(['A', 'P']);
  });

  it('does not take a variable of a group for a capture of that name', () => {
    const step = aStep('t', { body: '${a}' });
    expect(order(aScenario('G', [aGroup('a', 'x', [step])]), makes('A', 'a'))).toEqual(['G', 'A']);
  });

  it('comes to an end where two wait for each other, or one for itself', () => {
    expect(order(makes('A', 'a', ['b']), makes('B', 'b', ['a']), makes('C', 'c', ['c']))).toEqual(['B', 'A', 'C']);
  });
});
