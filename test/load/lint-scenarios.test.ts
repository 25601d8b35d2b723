import { beforeAll, describe, expect, it } from 'vitest';
import type { CheckRegistry } from '../../src/core/check.ts';
import type { Profile } from '../../src/core/profile.ts';
import type { Requirement } from '../../src/core/requirement.ts';
import type { ValidateArgument } from '../../src/load/check-arguments.ts';
import { argumentValidator } from '../../src/load/check-arguments.ts';
import { lintScenarios } from '../../src/load/lint-scenarios.ts';
import { formatProblem } from '../../src/load/problem.ts';
import { loadScenarios } from '../../src/load/scenarios.ts';
import { temporaryFolder } from './folder.ts';

const folder = temporaryFolder();

const judge = () => ({ kind: 'judged', findings: [] }) as const;
const CHECKS: CheckRegistry = {
  status: { summary: '', argument: { type: 'integer', minimum: 100 }, judge },
  matches: {
    summary: '',
    argument: {
      type: 'object',
      properties: { id: { type: 'string' }, sent: { type: 'object' }, shape: { enum: ['object', 'list'] } },
      required: ['sent'],
      additionalProperties: false,
    },
    judge,
  },
  meets: { summary: '', argument: { type: 'object', minProperties: 1 }, judge },
};

/** A resource whose tables are empty. */
const RESOURCE = {
  attributes: { rows: [] },
  create: { mandatory: [], optional: [], subAttributes: [], defaults: [] },
  patch: { patchable: [], nonPatchable: [], adminOnly: false },
};

/** Only what the linter reads of a profile. */
const PROFILE = {
  bindings: { rest: { paths: { PartyAccount: 'partyAccount', BillFormat: 'billFormat' } } },
  resources: { PartyAccount: RESOURCE, BillFormat: RESOURCE },
  notifications: { rows: [] },
  testData: {
    resources: {
      PartyAccount: { fixtures: { minimal: {}, A: {} }, roles: { T: ['type'] }, values: { both: ['${T}'], one: 1 } },
      BillFormat: { fixtures: { minimal: {}, A: {} }, roles: { T: ['name'] }, values: { both: [] } },
    },
  },
} as unknown as Profile;

const REQUIREMENTS = ['TC_N1.create.status', 'status.POST'].map((id) => ({ id }) as Requirement);

let validateArgument: ValidateArgument;
beforeAll(async () => {
  validateArgument = await argumentValidator(CHECKS);
});

/** Writes a scenario whose steps are these. */
function scenario(id: string, steps: readonly string[], postamble: readonly string[] = []): string {
  const lines = (all: readonly string[]) => all.map((step) => `  - { title: x, ${step} }\n`).join('');
  return `format: ctk-scenario/1\nid: ${id}\ntitle: x\nclause: x\nscope: connect\nsteps:\n${lines(steps)}${postamble.length === 0 ? '' : `postamble:\n${lines(postamble)}`}`;
}

const OK = 'requirement: status.POST, status: 201';
const CREATE = `id: create, operation: create, body: "\${A}", capture: { ID: /id, seen: body }, expect: [{ ${OK} }]`;
const USE = `id: use, operation: retrieve, target: "\${ID}", expect: [{ requirement: status.POST, matches: { sent: "\${seen}" } }]`;

async function lint(...texts: readonly string[]): Promise<readonly string[]> {
  const files = await Promise.all(texts.map((text, index) => folder.write(`${index + 1}.yaml`, text)));
  const scenarios = await loadScenarios(files, []);
  return lintScenarios(scenarios, PROFILE, REQUIREMENTS, CHECKS, validateArgument).map((problem) =>
    formatProblem(problem, folder.path),
  );
}

/** The problems of one more step, after one that sets ID and seen and one that uses them. */
const lintStep = (step: string) => lint(scenario('S', [CREATE, USE, step]));

