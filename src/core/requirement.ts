import type { Exempt } from './exemption.ts';
import type { ResourceName } from './profile.ts';
import type { Scope } from './scope.ts';

/** RFC 2119 weight: M of the document is MUST, O is MAY. */
export type RequirementLevel = 'MUST' | 'SHOULD' | 'MAY';

export type RequirementKind =
  | 'resource'
  | 'attribute'
  | 'operation'
  | 'status'
  | 'list'
  | 'retrieve'
  | 'create'
  | 'patch'
  | 'delete'
  | 'message'
  | 'notification'
  | 'test-case'
  /** Of no document: what the kit looks at besides, where two targets are compared. */
  | 'kit';

/** One normative statement of the document, as the kit assesses it. Plain JSON. */
export interface Requirement {
  /** Permanent and readable: `TC_N1.create.location`, `attribute.href`, `patch.non-patchable.id`. */
  readonly id: string;
  readonly kind: RequirementKind;
  readonly level: RequirementLevel;
  /** The statement in the project's own words. */
  readonly text: string;
  /** The scope whose conclusion it belongs to. */
  readonly scope: Scope;
  /** Where it is said, per resource it applies to: heading and, for tables, the row. */
  readonly clauses: Readonly<Record<ResourceName, string>>;
  /** When the level holds: "in response messages", "at compliance level L1". */
  readonly condition?: string;
  /** Why no step has to check it at a resource: it binds the tester, or cannot apply. It is skipped there with this reason. */
  readonly exempt?: Readonly<Record<ResourceName, Exempt>>;
  /** Rulings that decide how it is read. */
  readonly rulings: readonly string[];
}
