import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Profile } from '../../src/core/profile.ts';

/** A path of the repository, from its root. */
export function repositoryPath(relative: string): string {
  return fileURLToPath(new URL(`../../${relative}`, import.meta.url));
}

let parsed: Profile | undefined;

/** The profile as its file says it, unchecked; every call returns a copy of its own. */
export function readProfile(): Profile {
  parsed ??= parse(readFileSync(repositoryPath('profiles/tmf666b-1.1.0.yaml'), 'utf8'), { merge: true }) as Profile;
  return structuredClone(parsed);
}
