import { bounded } from './deadline.ts';
import type { RestEnvironment } from './environment.ts';
import { InterruptedError, reasonOf } from './failure.ts';
import { createGate, type Gate } from './gate.ts';
import type { HttpClient, HttpRequest, HttpResult } from './http-client.ts';
import { createPace } from './pace.ts';
import type { RestSettings } from './settings.ts';

/** Sends one HTTP request in its turn and within the time limit. */
export type Deliver = (request: HttpRequest, ended: AbortSignal) => Promise<HttpResult>;

/** Methods that may be repeated without asking (RFC 9110 section 9.2.2). */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'DELETE']);

/** Creates the delivery of requests: so many at a time to an origin, at the pace of the settings. */
export function createDelivery(http: HttpClient, settings: RestSettings, environment: RestEnvironment): Deliver {
  const pace = createPace(settings.maxRate, environment);
  const gates = new Map<string, Gate>();

  const deliverOnce: Deliver = async (request, ended) => {
    const gate = gates.get(request.origin) ?? createGate(settings.connections);
    gates.set(request.origin, gate);
    const leave = await gate.enter(ended);
    if (leave === undefined)
      return { kind: 'error', error: new InterruptedError(), stage: 'connecting', reused: false, proxy: false };
    try {
      await pace(ended);
      return await bounded(settings.timeoutMs, ended, (signal) => http.exchange(request, signal));
    } finally {
      leave();
    }
  };

  return async (request, ended) => {
    let result = await deliverOnce(request, ended);
    // a server may close an idle connection just as it is used again; each repetition uses up one such connection
    for (let spare = settings.connections; spare > 0 && IDEMPOTENT.has(request.method) && isStale(result); spare -= 1) {
      result = await deliverOnce(request, ended);
    }
    return result;
  };
}

function isStale(result: HttpResult): boolean {
  return result.kind === 'error' && result.reused && result.stage === 'waiting' && reasonOf(result) === 'reset';
}
