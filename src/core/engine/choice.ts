import type { CheckResult } from '../event.ts';
import type { Finding } from '../finding.ts';
import { verdictOf } from '../finding.ts';
import type { Json } from '../json.ts';
import { isObject } from '../json.ts';
import type { ChooseStep } from '../scenario.ts';
import type { Lookup } from '../template.ts';
import { resolve } from '../template.ts';

/** What a choose step decides: role → attribute, and the check that it could. */
export interface Choice {
  readonly chosen: ReadonlyMap<string, string>;
  readonly result: CheckResult;
}

/**
 * Chooses for each role the first attribute that both records have with different values and that no other role has
 * taken (AMB-R39). None: inconclusive, for a search by it could not tell the records apart.
 */
export function choose(step: ChooseStep, lookup: Lookup): Choice {
  const chosen = new Map<string, string>();
  const findings: Finding[] = [];
  for (const [role, { among, differsIn }] of Object.entries(step.choose)) {
    const candidates = resolve(among, lookup);
    const [left, right] = differsIn.map((record) => resolve(record, lookup));
    const names = Array.isArray(candidates) ? candidates.map(String) : [];
    const taken = new Set(chosen.values());
    const name = names.find((candidate) => !taken.has(candidate) && differ(left, right, candidate));
    if (name === undefined) {
      findings.push({ code: 'role.not-different', kind: 'undecided', where: `role ${role}`, expected: names, ruling: 'AMB-R39' });
      continue;
    }
    chosen.set(role, name);
    if (name !== names[0]) {
      findings.push({
        code: 'role.fallback',
        kind: 'remark',
        where: `role ${role}`,
        expected: names[0] ?? '',
        actual: name,
        ruling: 'AMB-R39',
      });
    }
  }
  return { chosen, result: { check: 'choose', requirements: step.requirements, verdict: verdictOf(findings), findings } };
}

function differ(left: Json | undefined, right: Json | undefined, name: string): boolean {
  if (!isObject(left) || !isObject(right)) return false;
  const [a, b] = [left[name], right[name]];
  return isScalar(a) && isScalar(b) && a !== b;
}

/** Only scalars can stand in a filter of equality. */
function isScalar(value: Json | undefined): boolean {
  return value !== undefined && value !== null && typeof value !== 'object';
}
