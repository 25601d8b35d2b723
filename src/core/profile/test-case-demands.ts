import type { Profile } from '../profile.ts';
import type { Demand } from './demand.ts';
import { AT_L1, levelOf } from './demand.ts';

/** The test cases of the certification: their order, then every expectation, for each resource (AMB-R23). */
export function* testCaseDemands({ clauses, resources, testCases }: Profile): Generator<Demand> {
  const { order, cases } = testCases;
  for (const resource of Object.keys(resources)) {
    const of = { kind: 'test-case', scope: 'connect', resource } as const;
    yield {
      id: `test-cases.${order.id}`,
      level: levelOf(order.level),
      text: order.text,
      clause: clauses.testCases,
      notAssessed: 'it binds the tester, and the kit keeps to it',
      rulings: order.rulings,
      ...of,
    };
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
