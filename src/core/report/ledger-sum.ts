import type { LedgerEntry } from './ledger.ts';

/** `25 of 25 came in time, 3 not applicable`. */
export function ledgerSum(entries: readonly LedgerEntry[]): string {
  const listed = entries.filter(({ expected }) => expected !== undefined);
  const due = listed.filter(({ exemption }) => exemption !== 'not-offered');
  const never = listed.length - due.length;
  return `${due.filter(cameInTime).length} of ${due.length} came in time${never === 0 ? '' : `, ${never} not applicable`}`;
}

/** True where what was due came when it was due. */
export function cameInTime({ arrivals }: LedgerEntry): boolean {
  return arrivals.some(({ as }) => as === 'on-time');
}
