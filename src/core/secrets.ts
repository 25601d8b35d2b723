import type { Json } from './json.ts';
import { isObject } from './json.ts';

/** Keeps secret values out of everything a run writes: each stands there as `${VARIABLE}`. */
export interface Secrets {
  /** Registers a value; from then on `mask` replaces it, also percent-encoded or in Base64 of basic authentication. */
  add(value: string, variable: string): void;
  mask(text: string): string;
  maskJson(value: Json): Json;
  /** True while there is nothing to mask. */
  readonly isEmpty: boolean;
}

/** Shorter values would mask ordinary words and say more than they hide. */
const SHORTEST = 4;

/** Creates an empty set of secrets. */
export function createSecrets(): Secrets {
  const known = new Map<string, string>();
  let ordered: [string, string][] = [];

  const mask = (text: string): string => {
    let masked = text;
    for (const [value, variable] of ordered) masked = masked.replaceAll(value, `\${${variable}}`);
    return masked;
  };

  const maskJson = (value: Json): Json => {
    if (ordered.length === 0) return value;
    if (typeof value === 'string') return mask(value);
    if (Array.isArray(value)) return value.map(maskJson);
    if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([k, v]) => [mask(k), maskJson(v)]));
    return value;
  };

  return {
    add(value, variable) {
      if (value.length < SHORTEST) return;
      for (const form of [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)]) known.set(form, variable);
      // longest first, so that a secret that contains another is replaced whole
      ordered = [...known].sort((a, b) => b[0].length - a[0].length);
    },
    mask,
    maskJson,
    get isEmpty() {
      return known.size === 0;
    },
  };
}
