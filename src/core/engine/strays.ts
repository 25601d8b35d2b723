import type { Stray } from '../check.ts';
import type { Exchange, StrayReply } from '../exchange.ts';
import type { ResourceName } from '../profile.ts';
import type { Secrets } from '../secrets.ts';
import type { Transport } from '../transport.ts';
import type { Place } from './exchange-runner.ts';
import { withoutForeignValues } from './foreign-records.ts';
import { maskStray } from './masking.ts';
import type { Emit } from './run-setup.ts';

/** What the tracks of a run share of replies that nobody awaits: to whose request each of them is. */
export interface StrayDesk {
  /** Notes a request that more than one reply may come to. */
  note(exchange: Exchange, place: Place): void;
  /** Those to requests of a resource since the last call, each with its request. */
  take(resource: ResourceName): readonly Claimed[];
}

/** The strays of one resource. */
export interface StrayBox {
  /** In order of arrival. */
  readonly all: readonly Stray[];
  /** Takes in what has come since the last time, and tells it as events of this step. */
  collect(place: Place): void;
}

/** What is kept of a request: little, for it is kept for the whole run. */
type Noted = Pick<Exchange, 'id' | 'request' | 'startedAt' | 'durationMs'> & {
  readonly resource: ResourceName;
  readonly step: string;
};

interface Claimed {
  readonly stray: StrayReply;
  readonly noted: Noted;
}

/** The header of a record that tells its request. */
const CORRELATION = 'x-correlation-id';

/** Opens the desk of a run; `undefined` where the transport tells of no strays. */
export function openStrayDesk(transport: Pick<Transport, 'takeStrays'>): StrayDesk | undefined {
  if (transport.takeStrays === undefined) return undefined;
  const requests = new Map<string, Noted>();
  // one may come before its request is noted, and is then looked at again
  let unclaimed: StrayReply[] = [];
  const claimed = new Map<ResourceName, Claimed[]>();
  return {
    note({ id, request, sent, startedAt, durationMs }, { resource, scenario, step }) {
      const name = Object.keys(sent.headers).find((each) => each.toLowerCase() === CORRELATION);
      const correlationId = name === undefined ? undefined : sent.headers[name];
      if (correlationId === undefined) return;
      const { body: _, ...asked } = request;
      const noted = { id, request: asked, startedAt, durationMs, resource, step: `${scenario}/${step}` };
      requests.set(correlationId.toLowerCase(), noted);
    },
    take(resource) {
      const left: StrayReply[] = [];
      for (const stray of [...unclaimed, ...(transport.takeStrays?.() ?? [])]) {
        const noted = requests.get(stray.correlationId.toLowerCase());
        if (noted === undefined) left.push(stray);
        else claimed.set(noted.resource, [...(claimed.get(noted.resource) ?? []), { stray, noted }]);
      }
      unclaimed = left;
      const own = claimed.get(resource) ?? [];
      claimed.delete(resource);
      return own;
    },
  };
}

/**
 * Opens the box of a resource.
 *
 * @param ownIds the run's records: the values of others' are left out, as in replies
 */
export function openStrayBox(
  desk: StrayDesk | undefined,
  runId: string,
  ownIds: ReadonlySet<string>,
  secrets: Secrets,
  emit: Emit,
): StrayBox {
  const all: Stray[] = [];
  return {
    all,
    collect({ scenario, resource, step }) {
      for (const { stray, noted } of desk?.take(resource) ?? []) {
        const { id: exchange, startedAt, durationMs } = noted;
        const kept = withoutOthers(stray, noted, ownIds, runId);
        const lateMs = Date.parse(stray.receivedAt) - Date.parse(startedAt) - durationMs;
        all.push({ ...kept, exchange, step: noted.step, lateMs });
        emit({ event: 'stray-reply', scenario, resource, step, exchange, stray: maskStray(kept, secrets) });
      }
    },
  };
}

function withoutOthers(stray: StrayReply, { request }: Noted, ownIds: ReadonlySet<string>, runId: string): StrayReply {
  const { exchange } = withoutForeignValues({ request, outcome: stray.reply }, ownIds, runId);
  return exchange.outcome.kind === 'reply' ? { ...stray, reply: exchange.outcome } : stray;
}
