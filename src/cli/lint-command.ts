import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { loadConfig } from '../load/config.ts';
import { lintConfig } from '../load/lint-config.ts';
import { failOn, formatProblem, LoadFailure, type Problem } from '../load/problem.ts';
import { listBuiltin, loadProfile } from '../load/profile.ts';
import { packagePath } from './kit.ts';
import type { Streams } from './streams.ts';
import { DEFAULT_PROFILE, openWorkbench, profileFor, SELECTABLE_RULINGS } from './workbench.ts';

/** `format: ctk-…/1` at the start of a line tells what a file is. */
const FORMAT = /^["']?format["']?\s*:\s*["']?ctk-(scenario|profile|config)\//m;

/** `ctk lint`: the checks that every run makes before it sends anything, for files or for the kit's own. */
export async function lint(files: readonly string[], streams: Streams): Promise<number> {
  const problems: Problem[] = [];
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof LoadFailure)) throw error;
      problems.push(...error.problems);
    }
  };
  const paths = files.map((file) => resolve(streams.cwd, file));
  const kinds = await Promise.all(paths.map(kindOf));
  const ofKind = (kind: string) => paths.filter((_, index) => kinds[index] === kind);
  const scenarios = ofKind('scenario').filter((file) => !file.startsWith(packagePath('scenarios')));
  if (files.length === 0 || ofKind('scenario').length > 0) await attempt(() => openWorkbench(DEFAULT_PROFILE, scenarios, true));
  if (files.length === 0) for (const id of await otherProfiles()) await attempt(() => openWorkbench(id, [], true));
  for (const file of ofKind('profile')) await attempt(() => openWorkbench(file, [], true));
  for (const file of ofKind('config')) await attempt(() => lintConfigFile(file, streams));

  for (const problem of problems) streams.err(`${formatProblem(problem, streams.cwd)}\n`);
  const what = files.length === 0 ? 'the kit' : `${files.length} file${files.length === 1 ? '' : 's'}`;
  if (problems.length > 0) {
    streams.err(`${problems.length} problem${problems.length === 1 ? '' : 's'} in ${what}\n`);
    return 3;
  }
  streams.out(`no problems in ${what}\n`);
  return 0;
}

async function lintConfigFile(file: string, { env }: Streams): Promise<void> {
  const config = await loadConfig(file, env);
  const { profile } = await loadProfile(config.profile ?? profileFor(config.target), packagePath('profiles'));
  failOn(lintConfig(config, profile, SELECTABLE_RULINGS));
}

/** The profiles of the kit besides the one that scenarios are looked at with first. */
async function otherProfiles(): Promise<readonly string[]> {
  return (await listBuiltin(packagePath('profiles'))).filter((id) => id !== DEFAULT_PROFILE);
}

/** What a file says it is; one that does not say, or cannot be read, goes to the scenario loader for the message. */
async function kindOf(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return FORMAT.exec(text)?.[1] ?? 'scenario';
}
