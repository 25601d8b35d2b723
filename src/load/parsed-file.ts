import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Json } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { extendPointer } from '../core/pointer.ts';
import type { Path, YamlFile } from './yaml-file.ts';

/** Line and column of a key, then of its value. */
type Place = readonly [number, number, number, number];

/** A YAML file of the kit as the build parsed it, so that a run need not load the parser: named by the digest of its bytes. */
export interface ParsedFile {
  readonly value: Json;
  /** JSON pointer → place, for every value. */
  readonly places: Readonly<Record<string, Place>>;
}

/** Two folders above both `src/load` and `dist/load`. */
const PARSED = new URL('../../dist/parsed/', import.meta.url);

/** What the build made of a file with this digest; `undefined` where it has not seen it. */
export async function readParsed(file: string, digest: string): Promise<Pick<YamlFile, 'value' | 'position'> | undefined> {
  const text = await readFile(fileURLToPath(new URL(`${digest}.json`, PARSED)), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { value, places }: ParsedFile = JSON.parse(text);
  return {
    value,
    position(path, part = 'value') {
      const [keyLine, keyColumn, line, column] = nearestPlace(places, path);
      return part === 'key' ? { file, line: keyLine, column: keyColumn } : { file, line, column };
    },
  };
}

function nearestPlace(places: ParsedFile['places'], path: Path): Place {
  for (let length = path.length; length > 0; length -= 1) {
    const pointer = path.slice(0, length).reduce<string>(extendPointer, '');
    const place = Object.hasOwn(places, pointer) ? places[pointer] : undefined;
    if (place !== undefined) return place;
  }
  return places[''] ?? [1, 1, 1, 1];
}

/** A file in the form that the build writes. */
export function parsedFrom({ value, position }: YamlFile): ParsedFile {
  const places: Record<string, Place> = {};
  visit(value, []);
  return { value, places };

  function visit(inner: Json, path: Path): void {
    const [key, own] = [position(path, 'key'), position(path)];
    places[path.reduce<string>(extendPointer, '')] = [key.line, key.column, own.line, own.column];
    const entries: Iterable<[string | number, Json]> = Array.isArray(inner)
      ? inner.entries()
      : isObject(inner)
        ? Object.entries(inner)
        : [];
    for (const [name, item] of entries) visit(item, [...path, name]);
  }
}
