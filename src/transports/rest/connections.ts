import type { Socket } from 'node:net';
import { proxyAuthorization } from './proxy.ts';
import type { ConnectionSettings } from './settings.ts';
import { type Client, type Dispatcher, loadProxyAgent, loadUndici } from './undici.ts';

/** Bytes of a reply's header section that are read: gateways with long tokens and cookies need more than the usual 16 KiB. */
const MAX_HEADERS = 256 * 1024;

/** Travels with a request through undici and learns which connection carries it. */
export interface Ticket {
  connection?: { replies: number };
}

type Connector = ReturnType<ReturnType<typeof loadUndici>['buildConnector']>;

/**
 * Builds undici's dispatcher for the settings: an agent with a pool per origin, behind a proxy where there is one.
 *
 * @param sockets every open connection, also one that is still being made
 * @param proxyErrors why connections to the proxy failed
 */
export function createDispatcher(settings: ConnectionSettings, sockets: Set<Socket>, proxyErrors: WeakSet<Error>): Dispatcher {
  const { Agent, Client, Pool, buildConnector } = loadUndici();
  const { tls, proxy, connections, timeoutMs } = settings;
  const trust = { rejectUnauthorized: !tls.insecure, timeout: timeoutMs, ...(tls.ca === undefined ? {} : { ca: tls.ca }) };
  const identity = {
    ...(tls.cert === undefined ? {} : { cert: tls.cert }),
    ...(tls.key === undefined ? {} : { key: tls.key }),
    ...(tls.passphrase === undefined ? {} : { passphrase: tls.passphrase.value }),
  };

  /** Counts the replies of its connection, so that a reset can be told from a connection gone stale. */
  class CountingClient extends Client {
    readonly #connection = { replies: 0 };

    constructor(origin: string | URL, options: object) {
      super(origin, options);
      this.on('connect', () => {
        this.#connection.replies = 0;
      });
    }

    override dispatch(options: Dispatcher.DispatchOptions & { ticket?: Ticket }, handler: Dispatcher.DispatchHandler): boolean {
      if (options.ticket !== undefined) options.ticket.connection = this.#connection;
      return super.dispatch(options, handler);
    }
  }

  const remember = (connector: Connector, onError: (error: Error) => void): Connector => {
    return (options, callback) => {
      const socket = (connector as (...args: Parameters<Connector>) => Socket)(options, callback);
      sockets.add(socket);
      // before undici hears of it and ends the request
      socket.prependOnceListener('error', onError).once('close', () => sockets.delete(socket));
      return socket;
    };
  };

  const pool = (origin: string | URL, options: object): Dispatcher =>
    new Pool(origin, {
      ...options,
      connections,
      maxHeaderSize: MAX_HEADERS,
      factory: (url, inner) => new CountingClient(url, inner) as Client,
    });

  if (proxy === undefined) {
    return new Agent({ connections, factory: pool, connect: remember(buildConnector({ ...trust, ...identity }), () => {}) });
  }
  const ProxyAgent = loadProxyAgent();
  const url = new URL(proxy.url);
  const proxyPool = (origin: string | URL, options: object) => {
    const { connect } = options as { connect: Connector };
    return pool(origin, { ...options, connect: remember(connect, (error) => proxyErrors.add(error)) });
  };
  const token = proxyAuthorization(proxy);
  return new ProxyAgent({
    connections,
    uri: url.origin,
    ...(token === undefined ? {} : { token }),
    // a plain HTTP request is handed to the proxy as it is; many refuse to tunnel one
    proxyTunnel: false,
    requestTls: { ...trust, ...identity },
    proxyTls: trust,
    clientFactory: proxyPool,
    factory: (origin, options) => (new URL(origin).origin === url.origin ? proxyPool : pool)(origin, options),
  });
}
