import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { answer } from './answer.ts';
import { selectFaults, withFaults } from './faults.ts';
import { serve } from './http-face.ts';
import { createHub } from './hub.ts';
import { listen, stop } from './listening.ts';
import type { Reading } from './operation.ts';
import { createStore } from './store.ts';

export interface ReferenceOptions {
  /** Address to listen on; default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Path of the API root; default `/tmf-api/accountManagement/v1`. */
  readonly basePath?: string;
  /** Records of a list page when the client sends no limit; default 1000. */
  readonly pageSize?: number;
  /** Seeded violations: ids of the fault table, each may be limited to a resource: `no-location@BillFormat`. */
  readonly faults?: readonly string[];
  /**
   * `literal` follows the document's letter: PATCH answers 201, DELETE 200, a page of a list 200, an answer reduced by
   * `fields` has no id or href unasked, a billStructure that was not sent is made, and `lastModified` of the party accounts is kept
   * as sent.
   */
  readonly reading?: Reading;
  /** How long the fault `notify-late` holds a notification back, in milliseconds; default 10 100, just later than kits wait. */
  readonly lateBy?: number;
  readonly now?: () => Date;
  /** Ids of records, listeners and notifications; default random UUIDs. */
  readonly newId?: () => string;
}

export interface ReferenceServer {
  /** API root URL, no trailing slash. */
  readonly root: string;
  /** Requests served so far. */
  readonly requests: number;
  /** Ends connections and deliveries; resolves when nothing is pending. May be called twice. */
  close(): Promise<void>;
}

/**
 * Starts a conformant TMF666 v1.1.0 server over an empty store in memory.
 * Throws on an unknown fault, and when the address cannot be listened on (`cause` has the system's error).
 */
export async function startReference(options: ReferenceOptions = {}): Promise<ReferenceServer> {
  const faults = selectFaults(options.faults ?? []);
  const hub = createHub(
    faults.flatMap((fault) => fault.hub ?? []),
    options.lateBy,
  );
  const face = {
    basePath: normalizePath(options.basePath ?? '/tmf-api/accountManagement/v1'),
    handler: withFaults(faults, answer),
    hub,
    shared: {
      store: createStore(),
      reading: options.reading ?? 'default',
      pageSize: options.pageSize ?? 1000,
      now: options.now ?? (() => new Date()),
      newId: options.newId ?? randomUUID,
    },
  };
  let origin = '';
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    void serve(face, request, response, origin);
  });
  // Longer than clients keep idle connections, so that none is closed under a request on its way.
  server.keepAliveTimeout = 65_000;
  origin = await listen(server, options.host ?? '127.0.0.1', options.port ?? 0);

  return {
    root: `${origin}${face.basePath}`,
    get requests() {
      return requests;
    },
    close: async () => {
      await Promise.all([hub.close(), stop(server)]);
    },
  };
}

/** `api/v1/` → `/api/v1`, `/` → the empty path. */
function normalizePath(path: string): string {
  return path
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => `/${segment}`)
    .join('');
}
