import { createHash } from 'node:crypto';
import type { Alias, Document, LineCounter, Node, Pair, ParsedNode } from 'yaml';
import type { Json } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import type { Position } from '../core/scenario.ts';
import { readParsed } from './parsed-file.ts';
import type { Problem } from './problem.ts';
import { failOn, LoadFailure } from './problem.ts';
import { readText } from './text-file.ts';

/** Keys and indices from the root of a document. */
export type Path = readonly (string | number)[];

/** A YAML file, parsed; JSON files are YAML too. */
export interface YamlFile {
  readonly file: string;
  readonly value: Json;
  /** SHA-256 of its bytes, hexadecimal. */
  readonly digest: string;
  /** Where the value, or the key that holds it, stands; of what is absent, where the nearest thing around it stands. */
  position(path: Path, part?: 'key' | 'value'): Position;
}

type Yaml = typeof import('yaml');

/** As many nodes may come of an alias as YAML files of this kind ever need; more is an attack. */
const MAX_ALIASES = 100;

/**
 * Reads a YAML 1.2 file that holds one document. Anchors, aliases and merge keys work, custom tags do not.
 *
 * @throws LoadFailure with line and column where the file is not well-formed or repeats a key
 */
export async function readYaml(file: string): Promise<YamlFile> {
  const { text, bytes } = await readText(file);
  const digest = createHash('sha256').update(bytes).digest('hex');
  const parsed = (await readParsed(file, digest)) ?? (await parseYaml(file, text));
  return { file, digest, ...parsed };
}

async function parseYaml(file: string, text: string): Promise<Pick<YamlFile, 'value' | 'position'>> {
  const yaml = await import('yaml');
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true, logLevel: 'error' });
  failOn(
    [...document.errors, ...document.warnings].map(({ message, pos }) => ({
      file,
      ...at(lines, pos[0]),
      message: reworded(message),
    })),
  );
  failOn(
    danglingAliases(yaml, document).map(({ source, range }) => ({
      file,
      ...at(lines, range?.[0] ?? 0),
      message: `there is no anchor &${source}`,
    })),
  );
  if (document.contents === null) throw new LoadFailure([{ file, message: 'is empty' }]);
  const position = (path: Path, part: 'key' | 'value' = 'value') => ({
    file,
    ...at(lines, offsetOf(yaml, document, path, part)),
  });
  const value = plainValue(document, file);
  failOn(notJson(value, [], position));
  return { value: value as Json, position };
}

function at(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

/** The parser's sentences, fitted to stand after a place. */
function reworded(message: string): string {
  if (message.startsWith('Map keys must be unique')) return 'this key is there twice';
  if (message.startsWith('Source contains multiple documents')) return 'holds more than one document: "---" may stand only once';
  if (message.startsWith('Unresolved tag'))
    return `${message.replace('Unresolved tag', 'unknown tag')} – custom tags are not supported`;
  return `is not well-formed YAML: ${message}`;
}

function danglingAliases(yaml: Yaml, document: Document.Parsed): readonly Alias[] {
  const dangling: Alias[] = [];
  yaml.visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) === undefined) dangling.push(alias);
    },
  });
  return dangling;
}

function plainValue(document: Document.Parsed, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (cause) {
    const message =
      cause instanceof ReferenceError ? 'its aliases grow without bound' : `cannot be read (${(cause as Error).message})`;
    throw new LoadFailure([{ file, message }], { cause });
  }
}

/** YAML can say what JSON cannot: `.nan`, `.inf`, binary. */
function notJson(value: unknown, path: Path, locate: YamlFile['position']): readonly Problem[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => notJson(item, [...path, i], locate));
  if (value instanceof Uint8Array || value instanceof Set || value instanceof Map || value instanceof Date)
    return [unsuitable(path, locate)];
  if (isObject(value)) return Object.entries(value).flatMap(([key, item]) => notJson(item, [...path, key], locate));
  const fits =
    value === null ||
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value));
  return fits ? [] : [unsuitable(path, locate)];
}

function unsuitable(path: Path, locate: YamlFile['position']): Problem {
  return { ...locate(path), message: 'is not a value that JSON could hold' };
}

function offsetOf(yaml: Yaml, document: Document.Parsed, path: Path, part: 'key' | 'value'): number {
  let node: Node | null | undefined = document.contents;
  let [key, value] = [offsetIn(node), offsetIn(node)];
  for (const segment of path) {
    const target: Node | null | undefined = yaml.isAlias(node) ? node.resolve(document) : node;
    if (yaml.isMap(target)) {
      const pair = findPair(yaml, document, target.items as Pair<ParsedNode, ParsedNode | null>[], String(segment));
      if (pair === undefined) break;
      node = pair.value;
      key = offsetIn(pair.key) ?? key;
      value = offsetIn(node) ?? key;
    } else if (yaml.isSeq(target)) {
      node = target.items[Number(segment)] as Node | undefined;
      if (node === undefined) break;
      key = value = offsetIn(node) ?? value;
    } else break;
  }
  return (part === 'key' ? key : value) ?? 0;
}

function offsetIn(node: Node | null | undefined): number | undefined {
  return node?.range?.[0];
}

/** A pair by its key, also one that a merge key brings in. */
function findPair(
  yaml: Yaml,
  document: Document.Parsed,
  pairs: readonly Pair<ParsedNode, ParsedNode | null>[],
  key: string,
): Pair<ParsedNode, ParsedNode | null> | undefined {
  const named = (pair: Pair<ParsedNode, ParsedNode | null>) => (yaml.isScalar(pair.key) ? String(pair.key.value) : undefined);
  const own = pairs.find((pair) => named(pair) === key);
  if (own !== undefined) return own;
  for (const pair of pairs) {
    if (!yaml.isScalar(pair.key) || pair.key.source !== '<<') continue;
    for (const source of yaml.isSeq(pair.value) ? pair.value.items : [pair.value]) {
      const merged = yaml.isAlias(source) ? source.resolve(document) : source;
      if (!yaml.isMap(merged)) continue;
      const found = findPair(yaml, document, merged.items as Pair<ParsedNode, ParsedNode | null>[], key);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
