import type { Failure, OperationRequest, Reply } from '../../core/exchange.ts';
import { probedResource, type TopicSettings } from './topics.ts';

/** No implementation has given a record this identifier. */
const NOBODY = 'ctk-probe';

/** Failures that somebody has caused by answering. */
const SIGNS_OF_LIFE: ReadonlySet<Failure['reason']> = new Set(['no-status', 'uncorrelated', 'too-large', 'compression']);

/**
 * Finds out whether anybody answers. Silence about an unknown identifier, or about all of one resource, is judged by the
 * steps that ask for it (AMB-A16, AMB-R50): it is no absence while another request of the run is answered.
 *
 * @returns the first failure, where nothing was answered
 */
export async function probe(
  settings: Pick<TopicSettings, 'planned' | 'notified'>,
  ask: (request: OperationRequest, signal: AbortSignal) => Promise<Reply | Failure>,
  signal: AbortSignal,
): Promise<Failure | undefined> {
  const resource = probedResource(settings);
  if (resource === undefined) return undefined;
  const silence = failureIn(await ask({ operation: 'retrieve', resource, id: NOBODY }, signal));
  if (silence?.reason !== 'timeout') return silence;
  const enough = new AbortController();
  const listened = othersOf(settings).map(async (request) => {
    const isHeard = failureIn(await ask(request, AbortSignal.any([signal, enough.signal]))) === undefined;
    if (isHeard) enough.abort();
    return isHeard;
  });
  return (await Promise.all(listened)).includes(true) ? undefined : silence;
}

/** Also an answer that cannot be used is a sign of life. */
function failureIn(outcome: Reply | Failure): Failure | undefined {
  return outcome.kind === 'reply' || SIGNS_OF_LIFE.has(outcome.reason) ? undefined : outcome;
}

/** What else the run may ask without changing anything. */
function othersOf({ planned }: Pick<TopicSettings, 'planned'>): readonly OperationRequest[] {
  return Object.entries(planned).flatMap(([resource, commands], index) => {
    const requests: OperationRequest[] = [];
    if (commands.includes('list')) requests.push({ operation: 'list', resource, filter: { id: NOBODY } });
    if (commands.includes('retrieve') && index > 0) requests.push({ operation: 'retrieve', resource, id: NOBODY });
    return requests;
  });
}
