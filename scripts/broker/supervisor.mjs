import { createInterface } from 'node:readline';
import { ClusterNode } from './node.mjs';
import { removeOrphans } from './orphans.mjs';
import { enter, strikeOut } from './register.mjs';

/**
 * The process that a broker belongs to: it ends the broker and removes its files when a signal tells it to, or when its
 * standard input closes, as the death of the process that started it does too.
 *
 * Its parameter is the settings as JSON. It writes one JSON object a line: any number of `{"progress": text}`, then
 * `{"ready": description}` or `{"failed": text}`, and then for each line that it reads `{"done": true}` or `{"failed": text}`:
 * - `kill` ends Kafka as a power failure would,
 * - `start` starts it again over the same data and ports,
 * - `leave` enters the broker in the register, and lets it go on when the standard input closes.
 */
const settings = JSON.parse(process.argv[2] ?? '{}');
const ending = new AbortController();
const end = () => ending.abort();
let isLeft = false;

/** @param {Record<string, unknown>} message */
const tell = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
process.stdout.on('error', () => isLeft || end());
const input = createInterface({ input: process.stdin });
input.on('close', () => isLeft || end());

/** @type {ClusterNode | undefined} */
let node;
try {
  await removeOrphans();
  node = await ClusterNode.start(settings, (progress) => tell({ progress }), ending.signal);
  node.onFailure = end;
  tell({ ready: node.description });
  obey(node);
  await ended();
} catch (error) {
  if (!ending.signal.aborted) tell({ failed: messageOf(error) });
} finally {
  await node?.remove();
  if (isLeft) await strikeOut(process.pid);
  input.close();
  process.stdin.destroy();
}

/** @param {ClusterNode} node */
function obey(node) {
  let turn = Promise.resolve();
  input.on('line', (command) => {
    turn = turn.then(async () => {
      try {
        await carryOut(command, node);
        tell({ done: true });
      } catch (error) {
        tell({ failed: messageOf(error) });
      }
    });
  });
}

/**
 * @param {string} command
 * @param {ClusterNode} node
 */
async function carryOut(command, node) {
  if (command === 'kill') return node.kill();
  if (command === 'start') return node.start(ending.signal);
  if (command !== 'leave') throw new Error(`there is no command "${command}"`);
  await enter({ ...node.description, supervisor: process.pid });
  isLeft = true;
}

/** @returns {Promise<void>} */
function ended() {
  if (ending.signal.aborted) return Promise.resolve();
  return new Promise((resolve) => ending.signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
