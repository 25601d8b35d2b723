import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import { javaProgram } from './programs.mjs';
import { USERS } from './users.mjs';

const run = promisify(execFile);

/** Little heap and a quick start matter here, throughput does not. Warnings of the broker go to its standard error output. */
const JAVA_OPTIONS = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn'];

/**
 * Prepares the data folder, and puts the SCRAM users in it.
 *
 * @param {string} archives folder of Kafka's archives
 * @param {string} properties file
 * @param {AbortSignal} signal gives it up
 */
export async function formatStorage(archives, properties, signal) {
  const users = USERS.flatMap(({ name, password }) =>
    ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap((mechanism) => [
      '--add-scram',
      `${mechanism}=[name=${name},password=${password}]`,
    ]),
  );
  const clusterId = randomBytes(16).toString('base64url');
  // in one word: an id may begin with a hyphen
  const parameters = ['format', `--cluster-id=${clusterId}`, '--config', properties, ...users];
  try {
    const java = [...JAVA_OPTIONS, '-Xmx128m', '-cp', classPath(archives), 'kafka.tools.StorageTool'];
    await run(javaProgram(), [...java, ...parameters], { signal });
  } catch (cause) {
    throw new Error(`Kafka could not prepare its storage: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

/** One run of the broker's Java process. */
export class Server {
  #child;
  #log = '';

  /**
   * @param {string} archives folder of Kafka's archives
   * @param {string} properties file
   */
  constructor(archives, properties) {
    const parameters = [...JAVA_OPTIONS, '-Xms96m', '-Xmx384m', '-cp', classPath(archives), 'kafka.Kafka', properties];
    this.#child = spawn(javaProgram(), parameters, { stdio: ['ignore', 'pipe', 'pipe'], cwd: path.dirname(properties) });
    this.ended = new Promise((resolve) => {
      this.#child.once('error', resolve);
      this.#child.once('close', resolve);
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        this.#log = (this.#log + text).slice(-20_000);
      });
    }
  }

  get pid() {
    return this.#child.pid;
  }

  /** The last of what it wrote. */
  get log() {
    return this.#log;
  }

  get isRunning() {
    return this.#child.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Ends it as an operator would, or after five seconds by force. */
  async stop() {
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 5000);
    await this.ended;
    clearTimeout(timer);
  }

  /** Ends it as a power failure would. */
  async kill() {
    this.#child.kill('SIGKILL');
    await this.ended;
  }
}

/** @param {string} archives */
function classPath(archives) {
  return path.join(archives, '*');
}
