import type { LedgerEntry } from '../../core/report/ledger.ts';
import { arrivalText } from '../../core/wording/arrival-words.ts';
import type { Paint } from './paint.ts';
import { hang } from './text.ts';

/** How many of the notifications that were due came, and each arrival that is not simply one of them. */
export function ledgerLines(entries: readonly LedgerEntry[], width: number, paint: Paint): string[] {
  if (entries.length === 0) return [];
  const due = entries.filter(({ expected }) => expected !== undefined);
  const came = due.filter(({ arrivals }) => arrivals.some(({ as }) => as === 'on-time'));
  const open = due.filter(({ arrivals }) => !arrivals.some(({ as }) => as === 'on-time'));
  const others = entries.flatMap(({ resource, arrivals }) =>
    arrivals.filter(({ as }) => as !== 'on-time').map((arrival) => ({ resource, arrival })),
  );
  return [
    paint.bold(`Notifications: ${came.length} of ${due.length} came in time`),
    ...open.flatMap(({ expected = '', reason = 'it did not come' }) =>
      hang('  ', reason.startsWith(expected) ? reason : `${expected}: ${reason}`, width, 4),
    ),
    ...others.flatMap(({ resource, arrival }) =>
      hang('  ', `${resource}  ${arrival.name || 'without a name'}: ${arrivalText(arrival)}`, width, 4),
    ),
    '',
  ];
}
