import { parseArgs } from 'node:util';
import { DEFAULT_SETTINGS } from './settings.mjs';

const OPTIONS = /** @type {const} */ ({
  version: { type: 'string' },
  port: { type: 'string' },
  partitions: { type: 'string' },
  'rebalance-delay': { type: 'string' },
  'auto-create': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
});

export const USAGE = `npm run broker -- start|stop|status|run [OPTION…] [CMD…]

A one-node Apache Kafka for trying things out. Maven fetches it once; it needs Java 17 or later.

start     starts a broker, waits until it is ready and leaves it running
stop      stops the brokers that were left running, or the one of --port, and removes their data
status    names the brokers that run
run CMD…  starts a broker, runs the command with its address in CTK_KAFKA, stops the broker

--version V          of Apache Kafka; default ${DEFAULT_SETTINGS.version}
--port N             of the listener without authentication; default: a free one
--partitions N       of a topic that is made without a number of its own; default ${DEFAULT_SETTINGS.partitions}
--rebalance-delay N  milliseconds that a new consumer group waits for members; default ${DEFAULT_SETTINGS.rebalanceDelay}
--auto-create        makes topics that are written to or read from
`;

/**
 * What the command line asks for.
 *
 * @typedef {object} Wish
 * @property {string | undefined} command
 * @property {boolean} help
 * @property {Partial<import('./settings.mjs').BrokerSettings>} settings
 * @property {string[]} program of `run`, with its own parameters
 */

/**
 * Reads the command line; an error says what is wrong with it.
 *
 * @param {string[]} args
 * @returns {Wish}
 */
export function readParameters(args) {
  const { tokens } = parseArgs({ args, options: OPTIONS, allowPositionals: true, strict: false, tokens: true });
  const [command, program] = tokens.filter((token) => token.kind === 'positional');
  const end = command?.value === 'run' && program !== undefined ? program.index : args.length;
  const { values, positionals } = parseArgs({ args: args.slice(0, end), options: OPTIONS, allowPositionals: true });
  const unexpected = positionals[1];
  if (unexpected !== undefined) throw new Error(`"${unexpected}" is one word too many`);

  const settings = {
    ...(values.version !== undefined && { version: values.version }),
    ...(values.port !== undefined && { port: wholeNumber('--port', values.port, 1, 65_535) }),
    ...(values.partitions !== undefined && { partitions: wholeNumber('--partitions', values.partitions, 1, 1000) }),
    ...(values['rebalance-delay'] !== undefined && {
      rebalanceDelay: wholeNumber('--rebalance-delay', values['rebalance-delay'], 0, 600_000),
    }),
    ...(values['auto-create'] !== undefined && { autoCreate: values['auto-create'] }),
  };
  return { command: command?.value, help: values.help ?? false, settings, program: args.slice(end) };
}

/**
 * @param {string} option
 * @param {string} text
 * @param {number} least
 * @param {number} most
 */
function wholeNumber(option, text, least, most) {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most) {
    throw new Error(`${option} must be a whole number from ${least} to ${most}, not "${text}"`);
  }
  return number;
}
