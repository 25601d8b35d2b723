import type { Json } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { withoutTypes } from './comparison.ts';

/**
 * The value of an attribute with its related parties, at every depth, as some samples show them: who it is stands beside the
 * role, not in a member of its own (AMB-A27).
 */
export function flattened(name: string, value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => flattened(name, item));
  if (!isObject(value)) return value;
  const members = Object.fromEntries(Object.entries(value).map(([each, member]) => [each, flattened(each, member)]));
  const { partyOrPartyRole = null, ...rest } = members;
  return withoutTypes(name === 'relatedParty' && isObject(partyOrPartyRole) ? { ...partyOrPartyRole, ...rest } : members);
}
