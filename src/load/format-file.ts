import type { FormatError, FormatName } from '../adapters/json-schema.ts';
import { loadValidator } from '../adapters/json-schema.ts';
import type { Json } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { extendPointer, valueAt } from '../core/pointer.ts';
import type { Problem } from './problem.ts';
import { failOn } from './problem.ts';
import { didYouMean, nearest } from './suggest.ts';
import type { YamlFile } from './yaml-file.ts';
import { readYaml } from './yaml-file.ts';

/** Words a problem better than its schema can; `undefined` leaves the usual words. */
export type Wording = (error: FormatError, value: Json) => string | undefined;

/**
 * Reads a file of one of the kit's formats and holds it against its schema.
 *
 * @param complete adds what the file leaves to another one
 * @throws LoadFailure with line and column of everything that does not fit
 */
export async function readFormat(
  file: string,
  format: FormatName,
  wording?: Wording,
  complete: (yaml: YamlFile) => Promise<YamlFile> = async (yaml) => yaml,
): Promise<YamlFile> {
  const yaml = await complete(await readYaml(file));
  const validate = await loadValidator(format);
  const errors = validate(yaml.value);
  const slips = new Set(errors.map(slipOf));
  const problems = errors.filter((error) => !slips.has(missingOf(error))).map((error) => problemOf(error, yaml, wording));
  failOn(problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)));
  return yaml;
}

/** The key that an unknown one was probably meant for, with its place: it is then not reported as missing too. */
function slipOf({ fault, pointer }: FormatError): string | undefined {
  const meant = fault.kind === 'unknown-key' ? nearest(fault.key, fault.allowed) : undefined;
  return meant === undefined ? undefined : extendPointer(pointer.slice(0, pointer.lastIndexOf('/')), meant);
}

function missingOf({ fault, pointer }: FormatError): string {
  return fault.kind === 'missing-key' ? extendPointer(pointer, fault.key) : '';
}

function problemOf(error: FormatError, yaml: YamlFile, wording: Wording | undefined): Problem {
  const isAtKey = ['unknown-key', 'misplaced-key', 'key-name'].includes(error.fault.kind);
  const position = yaml.position(pathOf(error.pointer), isAtKey ? 'key' : 'value');
  const own = wording?.(error, yaml.value);
  if (own !== undefined) return { ...position, message: own };
  const hint = hintFor(error);
  return { ...position, message: messageFor(error, yaml.value), ...(hint !== undefined && { hint }) };
}

/** What is wrong, without the value itself: it may be a secret in the wrong place. */
export function messageFor({ fault, pointer, message, description }: FormatError, document: Json): string {
  const name = nameOf(pointer);
  switch (fault.kind) {
    case 'unknown-key':
      return `unknown key "${fault.key}"${didYouMean(fault.key, fault.allowed)}`;
    case 'misplaced-key':
      return `"${fault.key}" does not belong here`;
    case 'missing-key':
      return `${name === '' ? '' : `${name} has no `}"${fault.key}"${name === '' ? ' is missing' : ''}${misspelt(fault, document, pointer)}`;
    case 'type':
      return `${name === '' ? 'the file' : name} must be ${listed(fault.types.map(typeWord))}, not ${typeWord(typeOf(valueAt(document, pointer)))}`;
    case 'choice': {
      const actual = valueAt(document, pointer);
      const words = fault.values.map(String);
      return `${name} must be ${listed(words)}${typeof actual === 'string' ? didYouMean(actual, words) : ''}`;
    }
    case 'too-few':
      return fault.limit === 1 ? `${name} must not be empty` : `${name} ${message}`;
    case 'key-name':
      return `the key "${fault.key}" ${description === undefined ? message : 'has not the right form'}`;
    case 'form':
      return `${name} ${description === undefined ? message : 'has not the right form'}`;
    default:
      return name === '' ? message : `${name} ${message}`;
  }
}

/** A missing key is often there, with a slip. */
function misspelt(fault: { readonly key: string; readonly allowed: readonly string[] }, document: Json, pointer: string): string {
  const holder = valueAt(document, pointer);
  const strangers = isObject(holder) ? Object.keys(holder).filter((key) => !fault.allowed.includes(key)) : [];
  const slip = nearest(fault.key, strangers);
  return slip === undefined ? '' : ` – is "${slip}" meant for it?`;
}

function hintFor({ fault, description }: FormatError): string | undefined {
  if (fault.kind === 'unknown-key') return fault.allowed.length > 0 ? `Allowed here: ${fault.allowed.join(', ')}.` : undefined;
  return fault.kind === 'missing-key' || fault.kind === 'choice' ? undefined : description;
}

/** How a problem calls the value that a pointer names: its key, or its place in a list. */
function nameOf(pointer: string): string {
  const path = pathOf(pointer);
  const last = path.at(-1);
  if (last === undefined) return '';
  if (!/^\d+$/.test(last)) return `"${last}"`;
  const list = path.at(-2);
  return list === undefined ? `entry ${Number(last) + 1}` : `entry ${Number(last) + 1} of "${list}"`;
}

/** The segments of a JSON pointer. */
function pathOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  object: 'a mapping',
  array: 'a list',
  boolean: 'true or false',
  number: 'a number',
  integer: 'a whole number',
  null: 'empty',
};

function typeWord(type: string): string {
  return TYPE_WORDS[type] ?? type;
}

function typeOf(value: Json | undefined): string {
  if (value === null || value === undefined) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
