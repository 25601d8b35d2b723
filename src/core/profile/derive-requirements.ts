import type { Profile, ResourceName } from '../profile.ts';
import type { Requirement } from '../requirement.ts';
import { createDemands, deleteDemands, patchDemands } from './change-demands.ts';
import type { Demand } from './demand.ts';
import { messageDemands } from './message-demands.ts';
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
  return [...demandsById.values()].map((demands) => requirementOf(demands, profile));
}

/** Every demand of a profile, with what the readings in force excuse. */
export function demandsOf(profile: Profile): readonly Demand[] {
  const excused = profile.asRead?.exempt ?? [];
  return [...printedDemands(profile)].map((demand) => {
    const excuse = excused.find(({ requirement, resources }) => requirement === demand.id && resources.includes(demand.resource));
    return excuse === undefined ? demand : { ...demand, exempt: { exemption: excuse.exemption, reason: excuse.reason } };
  });
}

/** Follows the document's chapters. */
function* printedDemands(profile: Profile): Generator<Demand> {
  yield* modelDemands(profile);
  yield* notificationDemands(profile);
  yield* messageDemands(profile);
  yield* operationDemands(profile);
  yield* getDemands(profile);
  yield* createDemands(profile);
  yield* patchDemands(profile);
  yield* deleteDemands(profile);
  yield* testCaseDemands(profile);
}

function assertSame(first: Demand, other: Demand): void {
  for (const part of ['level', 'condition', 'text'] as const) {
    if (first[part] === other[part]) continue;
    const said = `${quoted(first[part])} for ${first.resource}, ${quoted(other[part])} for ${other.resource}`;
    throw new RequirementConflict(other.id, `requirement ${other.id} has more than one ${part}: ${said}`);
  }
}

function quoted(text: string | undefined): string {
  return text === undefined ? 'none' : `"${text}"`;
}

function requirementOf(demands: readonly [Demand, ...Demand[]], { rulings }: Profile): Requirement {
  const [{ id, kind, level, text, scope, condition }] = demands;
  const exempt = Object.fromEntries(demands.flatMap((demand) => (demand.exempt ? [[demand.resource, demand.exempt]] : [])));
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
    ...(Object.keys(exempt).length > 0 && { exempt }),
    rulings: [...new Set([...cited, ...deciding])],
  };
}

/** Whether an entry of `decides` names a requirement: its id, or its beginning before a final `*`. */
export function namesRequirement(pattern: string, id: string): boolean {
  return pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern;
}
