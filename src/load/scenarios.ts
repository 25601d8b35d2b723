import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { FormatError } from '../adapters/json-schema.ts';
import type { Json, JsonObject } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { valueAt } from '../core/pointer.ts';
import type { ScenarioTemplate } from '../core/scenario.ts';
import { readFormat } from './format-file.ts';
import type { Problem } from './problem.ts';
import { failOn, LoadFailure } from './problem.ts';
import { checksOf, scenarioFrom } from './scenario-file.ts';
import { reasonOf } from './text-file.ts';

/**
 * Loads scenario files, or all of a folder, in certification order: as `order` names their ids, then the
 * others by file. The order of given files is kept otherwise; a folder is read by name.
 *
 * @throws LoadFailure with the problems of all files
 */
export async function loadScenarios(
  source: string | readonly string[],
  order: readonly string[],
): Promise<readonly ScenarioTemplate[]> {
  const files = typeof source === 'string' ? await listScenarios(source) : source;
  const problems: Problem[] = [];
  const scenarios = await Promise.all(
    files.map(async (file) => {
      try {
        return [scenarioFrom(await readFormat(file, 'scenario', wording))];
      } catch (error) {
        if (!(error instanceof LoadFailure)) throw error;
        problems.push(...error.problems);
        return [];
      }
    }),
  );
  // files are read side by side, so their problems come in any order
  failOn(files.flatMap((file) => problems.filter((problem) => problem.file === file)));
  const rank = ({ id }: ScenarioTemplate) => (order.includes(id) ? order.indexOf(id) : order.length);
  return scenarios.flat().sort((a, b) => rank(a) - rank(b));
}

/** The scenario files of a folder, by name. */
async function listScenarios(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((cause) => {
    throw new LoadFailure([{ file: folder, message: reasonOf(cause) }], { cause });
  });
  const files = names.filter((name) => /\.ya?ml$/.test(name)).sort();
  if (files.length === 0)
    throw new LoadFailure([{ file: folder, message: 'holds no scenarios', hint: 'A scenario is a file that ends in .yaml.' }]);
  return files.map((name) => path.join(folder, name));
}

function wording({ fault, pointer }: FormatError, document: Json): string | undefined {
  const [, holder] = /^(.*)\/[^/]+$/.exec(pointer) ?? [];
  if (fault.kind === 'misplaced-key') {
    const step = valueAt(document, holder ?? '');
    return `"${fault.key}" does not go with the operation ${isObject(step) ? step.operation : ''}`;
  }
  if (fault.kind !== 'too-few' && fault.kind !== 'too-many') return undefined;
  if (pointer.endsWith('/each')) return '"each" has exactly one variable, and the table that it goes through';
  if (/\/expect\/\d+$/.test(pointer)) {
    const checks = checksOf(valueAt(document, pointer) as JsonObject);
    const has = checks.length === 0 ? 'none' : checks.map((check) => `"${check}"`).join(', ');
    return `an expectation has exactly one check beside "requirement", "reply" and "each"; this one has ${has}`;
  }
  return undefined;
}
