import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Profile } from '../../src/core/profile.ts';

/** A path of the repository, from its root. */
export function repositoryPath(relative: string): string {
  return fileURLToPath(new URL(`../../${relative}`, import.meta.url));
}

/** The ids of the profiles that come with the kit, the default one first. */
export const PROFILES = ['tmf666b-1.1.0', 'tmf666-async-5.0.0', 'tmf666-rest-5.0.0'] as const;

const parsed = new Map<string, Profile>();

/** A profile that is whole in its file, as that says it, unchecked; every call returns a copy of its own. */
export function readProfile(id: Exclude<(typeof PROFILES)[number], 'tmf666-rest-5.0.0'> = PROFILES[0]): Profile {
  const profile =
    parsed.get(id) ?? (parse(readFileSync(repositoryPath(`profiles/${id}.yaml`), 'utf8'), { merge: true }) as Profile);
  parsed.set(id, profile);
  return structuredClone(profile);
}
