import type { Json } from '../json.ts';
import type { Step } from '../scenario.ts';
import type { Obstacle } from './obstacles.ts';
import type { RunSetup } from './run-setup.ts';
import { producedBy } from './step-references.ts';
import type { Variables } from './variables.ts';

/** The records that the test cases name and do not create: their id → what is sent for one, and what is read back of it. */
const NAMED: Readonly<Record<string, { readonly fixture: string; readonly seen: string }>> = {
  IDtt1: { fixture: 'A', seen: 'seenA' },
  IDtt2: { fixture: 'B', seen: 'seenB' },
};

/** Variable → id of the operator's own record; absent where the kit creates these records itself (AMB-R13). */
export type SuppliedRecords = Readonly<Record<string, string>> | undefined;

/** The records that take the place of A and B at a resource. */
export function suppliedRecords({ readings, testData }: RunSetup, resource: string): SuppliedRecords {
  return readings['AMB-R13'] === 'suppliedIds' ? (testData.supplied[resource] ?? {}) : undefined;
}

/** Starts with the supplied ids; what a record would have been created with is what it turned out to hold. */
export function withSuppliedRecords(variables: Variables, supplied: SuppliedRecords): Variables {
  if (supplied === undefined) return variables;
  const seenAs = new Map(Object.values(NAMED).map(({ fixture, seen }) => [fixture, seen]));
  return {
    ...variables,
    lookup(name): Json | undefined {
      const seen = seenAs.get(name);
      // before it is read back nothing is known of it that could be compared
      return seen === undefined ? (variables.lookup(name) ?? supplied[name]) : (variables.lookup(seen) ?? {});
    },
  };
}

/** What keeps a step from creating a record that the operator supplies, or was to supply. */
export function suppliedInstead(step: Step, supplied: SuppliedRecords): Obstacle | undefined {
  if (supplied === undefined || step.kind !== 'request' || step.operation !== 'create') return undefined;
  const variable = producedBy(step).find((name) => Object.hasOwn(NAMED, name));
  if (variable === undefined) return undefined;
  const id = supplied[variable];
  if (id !== undefined) return { verdict: 'skipped', reason: `not created: the operator supplies ${variable}, ${id} (AMB-R13)` };
  const reason = `not created: AMB-R13 is read as suppliedIds, and \`supplied\` names no ${variable} of this resource`;
  return { verdict: 'inconclusive', reason };
}
