import type { Profile } from '../../src/core/profile.ts';
import { wholeProfile } from '../../src/load/extended-profile.ts';
import { readYaml } from '../../src/load/yaml-file.ts';
import { type PROFILES, repositoryPath } from './profile-file.ts';

/** A profile of the kit with what it takes over from another one, unchecked; every call returns a copy of its own. */
export async function readWholeProfile(id: (typeof PROFILES)[number]): Promise<Profile> {
  const fileOf = (name: string) => repositoryPath(`profiles/${name}.yaml`);
  const { value } = await wholeProfile(await readYaml(fileOf(id)), async (named) => fileOf(named));
  return structuredClone(value) as unknown as Profile;
}
