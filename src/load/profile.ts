import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { checkProfile } from '../core/profile/profile-rules.ts';
import type { Profile } from '../core/profile.ts';
import type { Position } from '../core/scenario.ts';
import { wholeProfile } from './extended-profile.ts';
import { readFormat } from './format-file.ts';
import { failOn, LoadFailure } from './problem.ts';
import { didYouMean } from './suggest.ts';
import { reasonOf } from './text-file.ts';
import type { Path } from './yaml-file.ts';

/** A profile and the file that it comes from. */
export interface LoadedProfile {
  readonly profile: Profile;
  /** SHA-256 of the file's bytes, hexadecimal; of both digests where it extends another one. */
  readonly digest: string;
  readonly file: string;
  /** Where its reply schemas are: a folder beside the file where there is one, else a name below `schemas/`. */
  readonly replySchemas: string;
  position(path: Path): Position;
}

/**
 * Loads a profile that comes with the kit, by its id, or one of the user's own, by its path.
 *
 * @throws LoadFailure where there is none, or it breaks its schema or the rules beyond it
 */
export async function loadProfile(idOrPath: string, builtinDir: string): Promise<LoadedProfile> {
  const locate = async (named: string, folder = '.') =>
    isPath(named) ? path.resolve(folder, named) : await findBuiltin(named, builtinDir);
  const file = await locate(idOrPath);
  const yaml = await readFormat(file, 'profile', undefined, (own) =>
    wholeProfile(own, (named) => locate(named, path.dirname(file))),
  );
  const profile = yaml.value as unknown as Profile;
  failOn(checkProfile(profile).map((rule) => ({ ...yaml.position(rule.path), message: rule.message })));
  return {
    profile,
    digest: yaml.digest,
    file,
    replySchemas: await findReplySchemas(file, profile.replySchemas),
    position: (at) => yaml.position(at),
  };
}

/** The ids of the profiles in a folder: their file names. */
export async function listBuiltin(dir: string): Promise<readonly string[]> {
  const names = await readdir(dir).catch((cause) => {
    throw new LoadFailure([{ file: dir, message: reasonOf(cause) }], { cause });
  });
  return names
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();
}

/** Whether a profile is named by its path rather than its id: it has a folder or an ending. */
export function isPath(idOrPath: string): boolean {
  return /[\\/]|\.(ya?ml|json)$/i.test(idOrPath);
}

async function findBuiltin(id: string, dir: string): Promise<string> {
  const known = await listBuiltin(dir);
  if (known.includes(id)) return path.join(dir, `${id}.yaml`);
  const hint = `Known profiles: ${known.join(', ')}. A profile of your own is named by its path, which ends in .yaml.`;
  throw new LoadFailure([{ file: id, message: `there is no such profile${didYouMean(id, known)}`, hint }]);
}

async function findReplySchemas(file: string, folder: string): Promise<string> {
  const beside = path.resolve(path.dirname(file), folder);
  const found = await stat(beside).catch(() => undefined);
  return found?.isDirectory() ? beside : folder;
}
