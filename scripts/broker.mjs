import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { startBroker } from './broker/broker.mjs';
import { isAlive } from './broker/lock.mjs';
import { readParameters, USAGE } from './broker/parameters.mjs';
import { runningBrokers } from './broker/register.mjs';

/** `npm run broker`: see the usage text. */
try {
  const wish = readParameters(process.argv.slice(2));
  process.exitCode = wish.help ? print(USAGE) : await carryOut(wish);
} catch (error) {
  process.stderr.write(`broker: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}

/**
 * @param {import('./broker/parameters.mjs').Wish} wish
 * @returns {Promise<number>} the exit code
 */
async function carryOut({ command, settings, program }) {
  if (command === 'start') return start(settings);
  if (command === 'stop') return stop(settings.port);
  if (command === 'status') return status();
  if (command === 'run' && program.length > 0) return run(settings, program);
  process.stderr.write(USAGE);
  return 2;
}

/** @param {Partial<import('./broker/settings.mjs').BrokerSettings>} settings */
async function start(settings) {
  const broker = await startBroker(settings, progress);
  await broker.leave();
  return print(summary(broker.description));
}

/** @param {number | undefined} port */
async function stop(port) {
  const running = await runningBrokers();
  const chosen = running.filter(({ address }) => port === undefined || address.endsWith(`:${port}`));
  for (const { supervisor, address } of chosen) {
    process.kill(supervisor, 'SIGTERM');
    while (isAlive(supervisor)) await delay(50);
    print(`stopped ${address}\n`);
  }
  if (chosen.length === 0) print('no broker is running that was started here\n');
  return chosen.length === 0 && port !== undefined ? 1 : 0;
}

async function status() {
  const running = await runningBrokers();
  return print(running.map(summary).join('') || 'no broker is running that was started here\n');
}

/**
 * @param {Partial<import('./broker/settings.mjs').BrokerSettings>} settings
 * @param {string[]} program
 */
async function run(settings, [command = '', ...parameters]) {
  const broker = await startBroker(settings, progress);
  try {
    progress(`Apache Kafka ${broker.description.version} is ready at ${broker.description.address}`);
    const env = { ...process.env, CTK_KAFKA: broker.description.address };
    const child = spawn(command, parameters, { stdio: 'inherit', env });
    // Ctrl-C reaches the program too; what it makes of it decides.
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(/** @type {NodeJS.Signals} */ (signal)));
    const [code] = await once(child, 'exit');
    return code ?? 1;
  } finally {
    await broker.stop();
  }
}

/** @param {import('./broker/node.mjs').BrokerDescription} description */
function summary({ version, address, secured, certificates }) {
  return `Apache Kafka ${version} is ready at ${address}
  SASL_PLAINTEXT ${secured.saslPlaintext}
  SASL_SSL       ${secured.saslSsl}
  SSL            ${secured.ssl}
  certificate authority ${certificates.ca}
`;
}

/** @param {string} text */
function print(text) {
  process.stdout.write(text);
  return 0;
}

/** @param {string} text */
function progress(text) {
  process.stderr.write(`broker: ${text}\n`);
}
