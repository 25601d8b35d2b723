import { createRequire } from 'node:module';

export type { Client, Dispatcher } from 'undici';

type Undici = typeof import('undici');

/** The parts of undici that the HTTP client is built from. */
export type UndiciCore = Pick<Undici, 'Agent' | 'Client' | 'Pool' | 'buildConnector'>;

const require = createRequire(import.meta.url);

/**
 * Loads the parts of undici that send requests, and no others: its whole (fetch, WebSocket, caches, mocks)
 * takes four times as long, which is most of the kit's start-up.
 *
 * The files are not a documented interface of the package, so a release that moves them is met by loading the whole.
 */
export function loadUndici(): UndiciCore {
  return load(
    () => ({
      Agent: require('undici/lib/dispatcher/agent.js'),
      Client: require('undici/lib/dispatcher/client.js'),
      Pool: require('undici/lib/dispatcher/pool.js'),
      buildConnector: require('undici/lib/core/connect.js'),
    }),
    () => require('undici'),
  );
}

/** Only a run with a proxy needs it; it rests on what undici adds to its parts when it is loaded whole. */
export function loadProxyAgent(): Undici['ProxyAgent'] {
  return (require('undici') as Undici).ProxyAgent;
}

/** Takes the part, or the whole where the part is not where it was. */
export function load<T>(part: () => T, whole: () => T): T {
  try {
    return part();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'MODULE_NOT_FOUND' || code === 'ERR_PACKAGE_PATH_NOT_EXPORTED') return whole();
    throw error;
  }
}
