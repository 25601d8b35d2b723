import type { Profile, ResourceName, Ruling } from '../profile.ts';
import type { Requirement } from '../requirement.ts';
import { createDemands, deleteDemands, patchDemands } from './change-demands.ts';
import type { Demand } from './demand.ts';
import { modelDemands, notificationDemands } from './model-demands.ts';
import { getDemands, operationDemands } from './operation-demands.ts';
import { testCaseDemands } from './test-case-demands.ts';

/** Two places of a profile that make one requirement differently: its author's mistake. */
export class RequirementConflict extends Error {
  readonly requirement: string;

  constructor(requirement: string, message: string) {
    super(message);
    this.name = 'RequirementConflict';
    this.requirement = requirement;
  }
}

/**
 * Makes the requirements of a profile, in the order in which the document first makes them.
 *
 * @throws RequirementConflict where resources disagree about what one id demands: its level, its condition, its text.
 */
export function deriveRequirements(profile: Profile): readonly Requirement[] {
  const demandsById = new Map<string, [Demand, ...Demand[]]>();
  for (const demand of demandsOf(profile)) {
    const same = demandsById.get(demand.id);
    if (same === undefined) {
      demandsById.set(demand.id, [demand]);
    } else {
      assertSame(same[0], demand);
      same.push(demand);
    }
  }
  return [...demandsById.values()].map((demands) => requirementOf(demands, profile.rulings));
}

/** Follows the document's chapters. */
function* demandsOf(profile: Profile): Generator<Demand> {
  yield* modelDemands(profile);
  yield* notificationDemands(profile);
  yield* operationDemands(profile);
  yield* getDemands(profile);
  yield* createDemands(profile);
  yield* patchDemands(profile);
  yield* deleteDemands(profile);
  yield* testCaseDemands(profile);
}

function assertSame(first: Demand, other: Demand): void {
  for (const part of ['level', 'condition', 'notAssessed', 'text'] as const) {
    if (first[part] === other[part]) continue;
    const said = `${quoted(first[part])} for ${first.resource}, ${quoted(other[part])} for ${other.resource}`;
    throw new RequirementConflict(other.id, `requirement ${other.id} has more than one ${part}: ${said}`);
  }
}

function quoted(text: string | undefined): string {
  return text === undefined ? 'none' : `"${text}"`;
}

function requirementOf(demands: readonly [Demand, ...Demand[]], rulings: readonly Ruling[]): Requirement {
  const [{ id, kind, level, text, scope, condition, notAssessed }] = demands;
  const clauses: Record<ResourceName, string> = {};
  for (const { resource, clause } of demands) clauses[resource] ??= clause;
  const cited = demands.flatMap((demand) => demand.rulings ?? []).filter((ruling) => ruling !== undefined);
  const deciding = rulings
    .filter(({ decides }) => decides?.some((pattern) => namesRequirement(pattern, id)))
    .map((ruling) => ruling.id);
  return {
    id,
    kind,
    level,
    text,
    scope,
    clauses,
    ...(condition !== undefined && { condition }),
    ...(notAssessed !== undefined && { notAssessed }),
    rulings: [...new Set([...cited, ...deciding])],
  };
}

/** Whether an entry of `decides` names a requirement: its id, or its beginning before a final `*`. */
export function namesRequirement(pattern: string, id: string): boolean {
  return pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern;
}
