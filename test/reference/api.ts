import { onTestFinished } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import { type ReferenceOptions, startReference } from '../../src/reference/server.ts';

/** A reply's JSON, loosely typed: tests compare what they reach for. */
type Loose = ReturnType<typeof JSON.parse>;

/** What a test looks at in a reply. `body` is the parsed JSON, `undefined` where the reply is empty. */
interface Heard {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Loose;
}

export interface Api {
  readonly root: string;
  readonly served: () => number;
  readonly close: () => Promise<void>;
  /** `path` is relative to the API root. A body is sent as JSON unless it is a string already. */
  send(method: string, path: string, body?: unknown, contentType?: string): Promise<Heard>;
  get(path: string): Promise<Heard>;
  post(path: string, body: unknown): Promise<Heard>;
  merge(path: string, body: unknown): Promise<Heard>;
  /** Creates a record and returns its representation; throws when that is refused. */
  make(path: string, body: JsonObject): Promise<JsonObject & { id: string }>;
}

/** A clock that moves by a second each time it is read. */
export function tickingClock(start = '2024-05-01T10:00:00.000Z'): () => Date {
  let time = Date.parse(start);
  return () => {
    time += 1000;
    return new Date(time);
  };
}

/** Starts a server that is closed when the test has finished. */
export async function startApi(options: ReferenceOptions = {}): Promise<Api> {
  const server = await startReference(options);
  onTestFinished(() => server.close());
  const send: Api['send'] = async (method, path, body, contentType = 'application/json') => {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${server.root}${path}`, {
      method,
      ...(text !== undefined && { body: text, headers: { 'content-type': contentType } }),
    });
    const reply = await response.text();
    return { status: response.status, headers: response.headers, body: reply === '' ? undefined : JSON.parse(reply) };
  };
  return {
    root: server.root,
    served: () => server.requests,
    close: () => server.close(),
    send,
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    merge: (path, body) => send('PATCH', path, body, 'application/merge-patch+json'),
    make: async (path, body) => {
      const { status, body: made } = await send('POST', path, body);
      if (status !== 201) throw new Error(`creation was answered ${status}: ${JSON.stringify(made)}`);
      return made;
    },
  };
}

/** Path segments of the seven resources, in the document's order. */
export const PATHS = [
  'partyAccount',
  'billingAccount',
  'settlementAccount',
  'financialAccount',
  'billingCycleSpecification',
  'billFormat',
  'billPresentationMedia',
] as const;

export const PARTY_PATHS = PATHS.slice(0, 3);
