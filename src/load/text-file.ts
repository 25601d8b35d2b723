import { readFile, stat } from 'node:fs/promises';
import { LoadFailure } from './problem.ts';

const LIMIT = 5 * 1024 * 1024;

/** Why a file could not be read, by the system's code. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'is a folder, not a file',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
};

/** A file of text, at most 5 MiB of UTF-8; a byte order mark is left out of the text. */
export interface TextFile {
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** @throws LoadFailure where there is no such file, it cannot be read, is too large or not UTF-8 */
export async function readText(file: string): Promise<TextFile> {
  const bytes = await readBytes(file);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), bytes };
  } catch (cause) {
    throw new LoadFailure([{ file, message: 'is not UTF-8 text', hint: 'Save it in the encoding UTF-8.' }], { cause });
  }
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > LIMIT) throw new LoadFailure([{ file, message: `is larger than 5 MiB (${size} bytes)` }]);
    return await readFile(file);
  } catch (cause) {
    if (cause instanceof LoadFailure) throw cause;
    throw new LoadFailure([{ file, message: reasonOf(cause) }], { cause });
  }
}

/** Why a file or folder could not be read, in words that follow its name. */
export function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return REASONS[code] ?? `cannot be read (${cause instanceof Error ? cause.message : String(cause)})`;
}
