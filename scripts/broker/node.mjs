import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeCertificates } from './certificates.mjs';
import { removeFolder, temporaryFolder } from './files.mjs';
import { fetchArchives } from './maven.mjs';
import { noteProcesses } from './orphans.mjs';
import { freePorts, isPortFree } from './ports.mjs';
import { missingJava } from './programs.mjs';
import { serverProperties } from './properties.mjs';
import { untilReady } from './readiness.mjs';
import { formatStorage, Server } from './server.mjs';

/**
 * A broker that is ready, as others see it.
 *
 * @typedef {object} BrokerDescription
 * @property {string} version
 * @property {string} address host and port of the PLAINTEXT listener
 * @property {{ saslPlaintext: string, saslSsl: string, ssl: string }} secured addresses of the other listeners
 * @property {import('./certificates.mjs').CertificateFiles} certificates
 */

/** A free port may be taken by somebody else before Kafka listens on it. */
const TRIES = 3;

/** A one-node cluster with its own folder, which goes with it. */
export class ClusterNode {
  /** @type {Server | undefined} */
  #server;

  /** Is called when the server ends and nobody told it to. */
  onFailure = () => {};

  /**
   * @param {string} archives
   * @param {string} folder
   * @param {BrokerDescription} description
   */
  constructor(archives, folder, description) {
    this.archives = archives;
    this.folder = folder;
    this.description = description;
  }

  /**
   * Makes a node and waits until it is ready.
   *
   * @param {import('./settings.mjs').BrokerSettings} settings
   * @param {(text: string) => void} say
   * @param {AbortSignal} signal gives it up; nothing remains of it then
   */
  static async start(settings, say, signal) {
    const missing = await missingJava();
    if (missing !== undefined) throw new Error(missing);
    if (settings.port !== 0 && !(await isPortFree(settings.port)))
      throw new Error(`port ${settings.port} of 127.0.0.1 is in use`);
    const archives = await fetchArchives(settings.version, say, signal);
    for (let left = TRIES - 1; ; left -= 1) {
      const node = await ClusterNode.#prepare(archives, settings, signal);
      try {
        await node.start(signal);
        return node;
      } catch (error) {
        const log = node.log;
        await node.remove();
        signal.throwIfAborted();
        if (left === 0 || !/already in use|BindException/.test(log)) throw explained(error, log);
      }
    }
  }

  /**
   * @param {string} archives
   * @param {import('./settings.mjs').BrokerSettings} settings
   * @param {AbortSignal} signal
   */
  static async #prepare(archives, settings, signal) {
    const folder = await temporaryFolder();
    try {
      await noteProcesses(folder, { supervisor: process.pid, server: undefined });
      const [plaintext = 0, saslPlaintext = 0, saslSsl = 0, ssl = 0, controller = 0] = await freePorts(5);
      const ports = { plaintext: settings.port || plaintext, saslPlaintext, saslSsl, ssl, controller };
      const certificates = await writeCertificates(path.join(folder, 'certificates'));
      const properties = propertiesIn(folder);
      await writeFile(properties, serverProperties({ settings, ports, certificates, data: path.join(folder, 'data') }));
      await formatStorage(archives, properties, signal);
      /** @type {(port: number) => string} */
      const on = (port) => `127.0.0.1:${port}`;
      const secured = { saslPlaintext: on(saslPlaintext), saslSsl: on(saslSsl), ssl: on(ssl) };
      const description = { version: settings.version, address: on(ports.plaintext), secured, certificates };
      return new ClusterNode(archives, folder, description);
    } catch (error) {
      await removeFolder(folder);
      throw error;
    }
  }

  get log() {
    return this.#server?.log ?? '';
  }

  /**
   * Starts the server over the data that are there.
   *
   * @param {AbortSignal} signal
   */
  async start(signal) {
    const server = new Server(this.archives, propertiesIn(this.folder));
    this.#server = server;
    server.ended.then(() => this.#server === server && this.onFailure());
    await noteProcesses(this.folder, { supervisor: process.pid, server: server.pid });
    await untilReady(this.description.address, () => server.isRunning && !signal.aborted);
  }

  /** Ends the server as a power failure would; the data stay. */
  async kill() {
    const server = this.#server;
    this.#server = undefined;
    await server?.kill();
  }

  /** Ends the server and removes everything. */
  async remove() {
    const server = this.#server;
    this.#server = undefined;
    await server?.stop();
    await removeFolder(this.folder);
  }
}

/** @param {string} folder */
function propertiesIn(folder) {
  return path.join(folder, 'server.properties');
}

/**
 * @param {unknown} error
 * @param {string} log
 */
function explained(error, log) {
  const message = error instanceof Error ? error.message : String(error);
  return new Error(`${message}. The end of its log:\n${log.split('\n').slice(-15).join('\n')}`, { cause: error });
}
