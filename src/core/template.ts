import type { Json } from './json.ts';
import { isObject } from './json.ts';

/** Looks a variable up; `undefined` where it is not set. */
export type Lookup = (variable: string) => Json | undefined;

/** `${name}`, `${name.member}`, `${name[variable]}`, `${name[variable.member]}`, also several in one text. */
export const REFERENCE = /\$\{([A-Za-z_][\w-]*)((?:\.[\w@-]+|\[[A-Za-z_][\w-]*(?:\.[\w@-]+)*\])*)\}/g;
const ACCESS = /\.([\w@-]+)|\[([A-Za-z_][\w-]*)((?:\.[\w@-]+)*)\]/g;

/** The variable whose members are the profile's `values`. */
const TEST_DATA = 'values';

/** The variable that a reference could not find. */
export class UnsetVariable extends Error {
  readonly variable: string;
  /** Its name without what was looked for in it. */
  readonly base: string;

  constructor(variable: string) {
    super(`\${${variable}} is not set`);
    this.name = 'UnsetVariable';
    this.variable = variable;
    this.base = variable.split(/[.[]/)[0] ?? variable;
  }
}

/**
 * Puts values in for references. A text that is one reference becomes the value itself, whatever its
 * type; a reference within a text becomes text. Keys of objects are resolved too.
 *
 * @throws UnsetVariable where a reference names what is not set.
 */
export function resolve(template: Json, lookup: Lookup): Json {
  if (typeof template === 'string') return resolveText(template, lookup);
  if (Array.isArray(template)) return template.map((item) => resolve(item, lookup));
  if (isObject(template)) {
    return Object.fromEntries(
      Object.entries(template).map(([key, value]) => [String(resolveText(key, lookup)), resolve(value, lookup)]),
    );
  }
  return template;
}

function resolveText(text: string, lookup: Lookup): Json {
  if (!text.includes('${')) return text;
  const whole = [...text.matchAll(REFERENCE)];
  const only = whole[0];
  if (only && only[0].length === text.length) return follow(only[1] ?? '', only[2] ?? '', lookup);
  return text.replace(REFERENCE, (_, name: string, path: string) => {
    const value = follow(name, path, lookup);
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
}

function follow(name: string, path: string, lookup: Lookup): Json {
  let value = lookup(name);
  if (value === undefined) throw new UnsetVariable(name);
  for (const [access, member, variable = '', within = ''] of path.matchAll(ACCESS)) {
    const key = member ?? follow(variable, within, lookup);
    value = isObject(value) && Object.hasOwn(value, String(key)) ? value[String(key)] : undefined;
    if (value === undefined) throw new UnsetVariable(`${name}${access}`);
  }
  // Test data may refer on, to the attribute that S stands for. What the SUT sent is never looked into for references.
  return name === TEST_DATA ? resolve(value, lookup) : value;
}

/** The variables that a template refers to: names, members as `name.member`, and those in brackets. */
export function referencesIn(template: Json): readonly string[] {
  if (typeof template === 'string') {
    return [...template.matchAll(REFERENCE)].flatMap(([, name = '', path = '']) => {
      const inBrackets = [...path.matchAll(ACCESS)].flatMap(([, , variable]) => (variable === undefined ? [] : [variable]));
      const member = /^\.([\w@-]+)/.exec(path)?.[1];
      return [member === undefined ? name : `${name}.${member}`, ...inBrackets];
    });
  }
  if (Array.isArray(template)) return template.flatMap(referencesIn);
  if (isObject(template)) return Object.entries(template).flatMap(([k, v]) => [...referencesIn(k), ...referencesIn(v)]);
  return [];
}
