import type { Json } from '../json.ts';
import { isObject } from '../json.ts';

/** Longest value in a sentence, in characters. */
const LIMIT = 120;

/** A value as JSON on one line, cut with `…` after `limit` characters; a large value costs no more than a small one. */
export function compact(value: Json, limit: number = LIMIT): string {
  return cut(write(value, limit), limit);
}

/** A text cut with `…` after `limit` characters, never between the halves of a surrogate pair. */
export function cut(text: string, limit: number = LIMIT): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 2);
  return `${text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 2 : limit - 1)}…`;
}

/** JSON whose writing stops once it is longer than `budget`. */
function write(value: Json, budget: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, budget + 1));
  if (Array.isArray(value)) return joined('[', value, (item: Json, left) => write(item, left), ']', budget);
  if (isObject(value)) {
    return joined(
      '{',
      Object.keys(value),
      (key, left) => `${JSON.stringify(key)}:${write(value[key] ?? null, left)}`,
      '}',
      budget,
    );
  }
  return String(value);
}

function joined<T>(
  open: string,
  items: readonly T[],
  item: (one: T, left: number) => string,
  close: string,
  budget: number,
): string {
  let text = open;
  for (const [index, one] of items.entries()) {
    if (text.length > budget) return text;
    text += (index > 0 ? ',' : '') + item(one, budget - text.length);
  }
  return text + close;
}
