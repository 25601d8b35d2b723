import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';

/** What may be kept from one run to the next: downloaded archives, and which brokers were left running. */
export function cacheFolder() {
  return path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'tmf666-ctk');
}

/** How the name of a broker's folder begins, in the system's folder of temporary files. */
export const FOLDER_PREFIX = 'ctk-broker-';

/** A folder that its maker removes. */
export function temporaryFolder() {
  return mkdtemp(path.join(tmpdir(), FOLDER_PREFIX));
}

/**
 * Removes a folder and what is in it.
 *
 * @param {string} folder
 */
export function removeFolder(folder) {
  return rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
