import type { Profile } from '../profile.ts';
import type { Requirement } from '../requirement.ts';

/** Why there are such requirements, and what they weigh: the kit's own ruling. */
const RULING = 'AMB-X11';

/** Said where other requirements have their clause. */
const CLAUSE = 'of the kit, where two targets are compared: no document demands it';

const STATEMENTS = {
  'faces.created': 'What is created at this target is seen at the other one, with the same values.',
  'faces.patched': 'What is patched at the other target is seen at this one.',
  'faces.deleted': 'What is deleted at this target is gone at the other one.',
} as const;

/** The ids of `faceRequirements`, whatever the profile. */
export const FACE_REQUIREMENTS: readonly string[] = Object.keys(STATEMENTS);

/**
 * What the kit looks at where two targets are compared. All of it is optional, so it changes no conclusion: two targets may well
 * have stores of their own (AMB-X11).
 */
export function faceRequirements({ resources, rulings }: Profile): readonly Requirement[] {
  const clauses = Object.fromEntries(Object.keys(resources).map((resource) => [resource, CLAUSE]));
  return Object.entries(STATEMENTS).map(([id, text]) => ({
    id,
    kind: 'kit',
    level: 'MAY',
    text,
    scope: 'profile',
    clauses,
    rulings: rulings.some((ruling) => ruling.id === RULING) ? [RULING] : [],
  }));
}
