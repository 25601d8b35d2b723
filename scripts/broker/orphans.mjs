import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { FOLDER_PREFIX, removeFolder } from './files.mjs';
import { isAlive } from './lock.mjs';

const run = promisify(execFile);

/**
 * Notes in a broker's folder which processes belong to it.
 *
 * @param {string} folder
 * @param {{ supervisor: number, server: number | undefined }} processes
 */
export function noteProcesses(folder, processes) {
  return writeFile(path.join(folder, 'processes.json'), JSON.stringify(processes));
}

/** Ends the brokers whose supervisor was killed and so could not end them, and removes their folders. */
export async function removeOrphans() {
  const names = await readdir(tmpdir());
  await Promise.all(
    names.filter((name) => name.startsWith(FOLDER_PREFIX)).map((name) => removeOrphan(path.join(tmpdir(), name))),
  );
}

/** @param {string} folder */
async function removeOrphan(folder) {
  const noted = await readFile(path.join(folder, 'processes.json'), 'utf8').catch(() => undefined);
  if (noted === undefined) return;
  const { supervisor, server } = JSON.parse(noted);
  if (isAlive(supervisor)) return;
  if (server !== undefined && (await commandOf(server)).includes(folder)) process.kill(server, 'SIGKILL');
  await removeFolder(folder);
}

/**
 * The command line of a process; empty where there is none, or the system does not tell.
 *
 * @param {number} id
 */
export async function commandOf(id) {
  try {
    return await readFile(`/proc/${id}/cmdline`, 'utf8');
  } catch {
    const listed = run('ps', ['-ww', '-o', 'command=', '-p', String(id)]);
    return listed.then(({ stdout }) => stdout).catch(() => '');
  }
}
