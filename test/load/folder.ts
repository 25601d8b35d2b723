import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { formatProblem, LoadFailure } from '../../src/load/problem.ts';

/** A temporary folder for the files of one test file. */
export interface Folder {
  readonly path: string;
  /** Writes a file and returns its path. */
  write(name: string, content: string | Uint8Array): Promise<string>;
}

export function temporaryFolder(): Folder {
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'ctk-load-'));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));
  return {
    get path() {
      return root;
    },
    async write(name, content) {
      const file = path.join(root, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
      return file;
    },
  };
}

/** The problems that loading ends with, as lines, files named relative to the folder. */
export async function problemsOf(loading: Promise<unknown>, folder: Folder): Promise<string> {
  const failure = await loading.then(
    () => expect.fail('it loaded'),
    (error: unknown) => error,
  );
  if (!(failure instanceof LoadFailure)) throw failure;
  return failure.problems.map((problem) => formatProblem(problem, folder.path)).join('\n');
}
