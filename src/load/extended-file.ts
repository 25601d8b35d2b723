import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { extendPointer } from '../core/pointer.ts';
import type { Path, YamlFile } from './yaml-file.ts';

/** Where a value of the whole comes from. */
interface Origin {
  readonly file: YamlFile;
  readonly path: Path;
}

/**
 * Puts a file on top of the one that it extends. Mappings are joined key by key, and lists whose entries all have an `id`
 * entry by entry; `null` takes a key away, any other value replaces what was there.
 *
 * @param own what the file says itself
 * @param base what it extends, with its value as far as that is taken over
 * @returns the whole: positions are those of the file that a value comes from, and the digest is over both
 */
export function extendFile(own: YamlFile, base: YamlFile): YamlFile {
  const origins = new Map<string, Origin>();
  const value = joined({ file: own, path: [] }, own.value, { file: base, path: [] }, base.value, '', origins);
  return {
    file: own.file,
    value,
    digest: createHash('sha256').update(`${own.digest} ${base.digest}`).digest('hex'),
    position(path, part) {
      for (let length = path.length; length > 0; length -= 1) {
        const origin = origins.get(path.slice(0, length).reduce<string>(extendPointer, ''));
        if (origin !== undefined) return origin.file.position([...origin.path, ...path.slice(length)], part);
      }
      return own.position(path, part);
    },
  };
}

function joined(ownPlace: Origin, own: Json, basePlace: Origin, base: Json, pointer: string, origins: Map<string, Origin>): Json {
  if (isObject(own) && isObject(base)) return joinedMapping(ownPlace, own, basePlace, base, pointer, origins);
  const [ownEntries, baseEntries] = [entriesById(own), entriesById(base)];
  if (ownEntries === undefined || baseEntries === undefined) return own;
  const ids = [...new Set([...baseEntries.keys(), ...ownEntries.keys()])];
  return ids.map((id, index) => {
    const place = extendPointer(pointer, index);
    const [mine, theirs] = [ownEntries.get(id), baseEntries.get(id)];
    if (mine === undefined) return noted(place, below(basePlace, theirs?.index ?? 0), theirs?.value ?? null, origins);
    const origin = below(ownPlace, mine.index);
    if (theirs === undefined) return noted(place, origin, mine.value, origins);
    const value = joined(origin, mine.value, below(basePlace, theirs.index), theirs.value, place, origins);
    return noted(place, origin, value, origins);
  });
}

function joinedMapping(
  ownPlace: Origin,
  own: JsonObject,
  basePlace: Origin,
  base: JsonObject,
  pointer: string,
  origins: Map<string, Origin>,
): JsonObject {
  const names = [...new Set([...Object.keys(base), ...Object.keys(own)])].filter((name) => own[name] !== null);
  const members = names.map((name): readonly [string, Json] => {
    const place = extendPointer(pointer, name);
    const [mine, theirs] = [own[name], base[name]];
    if (mine === undefined) return [name, noted(place, below(basePlace, name), theirs ?? null, origins)];
    const origin = below(ownPlace, name);
    if (theirs === undefined) return [name, noted(place, origin, mine, origins)];
    return [name, noted(place, origin, joined(origin, mine, below(basePlace, name), theirs, place, origins), origins)];
  });
  return Object.fromEntries(members);
}

function noted(pointer: string, origin: Origin, value: Json, origins: Map<string, Origin>): Json {
  origins.set(pointer, origin);
  return value;
}

function below({ file, path }: Origin, segment: string | number): Origin {
  return { file, path: [...path, segment] };
}

/** The entries of a list by their ids; `undefined` where it is no such list. */
function entriesById(value: Json): ReadonlyMap<string, { readonly value: JsonObject; readonly index: number }> | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const entries = new Map<string, { readonly value: JsonObject; readonly index: number }>();
  for (const [index, entry] of (value as readonly Json[]).entries()) {
    if (!isObject(entry) || typeof entry.id !== 'string' || entries.has(entry.id)) return undefined;
    entries.set(entry.id, { value: entry, index });
  }
  return entries;
}
