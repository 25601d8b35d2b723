import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Runs the action while no other process that asks for the same lock runs its own. A lock whose holder has died is taken over.
 *
 * @template T
 * @param {string} file that holds the process id of the lock's holder; its folder must be there
 * @param {() => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function withLock(file, action) {
  while (!(await take(file))) await delay(200);
  try {
    return await action();
  } finally {
    await rm(file, { force: true });
  }
}

/** @param {string} file */
async function take(file) {
  const mine = `${file}.${process.pid}`;
  await writeFile(mine, String(process.pid));
  try {
    await link(mine, file);
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    await rm(mine, { force: true });
  }
  const holder = Number(await readFile(file, 'utf8').catch(() => ''));
  if (holder > 0 && !isAlive(holder)) {
    // Of several that find the lock abandoned, only one can move it away.
    const abandoned = `${file}.abandoned-${holder}`;
    await rename(file, abandoned).catch(() => undefined);
    await rm(abandoned, { force: true });
  }
  return false;
}

/**
 * Whether a process of this id is there.
 *
 * @param {number} id
 */
export function isAlive(id) {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/**
 * The system's code of an error, such as `ENOENT`.
 *
 * @param {unknown} error
 */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
