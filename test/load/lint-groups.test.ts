import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../src/checks/index.ts';
import type { Profile } from '../../src/core/profile.ts';
import type { Requirement } from '../../src/core/requirement.ts';
import { lintScenarios } from '../../src/load/lint-scenarios.ts';
import { formatProblem } from '../../src/load/problem.ts';
import { loadScenarios } from '../../src/load/scenarios.ts';
import { temporaryFolder } from './folder.ts';

const folder = temporaryFolder();

/** Both resources have the attributes; only one of them can patch one of them, and nothing is sent to an administrator only. */
const resource = (patchable: readonly string[]) => ({
  attributes: { rows: [{ name: 'name' }, { name: 'state' }] },
  create: { mandatory: [], optional: [], subAttributes: [], defaults: [] },
  patch: { patchable, nonPatchable: [], adminOnly: false },
});
const PROFILE = {
  bindings: { rest: { paths: { PartyAccount: 'partyAccount', BillFormat: 'billFormat' } } },
  resources: { PartyAccount: resource(['state']), BillFormat: resource([]) },
  notifications: { rows: [] },
  testData: {
    serverManaged: [],
    resources: {
      PartyAccount: { fixtures: { whole: { name: 'x', state: 'y' } }, changes: { state: 'z' } },
      BillFormat: { fixtures: { whole: { name: 'x' } } },
    },
  },
} as unknown as Profile;

const REQUIREMENTS = ['get.list', 'attribute.name', 'attribute.state', 'patch.patchable.state'].map(
  (id) => ({ id }) as Requirement,
);

const HEAD = 'format: ctk-scenario/1\nid: S\ntitle: x\nclause: x\nscope: profile\nsteps:\n';
/** Stands where the problem is. */
const MARK = '▸';

const LIST = 'operation: list, expect: [{ requirement: get.list, status: 200 }]';

/** The problems of a scenario with these steps, which begin at line 7. */
async function lint(steps: string): Promise<readonly string[]> {
  const file = await folder.write('s.yaml', HEAD + steps);
  const problems = lintScenarios(await loadScenarios([file], []), PROFILE, REQUIREMENTS, CHECKS);
  return problems.map((problem) => formatProblem(problem, folder.path));
}

describe('groups', () => {
  it('are sound where every row has what they refer to', async () => {
    const steps = `
  - each: { attribute: "\${tables.attributes}" }
    steps:
      - { id: list, title: "List by \${attribute}", operation: list, filter: { "\${attribute}": 1 }, expect: [{ requirement: "attribute.\${attribute}", status: 200 }] }
      - { id: again, title: x, after: list, ${LIST.replace('requirement', 'reply: list, requirement')} }
  - each: { row: "\${tables.patchable}" }
    steps:
      - { id: by, title: "List by \${row.attribute}", operation: list, expect: [{ requirement: "patch.patchable.\${row.id}", status: 200 }] }
  - id: whole
    title: x
    operation: list
    expect:
      - each: { name: "\${tables.attributes}" }
        requirement: attribute.\${name}
        status: 200
`;
    expect(await lint(steps)).toEqual([]);
  });

  it.each([
    [
      'a table that there is not',
      `  - ▸{ each: { a: "\${tables.atributes}" }, steps: [{ id: s, title: x, ${LIST} }] }\n`,
      '${tables.atributes} is not known before the run – did you mean "tables.attributes"?',
    ],
    [
      'a table that there is not, of an expectation',
      '  - { id: s, title: x, operation: list, expect: [▸{ each: { a: "${tables.nothing}" }, requirement: get.list, status: 200 }] }\n',
      '${tables.nothing} is not known before the run – did you mean "tables.optional"?',
    ],
    [
      'a group that no resource has rows for',
      `  - ▸{ each: { a: "\${tables.adminOnly}" }, steps: [{ id: s, title: x, ${LIST} }] }\n`,
      'this group is empty for every resource',
    ],
    [
      'a group within a group that no resource has rows for',
      `  - each: { a: "\${tables.attributes}" }
    steps:
      - { id: s, title: x, ${LIST} }
      - ▸{ each: { b: "\${tables.adminOnly}" }, steps: [{ id: t, title: x, ${LIST} }] }
`,
      'this group is empty for every resource',
    ],
    [
      'an expectation that is repeated for nothing',
      '  - { id: s, title: x, operation: list, expect: [▸{ each: { a: "${tables.adminOnly}" }, requirement: get.list, status: 200 }] }\n',
      'this expectation is repeated for nothing at every resource',
    ],
    [
      'a requirement that a row does not make',
      `  - { each: { row: "\${tables.patchable}" }, steps: [{ id: s, title: x, operation: list, expect: [▸{ requirement: "patch.pachable.\${row.id}", status: 200 }] }] }\n`,
      'the profile has no requirement "patch.pachable.state" – did you mean "patch.patchable.state"?',
    ],
    [
      'a requirement that no row makes, once for all rows',
      `  - { each: { a: "\${tables.attributes}" }, steps: [{ id: s, title: x, operation: list, expect: [▸{ requirement: "status.of.\${a}", status: 200 }] }] }\n`,
      'the profile has no requirement "status.of.name"',
    ],
    [
      'an unknown requirement that stands there as it is, once',
      `  - { each: { a: "\${tables.attributes}" }, steps: [{ id: s, title: x, operation: list, expect: [▸{ requirement: get.lits, status: 200 }] }] }\n`,
      'the profile has no requirement "get.lits" – did you mean "get.list"?',
    ],
    [
      'a title that looks for what the row does not have',
      `  - { each: { row: "\${tables.patchable}" }, steps: [▸{ id: s, title: "\${row.name}", ${LIST} }] }\n`,
      '${row.name} is not known before the run',
    ],
    [
      'a requirement that refers to something outside of groups',
      '  - { id: s, title: x, operation: list, expect: [▸{ requirement: "attribute.${run}", status: 200 }] }\n',
      '${run} is not known before the run',
    ],
    [
      'an earlier step that is not there for every row',
      `  - { each: { row: "\${tables.patchable}" }, steps: [{ id: patch, title: x, ${LIST} }] }
  - { each: { a: "\${tables.attributes}" }, steps: [▸{ id: s, title: x, after: patch, ${LIST} }] }
`,
      'at PartyAccount there is no step "patch" before "s:name"',
    ],
    [
      'the reply of a step that is not there for every row',
      `  - { each: { row: "\${tables.patchable}" }, steps: [{ id: patch, title: x, ${LIST} }] }
  - { each: { a: "\${tables.attributes}" }, steps: [▸{ id: s, title: x, ${LIST.replace('requirement', 'reply: patch, requirement')} }] }
`,
      'at PartyAccount there is no step "patch" before "s:name"',
    ],
    [
      'an earlier step that is none',
      `  - ▸{ id: s, title: x, after: patch, ${LIST} }\n`,
      'no earlier step of this scenario is called "patch"',
    ],
    [
      'a variable of a group outside of it',
      `  - { each: { a: "\${tables.attributes}" }, steps: [{ id: s, title: x, ${LIST} }] }\n  - ▸{ id: t, title: x, operation: list, filter: { name: "\${a}" }, expect: [{ requirement: get.list, status: 200 }] }\n`,
      '${a} is not defined',
    ],
  ])('find %s', async (_, marked, problem) => {
    const [before = '', ...after] = marked.split(MARK);
    const lines = (HEAD + before).split('\n');
    expect(after).toHaveLength(1);
    const place = `s.yaml:${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
    expect(await lint(before + after.join(''))).toEqual([`${place}  ${problem}`]);
  });
});
