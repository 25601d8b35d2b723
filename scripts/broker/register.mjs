import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder } from './files.mjs';
import { commandOf } from './orphans.mjs';

/**
 * A broker that was left running.
 *
 * @typedef {import('./node.mjs').BrokerDescription & { supervisor: number }} RunningBroker
 */

/** @param {RunningBroker} broker */
export async function enter(broker) {
  await mkdir(folder(), { recursive: true });
  await writeFile(entryOf(broker.supervisor), JSON.stringify(broker));
}

/**
 * @param {number} supervisor process id
 */
export function strikeOut(supervisor) {
  return rm(entryOf(supervisor), { force: true });
}

/**
 * The brokers that were left running and still are.
 *
 * @returns {Promise<RunningBroker[]>}
 */
export async function runningBrokers() {
  const names = await readdir(folder()).catch(() => []);
  const found = await Promise.all(names.map(readEntry));
  return found.filter((broker) => broker !== undefined);
}

/**
 * @param {string} name
 * @returns {Promise<RunningBroker | undefined>} `undefined` for a supervisor that ended without striking itself out
 */
async function readEntry(name) {
  const file = path.join(folder(), name);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const broker = JSON.parse(text);
  if ((await commandOf(broker.supervisor)).includes('supervisor.mjs')) return broker;
  await rm(file, { force: true });
  return undefined;
}

function folder() {
  return path.join(cacheFolder(), 'running');
}

/** @param {number} supervisor */
function entryOf(supervisor) {
  return path.join(folder(), `${supervisor}.json`);
}
