import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadScenarios } from '../../src/load/scenarios.ts';
import { problemsOf, temporaryFolder } from './folder.ts';

const folder = temporaryFolder();

const SCENARIO = `format: ctk-scenario/1
id: TC_N1
alias: [TC_Trou_N1, N1]
title: Create
clause: TC_Trou_N1
scope: connect
tags: [nominal]
steps:
  - id: create
    title: Send a POST message
    operation: create
    body: \${minimal}
    capture: { IDmin: /id, location?: "header:location" }
    expect:
      - requirement: [TC_N1.create.status, status.POST]
        status: 201
      - requirement: TC_N1.create.match
        matches: { sent: "\${minimal}" }
`;

/** The problems of the scenario above after a change. */
async function problems(from: string, to: string): Promise<string> {
  expect(SCENARIO).toContain(from);
  return problemsOf(loadScenarios([await folder.write('s.yaml', SCENARIO.replace(from, to))], []), folder);
}

const withStep = (step: string) => problems('  - id: create\n', `${step}\n  - id: create\n`);

describe('loadScenarios', () => {
  it('reads steps, expectations and where they stand', async () => {
    const file = await folder.write('s.yaml', SCENARIO);
    const [scenario] = await loadScenarios([file], []);
    expect(scenario).toEqual({
      format: 'ctk-scenario/1',
      id: 'TC_N1',
      aliases: ['TC_Trou_N1', 'N1'],
      title: 'Create',
      clause: 'TC_Trou_N1',
      scope: 'connect',
      tags: ['nominal'],
      preamble: [],
      steps: [
        {
          kind: 'request',
          id: 'create',
          title: 'Send a POST message',
          operation: 'create',
          body: '${minimal}',
          capture: { IDmin: '/id', 'location?': 'header:location' },
          position: { file, line: 9, column: 5 },
          expect: [
            {
              requirements: ['TC_N1.create.status', 'status.POST'],
              check: 'status',
              argument: 201,
              position: { file, line: 15, column: 9 },
            },
            {
              requirements: ['TC_N1.create.match'],
              check: 'matches',
              argument: { sent: '${minimal}' },
              position: { file, line: 17, column: 9 },
            },
          ],
        },
      ],
      postamble: [],
    });
  });

  it('reads steps that choose, conditions and the replies of earlier steps', async () => {
    const choose =
      '  - { id: pick-T, title: x, when: "${extras}", choose: { T: { among: "${roles.T}", differsIn: ["${a}", "${b}"] } }, requirement: r }';
    const later = '  - { id: later, title: x, operation: list, expect: [ { requirement: r, reply: create, status: 200 } ] }\n';
    const [scenario] = await loadScenarios(
      [await folder.write('s.yaml', SCENARIO.replace('steps:\n', `steps:\n${choose}\n`) + later)],
      [],
    );
    expect(scenario?.steps[0]).toMatchObject({
      kind: 'choose',
      when: '${extras}',
      choose: { T: { among: '${roles.T}', differsIn: ['${a}', '${b}'] } },
      requirements: ['r'],
    });
    expect(scenario?.steps[2]).toMatchObject({
      expect: [{ requirements: ['r'], reply: 'create', check: 'status', argument: 200 }],
    });
  });

  it('reads groups within groups, expectations that are repeated and where they stand', async () => {
    const group = `  - each: { row: "\${tables.patchable}" }
    steps:
      - { id: patch, title: x, operation: patch, target: i, body: {}, format: json-patch, offered: [a, b], expect: [{ requirement: r, status: 200 }] }
      - each: { name: "\${tables.attributes}" }
        steps:
          - { id: read, title: x, operation: list, after: patch, offered: a, expect: [{ requirement: r, each: { other: "\${tables.scalars}" }, reply: patch, status: 200 }] }
`;
    const file = await folder.write('s.yaml', SCENARIO.replace('steps:\n', `steps:\n${group}`));
    const [scenario] = await loadScenarios([file], []);
    expect(scenario?.steps[0]).toMatchObject({
      kind: 'each',
      each: { variable: 'row', among: '${tables.patchable}' },
      position: { file, line: 9, column: 5 },
      steps: [
        { kind: 'request', id: 'patch', format: 'json-patch', offered: ['a', 'b'], position: { line: 11, column: 9 } },
        {
          kind: 'each',
          each: { variable: 'name', among: '${tables.attributes}' },
          steps: [
            {
              id: 'read',
              after: 'patch',
              offered: 'a',
              expect: [{ check: 'status', reply: 'patch', each: { variable: 'other', among: '${tables.scalars}' } }],
            },
          ],
        },
      ],
    });
  });

  it('sorts by the order given, the rest by file', async () => {
    const files = ['Z', 'B', 'A', 'X'].map((id) => folder.write(`order/${id}.yaml`, SCENARIO.replace('id: TC_N1', `id: ${id}`)));
    await Promise.all(files);
    const loaded = await loadScenarios(path.join(folder.path, 'order'), ['X', 'B']);
    expect(loaded.map(({ id }) => id)).toEqual(['X', 'B', 'A', 'Z']);
  });

  it('tells the problems of all files in their order', async () => {
    const one = await folder.write('one.yaml', 'a: [\n');
    const two = await folder.write('two.yaml', SCENARIO.replace('clause', 'cluase'));
    expect(await problemsOf(loadScenarios([two, one], []), folder)).toMatch(/^two\.yaml:5:1 .*\n.*\none\.yaml:2:1 /);
  });

  it('refuses a folder that holds none or is not there', async () => {
    await folder.write('none/readme.md', '');
    expect(await problemsOf(loadScenarios(path.join(folder.path, 'none'), []), folder)).toContain('none  holds no scenarios');
    expect(await problemsOf(loadScenarios(path.join(folder.path, 'nowhere'), []), folder)).toBe('nowhere  there is no such file');
  });

  it('names an unknown key, the near one and the ones allowed', async () => {
    expect(await problems('    expect:', '    exepct:')).toMatch(
      /^s\.yaml:14:5 {2}unknown key "exepct" – did you mean "expect"\?\n {2}Allowed here: id, title, when, .*, expect, capture\.$/,
    );
    expect(await problems('title: Create', 'titel: Create')).toMatch(
      /^s\.yaml:4:1 {2}unknown key "titel" – did you mean "title"\?\n.*$/,
    );
  });

  it.each([
    ['no step', SCENARIO.slice(SCENARIO.indexOf('steps:')), 'steps: []\n', 's.yaml:8:8  "steps" must not be empty'],
    [
      'steps that are nothing',
      SCENARIO.slice(SCENARIO.indexOf('steps:')),
      'steps:\n',
      's.yaml:8:7  "steps" must be a list, not empty',
    ],
    ['a scenario without its clause', 'clause: TC_Trou_N1\n', '', 's.yaml:1:1  "clause" is missing'],
    [
      'another format',
      'ctk-scenario/1',
      'ctk-scenario/2',
      's.yaml:1:9  "format" must be ctk-scenario/1 – did you mean "ctk-scenario/1"?',
    ],
    [
      'an unknown scope',
      'scope: connect',
      'scope: conect',
      's.yaml:6:8  "scope" must be connect, profile or notifications – did you mean "connect"?',
    ],
    ['a wrong type', 'title: Create', 'title: [Create]', 's.yaml:4:8  "title" must be a text, not a list'],
    [
      'a wrong type among alternatives',
      'alias: [TC_Trou_N1, N1]',
      'alias: 5',
      's.yaml:3:8  "alias" must be a text or a list, not a number',
    ],
    [
      'a wrong entry of a list',
      'alias: [TC_Trou_N1, N1]',
      'alias: [N1, true]',
      's.yaml:3:13  entry 2 of "alias" must be a text, not true or false',
    ],
    ['an expectation without a check', '        status: 201\n', '', 'this one has none'],
    [
      'two checks in an expectation',
      '        status: 201\n',
      '        status: 201\n        accepted: 201\n',
      'this one has "status", "accepted"',
    ],
    [
      'a misspelt requirement',
      '- requirement: TC_N1.create.match',
      '- requirment: TC_N1.create.match',
      'entry 2 of "expect" has no "requirement" – is "requirment" meant for it?',
    ],
    [
      'a capture from nowhere',
      '/id,',
      'id,',
      's.yaml:13:23  "IDmin" has not the right form\n  Write a JSON pointer such as /id, the word body, or header:<name>.',
    ],
    [
      'a capture of a strange name',
      'IDmin:',
      'ID-min:',
      's.yaml:13:16  the key "ID-min" has not the right form\n  A variable has letters',
    ],
    [
      'a step of a strange name',
      'id: create',
      'id: Create it',
      's.yaml:9:9  "id" has not the right form\n  Words joined by hyphens',
    ],
  ])('refuses %s', async (_, from, to, expected) => {
    expect(await problems(from, to)).toContain(expected);
  });

  it.each([
    [
      'retrieve without target',
      '{ id: a, title: x, operation: retrieve, expect: [{ requirement: r, status: 200 }] }',
      's.yaml:9:5  entry 1 of "steps" has no "target"',
    ],
    [
      'create without body',
      '{ id: a, title: x, operation: create, expect: [{ requirement: r, status: 200 }] }',
      's.yaml:9:5  entry 1 of "steps" has no "body"',
    ],
    [
      'follow without url',
      '{ id: a, title: x, operation: follow, expect: [{ requirement: r, status: 200 }] }',
      's.yaml:9:5  entry 1 of "steps" has no "url"',
    ],
    [
      'list with body',
      '{ id: a, title: x, operation: list, body: {}, expect: [{ requirement: r, status: 200 }] }',
      's.yaml:9:41  "body" does not go with the operation list',
    ],
    [
      'an unknown operation',
      '{ id: a, title: x, operation: retreive, target: i, expect: [{ requirement: r, status: 200 }] }',
      's.yaml:9:35  "operation" must be create, list, retrieve, patch, delete, follow, subscribe or unsubscribe – did you mean "retrieve"?',
    ],
    [
      'a request that nothing is expected of',
      '{ id: a, title: x, operation: list }',
      's.yaml:9:5  entry 1 of "steps" has no "expect"',
    ],
    ['empty expectations', '{ id: a, title: x, operation: list, expect: [] }', 's.yaml:9:49  "expect" must not be empty'],
    [
      'a choice with an operation',
      '{ id: a, title: x, operation: list, requirement: r, choose: { T: { among: [a], differsIn: [1, 2] } } }',
      's.yaml:9:24  unknown key "operation"',
    ],
  ])('refuses %s', async (_, step, expected) => {
    expect((await withStep(`  - ${step}`)).split('\n')[0]).toBe(expected);
  });

  it.each([
    [
      'a group beside what a step says',
      '{ each: { a: "${tables.a}" }, id: a, steps: [{ id: b, title: x, operation: list, expect: [{ requirement: r, status: 200 }] }] }',
      's.yaml:9:35  unknown key "id"',
    ],
    ['a group without steps', '{ each: { a: "${tables.a}" } }', 's.yaml:9:5  entry 1 of "steps" has no "steps"'],
    ['an empty group', '{ each: { a: "${tables.a}" }, steps: [] }', 's.yaml:9:42  "steps" must not be empty'],
    [
      'a group over two tables at once',
      '{ each: { a: "${tables.a}", b: "${tables.b}" }, steps: [{ id: b, title: x, operation: list, expect: [] }] }',
      's.yaml:9:13  "each" has exactly one variable, and the table that it goes through',
    ],
    [
      'a group over what is no table',
      '{ each: { a: "${roles.T}" }, steps: [{ id: b, title: x, operation: list, expect: [{ requirement: r, status: 200 }] }] }',
      's.yaml:9:18  "a" has not the right form',
    ],
    [
      'a repeated expectation without a check',
      '{ id: a, title: x, operation: list, expect: [{ requirement: r, each: { a: "${tables.a}" } }] }',
      's.yaml:9:50  an expectation has exactly one check beside "requirement", "reply" and "each"; this one has none',
    ],
    [
      'a patch in an unknown format',
      '{ id: a, title: x, operation: patch, target: i, body: {}, format: jsonpatch, expect: [{ requirement: r, status: 200 }] }',
      's.yaml:9:71  "format" must be merge-patch or json-patch – did you mean "json-patch"?',
    ],
    [
      'a format of what is no patch',
      '{ id: a, title: x, operation: create, body: {}, format: json-patch, expect: [{ requirement: r, status: 200 }] }',
      's.yaml:9:53  "format" does not go with the operation create',
    ],
    [
      'attributes that are offered, none of them',
      '{ id: a, title: x, operation: list, offered: [], expect: [{ requirement: r, status: 200 }] }',
      's.yaml:9:50  "offered" must not be empty',
    ],
    [
      'a step after a strange name',
      '{ id: a, title: x, operation: list, after: "a:b", expect: [{ requirement: r, status: 200 }] }',
      's.yaml:9:48  "after" has not the right form',
    ],
  ])('refuses %s', async (_, step, expected) => {
    expect((await withStep(`  - ${step}`)).split('\n')[0]).toBe(expected);
  });

  it('lets a postamble expect nothing', async () => {
    const file = await folder.write(
      's.yaml',
      `${SCENARIO}postamble:\n  - { id: a, title: x, operation: delete, target: "\${IDmin}" }\n`,
    );
    expect((await loadScenarios([file], []))[0]?.postamble).toMatchObject([{ id: 'a', expect: [], capture: {} }]);
  });
});
