import type { OperationRequest } from '../exchange.ts';
import type { Json } from '../json.ts';
import type { OwnRecords } from './own-records.ts';
import { bearsMark, identifierOf } from './own-records.ts';
import type { Pages } from './pages.ts';

/** Sends one request of a clean-up and returns what was heard, all pages of a list. */
export type SendCleanUp = (request: OperationRequest) => Promise<Pages>;

/**
 * Why a record could not be deleted; `undefined` when it is gone.
 *
 * @param doubt look whether it is gone, whatever the server says
 */
export async function deleteRecord(send: SendCleanUp, resource: string, id: string, doubt = false): Promise<string | undefined> {
  const outcome = (await send({ operation: 'delete', resource, id })).pages.at(-1)?.outcome;
  if (outcome === undefined) return 'the request was not sent';
  if (outcome.kind === 'failure') return `no reply to DELETE: ${outcome.message}`;
  const { status } = outcome;
  const succeeded = status >= 200 && status < 300;
  if (succeeded && !doubt) return undefined;
  if (!succeeded && status !== 404 && status !== 410) return `DELETE answered ${status}`;
  // gone already; but a server that knows no DELETE may say so of a record that is there
  const seen = (await send({ operation: 'retrieve', resource, id })).pages.at(-1)?.outcome;
  return seen?.kind === 'reply' && seen.status === 200 ? `DELETE answered ${status}, and the record is still there` : undefined;
}

/**
 * Looks for records that bear the run's mark but whose creation was never answered, and adopts them.
 *
 * @returns whether the whole collection could be searched
 */
export async function findLostRecords(send: SendCleanUp, resource: string, runId: string, own: OwnRecords): Promise<boolean> {
  const { pages, cutShort } = await send({ operation: 'list', resource });
  const lists = pages.map(({ outcome }) =>
    outcome.kind === 'reply' && outcome.body.kind === 'json' ? outcome.body.value : undefined,
  );
  for (const element of lists.filter((list): list is readonly Json[] => Array.isArray(list)).flat()) {
    const id = identifierOf(element);
    if (id !== undefined && !own.ids.has(id) && bearsMark(element, runId)) own.adopt(id);
  }
  // a list that the limit on pages cut short may hide some
  const whole = lists.every((list) => Array.isArray(list)) && !cutShort;
  if (whole) own.searched();
  return whole;
}
