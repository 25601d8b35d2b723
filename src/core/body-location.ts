import type { Json } from './json.ts';
import { isObject } from './json.ts';

/** Where a created record says that it is: the member `location`, else the address that every representation has (AMB-R11). */
export function locationIn(body: Json): string | undefined {
  if (!isObject(body)) return undefined;
  return [body.location, body.href].find((value): value is string => typeof value === 'string' && value !== '');
}
