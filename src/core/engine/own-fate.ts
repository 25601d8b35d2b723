import type { Exchange } from '../exchange.ts';
import type { Json } from '../json.ts';
import { identifierOf, type OwnRecords } from './own-records.ts';

/**
 * Notes what an exchange tells of records that this run has created before: deleted, there again in spite of that, or
 * no longer under their id, so that the clean-up finds what is left.
 */
export function noteFate({ request, outcome }: Exchange, own: OwnRecords): void {
  if (outcome.kind === 'failure') return;
  const { operation, id } = request;
  const succeeded = outcome.status < 300;
  const value = outcome.body.kind === 'json' ? outcome.body.value : undefined;
  if (operation === 'list') {
    const listed: readonly Json[] = succeeded && Array.isArray(value) ? value : [];
    for (const record of listed) noteShown(identifierOf(record), own);
    return;
  }
  if (id === undefined || !own.ids.has(id)) return;
  const shown = succeeded && value !== undefined ? identifierOf(value) : undefined;
  if (operation === 'delete' && succeeded) own.deleted(id);
  if (operation === 'retrieve') noteShown(shown, own);
  const isElsewhere = operation === 'patch' ? shown !== undefined && shown !== id : isGone(outcome.status);
  if (isElsewhere && (operation === 'patch' || operation === 'retrieve')) own.strayed(id);
}

function noteShown(id: string | undefined, own: OwnRecords): void {
  if (id !== undefined && own.ids.has(id)) own.returned(id);
}

function isGone(status: number): boolean {
  return status === 404 || status === 410;
}