describe('lintScenarios', () => {
  it('finds nothing in sound scenarios, also where one uses what an earlier one set', async () => {
    expect(await lint(scenario('S1', [CREATE]), scenario('S2', [USE]))).toEqual([]);
  });

  it.each([
    [
      'an unknown requirement',
      'id: a, operation: list, expect: [{ requirement: status.PSOT, status: 200 }]',
      '1.yaml:9:50  the profile has no requirement "status.PSOT" – did you mean "status.POST"?',
    ],
    [
      'an unknown check',
      'id: a, operation: list, expect: [{ requirement: status.POST, statsu: 200 }]',
      '1.yaml:9:50  there is no check "statsu" – did you mean "status"?\n  Checks: status, matches, meets.',
    ],
    [
      'a step id that is there twice',
      `id: use, operation: list, expect: [{ ${OK} }]`,
      '1.yaml:9:5  the step id "use" is there twice',
    ],
    [
      'the reply of a later or unknown step',
      'id: a, operation: list, expect: [{ requirement: status.POST, reply: creat, status: 200 }]',
      '1.yaml:9:50  no earlier step "creat" of this scenario has a reply – did you mean "create"?',
    ],
    [
      'a requirement of this target at a step that goes to the other one',
      `id: a, operation: list, over: other, expect: [{ ${OK} }]`,
      '1.yaml:9:63  "status.POST" cannot be judged by what the other target answers\n  A step with "over" cites faces.created, faces.patched, faces.deleted.',
    ],
    [
      'its own reply by name',
      'id: own-one, operation: list, expect: [{ requirement: status.POST, reply: own-one, status: 200 }]',
      '1.yaml:9:56  no earlier step "own-one" of this scenario has a reply',
    ],
    [
      'an undefined variable',
      `id: a, operation: retrieve, target: "\${IDD}", expect: [{ ${OK} }]`,
      '1.yaml:9:5  ${IDD} is not defined – did you mean "ID"?',
    ],
    [
      'an undefined variable in a text',
      `id: a, operation: list, filter: { name: "My\${nobody}" }, expect: [{ ${OK} }]`,
      '1.yaml:9:5  ${nobody} is not defined',
    ],
    [
      'an undefined variable in a key',
      `id: a, operation: list, filter: { "\${U}": 1 }, expect: [{ ${OK} }]`,
      '1.yaml:9:5  ${U} is not defined',
    ],
    [
      'an undefined variable in brackets',
      `id: a, operation: list, filter: { name: "\${seen[Q]}" }, expect: [{ ${OK} }]`,
      '1.yaml:9:5  ${Q} is not defined',
    ],
    [
      'an undefined variable in an argument',
      'id: a, operation: list, expect: [{ requirement: status.POST, meets: { a: "${nobody}" } }]',
      '1.yaml:9:5  ${nobody} is not defined',
    ],
    [
      'an undefined variable behind test data',
      `id: a, operation: list, fields: "\${values.both}", expect: [{ ${OK} }]`,
      '1.yaml:9:5  ${T} is not defined',
    ],
    [
      'an unknown role',
      `id: a, operation: list, fields: "\${roles.Z}", expect: [{ ${OK} }]`,
      '1.yaml:9:5  ${roles.Z} is not defined – did you mean "roles.T"?',
    ],
    [
      'test data that a resource lacks',
      `id: a, operation: list, filter: { a: "\${values.one}" }, expect: [{ ${OK} }]`,
      '1.yaml:9:5  ${values.one} is not defined for BillFormat',
    ],
    [
      'a malformed reference',
      `id: a, operation: list, filter: { a: "\${1x}" }, expect: [{ ${OK} }]`,
      '1.yaml:9:5  "${1x}" holds a reference that is not well-formed\n  Write ${name}, ${name.member} or ${name[variable]}.',
    ],
    [
      'a capture that nobody uses',
      `id: a, operation: list, capture: { lost: body }, expect: [{ ${OK} }]`,
      '1.yaml:9:5  "lost" is set here, but nothing uses it',
    ],
    [
      'a capture that hides a fixture',
      `id: a, operation: list, capture: { minimal: body }, expect: [{ ${OK} }]`,
      '1.yaml:9:5  "minimal" hides what the kit or the profile calls by that name',
    ],
    [
      'an argument of the wrong type',
      'id: a, operation: list, expect: [{ requirement: status.POST, status: "200" }]',
      '1.yaml:9:50  "status" must be a whole number, not a text',
    ],
    [
      'an argument out of range',
      'id: a, operation: list, expect: [{ requirement: status.POST, status: 20 }]',
      '1.yaml:9:50  "status" must be >= 100',
    ],
    [
      'an argument with an unknown member',
      'id: a, operation: list, expect: [{ requirement: status.POST, matches: { snet: {}, sent: {} } }]',
      '1.yaml:9:50  unknown key "snet" – did you mean "sent"?',
    ],
    [
      'an argument that lacks a member',
      'id: a, operation: list, expect: [{ requirement: status.POST, matches: { id: "${ID}" } }]',
      '1.yaml:9:50  "matches" has no "sent"',
    ],
    [
      'an argument beside references',
      'id: a, operation: list, expect: [{ requirement: status.POST, matches: { sent: "${A}", shape: lisst } }]',
      '1.yaml:9:50  "shape" must be object or list – did you mean "list"?',
    ],
  ])('finds %s', async (_, step, problem) => {
    expect(await lintStep(step)).toEqual([problem]);
  });

  it('takes a reference for any argument', async () => {
    expect(
      await lintStep(
        'id: a, operation: list, expect: [{ requirement: status.POST, status: "${seen.code}" }, { requirement: status.POST, matches: "${seen}" }]',
      ),
    ).toEqual([]);
  });

  it('leaves the members of records to the run', async () => {
    expect(
      await lintStep(
        `id: a, operation: list, filter: { a: "\${A.name}", b: "\${extras.x}", c: "\${seen.id}" }, expect: [{ ${OK} }]`,
      ),
    ).toEqual([]);
  });

  it('lets a step with a condition use what only some resources have', async () => {
    expect(
      await lintStep(`id: a, when: "\${values.one}", operation: list, filter: { a: "\${values.one}" }, expect: [{ ${OK} }]`),
    ).toEqual([]);
  });

  it('knows captures in the expectations of their own step, but not before', async () => {
    const own = `id: a, operation: create, body: {}, capture: { X: /id }, expect: [{ requirement: status.POST, matches: { sent: "\${X}" } }]`;
    expect(await lint(scenario('S', [own]))).toEqual([]);
    expect(await lint(scenario('S', [USE, CREATE]))).toEqual([
      '1.yaml:7:5  ${ID} is set only later, by step "create"',
      '1.yaml:7:5  ${seen} is set only later, by step "create"',
    ]);
  });

  it('counts choices as settings and their requirement as cited', async () => {
    const choose = 'id: pick, requirement: nothing, choose: { T: { among: "${roles.T}", differsIn: ["${seen}", "${seen}"] } }';
    const use = `id: by-T, operation: list, filter: { "\${T}": "\${seen[T]}" }, fields: "\${values.both}", expect: [{ ${OK} }]`;
    expect(await lint(scenario('S', [CREATE, USE, choose, use]))).toEqual([
      '1.yaml:9:5  the profile has no requirement "nothing"',
    ]);
  });

  it('finds a variable that is set twice', async () => {
    expect((await lint(scenario('S1', [CREATE, USE]), scenario('S2', [CREATE, USE])))[0]).toMatch(
      /^2\.yaml:7:5 {2}"ID" is already set by step "create" \(.*1\.yaml:7\)$/,
    );
  });

  it('finds names that two scenarios share', async () => {
    const second = scenario('S2', [USE]).replace('title', 'alias: [S1, S2]\ntitle');
    expect(await lint(scenario('S1', [CREATE]), second)).toEqual([
      expect.stringMatching(/^2\.yaml {2}the name "S1" already belongs to .*1\.yaml$/),
      '2.yaml  the name "S2" already belongs to the scenario itself',
    ]);
  });

  it('sees captures that only a postamble uses', async () => {
    expect(
      await lint(
        scenario(
          'S',
          [`id: a, operation: create, body: {}, capture: { X?: /id }, expect: [{ ${OK} }]`],
          ['id: b, operation: delete, target: "${X}"'],
        ),
      ),
    ).toEqual([]);
  });
});
