import type { SendCleanUp } from './clean-up.ts';
import type { Place } from './exchange-runner.ts';
import { SutGone } from './exchange-runner.ts';
import type { Emit } from './run-setup.ts';
import type { StepEnvironment } from './step-environment.ts';

const UNCLEAR = 'a subscription got no clear answer: the target may go on sending to an address where nobody listens any more';

/** Why a subscription could not be ended; `undefined` when it is. */
export async function endSubscription(send: SendCleanUp, resource: string, id: string): Promise<string | undefined> {
  const outcome = (await send({ operation: 'unsubscribe', resource, id })).pages.at(-1)?.outcome;
  if (outcome === undefined) return 'the request was not sent';
  if (outcome.kind === 'failure') return `no reply to the request to end it: ${outcome.message}`;
  const { status } = outcome;
  return status < 300 || status === 404 || status === 410 ? undefined : `the request to end it was answered ${status}`;
}

/** Ends what subscriptions the run still has at one resource; what stays is told as residue. Never throws because of the SUT. */
export async function endSubscriptions(env: StepEnvironment, place: Place, emit: Emit, signal: AbortSignal): Promise<void> {
  const { subscriptions, resource, ports } = env;
  const send: SendCleanUp = (request) => env.exchanges.send(request, place, 1, signal);
  for (const id of subscriptions.left()) {
    const reason = await endSubscription(send, resource, id).catch((error: unknown) => {
      if (error instanceof SutGone) return `the target no longer answers: ${error.message}`;
      throw error;
    });
    if (reason === undefined) subscriptions.deleted(id);
    else
      emit({ event: 'residue', resource, kind: 'subscription', id: ports.secrets.mask(id), reason: ports.secrets.mask(reason) });
  }
  if (subscriptions.hasLost()) emit({ event: 'residue', resource, kind: 'subscription', reason: UNCLEAR });
  env.mailbox.collect(place);
}
