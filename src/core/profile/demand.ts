import type { Exempt } from '../exemption.ts';
import type { HttpMethod, Level, Profile, ResourceName, ResourceProfile } from '../profile.ts';
import type { Requirement, RequirementLevel } from '../requirement.ts';

/** A requirement as one place of the document makes it of one resource. Demands of the same id become one requirement. */
export interface Demand extends Omit<Requirement, 'clauses' | 'condition' | 'exempt' | 'rulings'> {
  readonly resource: ResourceName;
  readonly clause: string;
  readonly condition?: string | undefined;
  readonly exempt?: Exempt | undefined;
  readonly rulings?: readonly (string | undefined)[] | undefined;
}

/** The condition of what filtering is needed for (AMB-R21). */
export const AT_L1 = 'at compliance level L1';

/** M is MUST, O is MAY. */
export function levelOf(level: Level): RequirementLevel {
  return level === 'M' ? 'MUST' : 'MAY';
}

/** The resources that the operations table lists for a method, in the document's order. */
export function resourcesOffering(profile: Profile, method: HttpMethod): readonly (readonly [ResourceName, ResourceProfile])[] {
  return Object.entries(profile.resources).filter(([resource]) => profile.operations[method].resources.includes(resource));
}
