import type { Exchange, OperationRequest } from '../exchange.ts';
import type { ResourceName } from '../profile.ts';
import type { Phase } from '../scenario.ts';
import { withoutForeignValues } from './foreign-records.ts';
import { maskExchange } from './masking.ts';
import { doubtsLife, showsLife } from './no-reply.ts';
import type { Observations } from './observations.ts';
import { otherOf, probeOther } from './other-target.ts';
import { noteFate } from './own-fate.ts';
import type { OwnRecords } from './own-records.ts';
import { bearsMark } from './own-records.ts';
import { type Pages, readPages } from './pages.ts';
import type { Emit, RunPorts, RunSetup, RunState } from './run-setup.ts';

/** Where in the run an exchange belongs. */
export interface Place {
  readonly scenario: string;
  readonly resource: ResourceName;
  readonly phase: Phase;
  readonly step: string;
}

/** The SUT does not answer at all any more (AMB-R50), or there are no credentials for it: the run ends. */
export class SutGone extends Error {
  readonly reason: 'gone' | 'credentials';

  constructor(message: string, reason: SutGone['reason'] = 'gone') {
    super(message);
    this.name = 'SutGone';
    this.reason = reason;
  }
}

/** Sends requests, records them as events, and keeps the account of what was created. */
export interface ExchangeRunner {
  /** @throws SutGone where there is no reply and a probe gets none either. */
  send(request: OperationRequest, place: Place, attempt: number, signal: AbortSignal): Promise<Pages>;
}

/** The runner of one resource's exchanges. */
export function createExchangeRunner(
  setup: RunSetup,
  ports: RunPorts,
  state: RunState,
  own: OwnRecords,
  subscriptions: OwnRecords,
  observations: Observations,
  emit: Emit,
): ExchangeRunner {
  /** A record that a list has shown before this run created it, and that does not bear the run's mark either. */
  const isForeign = ({ outcome }: Exchange) => {
    const marked = outcome.kind === 'reply' && outcome.body.kind === 'json' && bearsMark(outcome.body.value, setup.runId);
    return (id: string) => !marked && observations.listedIds.has(id);
  };

  const once = async (request: OperationRequest, place: Place, attempt: number, signal: AbortSignal): Promise<Exchange> => {
    const account = request.operation === 'create' ? own : request.operation === 'subscribe' ? subscriptions : undefined;
    const token = account?.intend();
    const trace = { runId: setup.runId, step: `${place.scenario}/${place.step}@${place.resource}` };
    // a creation under way is waited for: cut off, it would leave a record that nobody knows of
    const transport = request.over === 'other' ? otherOf(ports) : ports.transport;
    const transmission = await transport.send(request, trace, token === undefined ? signal : ports.quit);
    state.exchanges += 1;
    const exchange: Exchange = { id: `e${state.exchanges}`, request, ...transmission };
    if (token !== undefined) account?.settle(token, exchange, account === own ? isForeign(exchange) : undefined);
    if (request.operation === 'unsubscribe' && request.id !== undefined && isEnded(exchange)) subscriptions.deleted(request.id);
    // what the other target answers says nothing about where this run's records are
    if (request.over === undefined) {
      state.strays?.note(exchange, place);
      // the clean-up keeps its own account
      if (place.phase !== 'postamble') noteFate(exchange, own);
    }
    const recorded = withoutForeignValues(exchange, own.ids, setup.runId);
    emit({
      event: 'exchange',
      ...place,
      attempt,
      exchange: maskExchange(recorded.exchange, ports.secrets),
      ...(recorded.foreignRecords > 0 ? { foreignRecords: recorded.foreignRecords } : {}),
    });
    await assureAlive(exchange, signal);
    return exchange;
  };

  const assureAlive = async ({ request, outcome }: Exchange, signal: AbortSignal): Promise<void> => {
    if (outcome.kind === 'reply' || !doubtsLife(outcome)) return;
    if (request.over === 'other') {
      await probeOther(ports, state, signal);
      return;
    }
    if (outcome.reason === 'credentials') throw new SutGone(outcome.message, 'credentials');
    const failure = await ports.transport.probe(signal);
    if (failure?.kind === 'failure' && failure.reason !== 'interrupted' && !showsLife(failure))
      throw new SutGone(failure.message);
  };

  return {
    send: (request, place, attempt, signal) => readPages(request, setup.maxPages, (page) => once(page, place, attempt, signal)),
  };
}

function isEnded({ outcome }: Exchange): boolean {
  return outcome.kind === 'reply' && (outcome.status < 300 || outcome.status === 404 || outcome.status === 410);
}
