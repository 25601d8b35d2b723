import type { Profile } from '../profile.ts';
import type { Demand } from './demand.ts';
import { AT_L1, levelOf } from './demand.ts';

/** The test cases of the certification: what binds all of them, then every expectation, for each resource (AMB-R23). */
export function* testCaseDemands({ clauses, resources, testCases, asRead }: Profile): Generator<Demand> {
  const { general, cases } = testCases;
  for (const resource of asRead?.testCaseResources ?? Object.keys(resources)) {
    const of = { kind: 'test-case', scope: 'connect', resource } as const;
    for (const { id, level, text, rulings } of general) {
      yield {
        id: `test-cases.${id}`,
        level: levelOf(level),
        text,
        clause: clauses.testCases,
        exempt: { exemption: 'wire', reason: 'it binds the tester, and the kit keeps to it' },
        rulings,
        ...of,
      };
    }
    for (const { id, printedId, title, statements } of cases) {
      for (const statement of statements) {
        yield {
          id: `${id}.${statement.id}`,
          level: levelOf(statement.level),
          text: statement.text,
          clause: `${printedId} – ${title}${resource === testCases.printedFor ? '' : `, read for ${resource}`}`,
          condition: statement.atL1 === true ? AT_L1 : undefined,
          rulings: [statement.impliedBy, ...(statement.rulings ?? [])],
          ...of,
        };
      }
    }
  }
}
