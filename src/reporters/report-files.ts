import { createHash } from 'node:crypto';
import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ReportFiles } from './reporter.ts';

/** The report folder or a file in it cannot be written. */
export class OutputError extends Error {
  readonly path: string;

  /** `cause` is the error of the file system; its code becomes part of the message. */
  constructor(path: string, cause: unknown) {
    super(`Cannot write to ${path}: ${reasonOf(cause)}. Name another folder with --out, or make this one writable.`, { cause });
    this.name = 'OutputError';
    this.path = path;
  }
}

/**
 * Makes a folder and those above it, one by one: Node's own recursive way never comes back where the system
 * refuses a folder with "no such file", as it does below `/proc`.
 */
function makeFolder(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST' && statSync(path).isDirectory()) return;
    if (code !== 'ENOENT' || existsSync(dirname(path))) throw error;
    makeFolder(dirname(path));
    mkdirSync(path);
  }
}

/** Report files on disk, to be closed when the run is over. */
export interface OpenReportFiles extends ReportFiles {
  close(): void;
}

/**
 * Creates the folder of a run's reports and proves that it can be written to, before anything is sent.
 * A file that `append` is called for starts empty: evidence of an earlier run is not continued.
 *
 * @throws {OutputError} if the folder cannot be made or written to; so do the methods, for their file
 */
export function createReportFiles(outDir: string): OpenReportFiles {
  const probe = join(outDir, `.ctk-${process.pid}.tmp`);
  attempt(outDir, () => {
    makeFolder(outDir);
    writeFileSync(probe, '');
    rmSync(probe);
  });
  const appended = new Map<string, number>();
  const stored = new Set<string>();

  return {
    async write(name, text) {
      const path = join(outDir, name);
      const temporary = `${path}.${process.pid}.tmp`;
      try {
        await writeFile(temporary, text);
        await rename(temporary, path);
      } catch (cause) {
        await rm(temporary, { force: true });
        throw new OutputError(path, cause);
      }
    },

    append(name, text) {
      const path = join(outDir, name);
      attempt(path, () => {
        const file = appended.get(name) ?? openSync(path, 'w');
        appended.set(name, file);
        appendFileSync(file, text);
      });
    },

    store(text) {
      const digest = createHash('sha256').update(text).digest('hex');
      const path = join(outDir, 'bodies', digest);
      if (!stored.has(digest)) {
        attempt(path, () => {
          mkdirSync(join(outDir, 'bodies'), { recursive: true });
          writeFileSync(`${path}.${process.pid}.tmp`, text);
          renameSync(`${path}.${process.pid}.tmp`, path);
        });
        stored.add(digest);
      }
      return `bodies/${digest}`;
    },

    close() {
      for (const file of appended.values()) closeSync(file);
      appended.clear();
    },
  };
}

function attempt(path: string, action: () => void): void {
  try {
    action();
  } catch (cause) {
    throw new OutputError(path, cause);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EEXIST: 'a file of that name stands in the way',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EISDIR: 'a folder of that name stands in the way',
};

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  return REASONS[code] ?? (cause instanceof Error ? cause.message : String(cause));
}
