import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DEFAULT_SETTINGS } from './settings.mjs';

const SUPERVISOR = fileURLToPath(new URL('supervisor.mjs', import.meta.url));

/**
 * Starts a broker and waits until it is ready. It ends with this process, if it is not stopped before.
 *
 * @param {Partial<import('./settings.mjs').BrokerSettings>} settings
 * @param {(text: string) => void} [say] hears what takes long
 * @returns {Promise<Broker>}
 */
export async function startBroker(settings = {}, say = () => undefined) {
  const parameters = [SUPERVISOR, JSON.stringify({ ...DEFAULT_SETTINGS, ...settings })];
  // In a group of its own, Ctrl-C does not end Kafka before this process has done with it.
  const child = spawn(process.execPath, parameters, { stdio: 'pipe', detached: true });
  child.stderr.pipe(process.stderr, { end: false });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  for (;;) {
    const answer = await nextAnswer(answers);
    if (answer.ready !== undefined) return new Broker(child, answers, answer.ready);
    say(answer.progress ?? '');
  }
}

/** A broker that runs. */
export class Broker {
  #child;
  #answers;

  /**
   * @param {import('node:child_process').ChildProcessWithoutNullStreams} child
   * @param {AsyncIterator<string>} answers
   * @param {import('./node.mjs').BrokerDescription} description
   */
  constructor(child, answers, description) {
    this.#child = child;
    this.#answers = answers;
    this.description = description;
    child.stdin.on('error', () => undefined);
  }

  /** Ends Kafka as a power failure would; its data stay. */
  kill() {
    return this.#command('kill');
  }

  /** Starts Kafka again after {@link kill}, over the same data, on the same ports, and waits until it is ready. */
  restart() {
    return this.#command('start');
  }

  /** Lets it go on when this process ends. It is found in the register from now on. */
  async leave() {
    await this.#command('leave');
    this.#child.unref();
    for (const stream of this.#child.stdio) stream?.destroy();
  }

  /** Ends it and waits until nothing of it is left. */
  async stop() {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.stdin.end();
    await ended;
  }

  /** @param {string} command */
  async #command(command) {
    this.#child.stdin.write(`${command}\n`);
    await nextAnswer(this.#answers);
  }
}

/**
 * @param {AsyncIterator<string>} answers
 * @returns {Promise<{ progress?: string, ready?: import('./node.mjs').BrokerDescription }>}
 */
async function nextAnswer(answers) {
  const { value, done } = await answers.next();
  if (done) throw new Error('the broker has ended');
  const answer = JSON.parse(value);
  if (answer.failed !== undefined) throw new Error(answer.failed);
  return answer;
}
