import type { Json, JsonObject } from '../../core/json.ts';
import { isArray, memberOf } from './values.ts';

/** One `attribute=value` of a filtered search. The name may be a dotted path into sub-resources. */
export interface Criterion {
  readonly attribute: string;
  readonly value: string;
}

/** How values are compared and criteria joined. */
export interface Matching {
  readonly isSame: (actual: string, wanted: string) => boolean;
  readonly join: 'and' | 'or';
}

/** "Filtered Search" of the GET definitions: entities that meet the criteria, joined by a logical AND. */
export const EXACT: Matching = { isSame: (actual, wanted) => actual === wanted, join: 'and' };

/** True where the representation meets the criteria; no criteria leave nothing out. */
export function matches(representation: JsonObject, criteria: readonly Criterion[], matching: Matching): boolean {
  const meets = ({ attribute, value }: Criterion): boolean =>
    textsAt(representation, attribute).some((text) => matching.isSame(text, value));
  return criteria.length === 0 || (matching.join === 'and' ? criteria.every(meets) : criteria.some(meets));
}

/** The scalars at a path as text. Arrays stand for each of their elements; objects and `null` have no text. */
function textsAt(value: Json | undefined, path: string): string[] {
  if (isArray(value)) return value.flatMap((element) => textsAt(element, path));
  if (path === '') return typeof value === 'object' || value === undefined ? [] : [String(value)];
  const whole = memberOf(value, path);
  if (whole !== undefined) return textsAt(whole, '');
  const dot = path.indexOf('.');
  return dot < 1 ? [] : textsAt(memberOf(value, path.slice(0, dot)), path.slice(dot + 1));
}
