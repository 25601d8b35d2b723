import type { LedgerEntry } from '../../core/report/ledger.ts';
import { cameInTime, ledgerSum } from '../../core/report/ledger-sum.ts';
import { arrivalText } from '../../core/wording/arrival-words.ts';
import type { Paint } from './paint.ts';
import { hang } from './text.ts';

/** How many of the notifications that were due came, why others were not due, and each arrival that is not simply one of them. */
export function ledgerLines(entries: readonly LedgerEntry[], width: number, paint: Paint): string[] {
  if (entries.length === 0) return [];
  const open = entries.filter((entry) => entry.expected !== undefined && !cameInTime(entry));
  const others = entries.flatMap(({ resource, arrivals }) =>
    arrivals.filter(({ as }) => as !== 'on-time').map((arrival) => ({ resource, arrival })),
  );
  return [
    paint.bold(`Notifications: ${ledgerSum(entries)}`),
    ...open
      .filter(({ exemption }) => exemption !== 'not-offered')
      .flatMap(({ expected = '', reason = 'it did not come' }) =>
        hang('  ', reason.startsWith(expected) ? reason : `${expected}: ${reason}`, width, 4),
      ),
    ...neverLines(
      open.filter(({ exemption }) => exemption === 'not-offered'),
      width,
    ),
    ...others.flatMap(({ resource, arrival }) =>
      hang('  ', `${resource}  ${arrival.name || 'without a name'}: ${arrivalText(arrival)}`, width, 4),
    ),
    '',
  ];
}

/** Those that have the same reason together. */
function neverLines(never: readonly LedgerEntry[], width: number): string[] {
  const reasons = new Map<string, string[]>();
  for (const { expected = '', reason = '' } of never) reasons.set(reason, [...(reasons.get(reason) ?? []), expected]);
  return [...reasons].flatMap(([reason, names]) => hang('  ', `not applicable: ${names.join(', ')}: ${reason}`, width, 4));
}
