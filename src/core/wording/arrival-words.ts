import type { Arrival, ArrivalKind } from '../notification.ts';

/** An arrival in a few words: `n3 after 12 ms`, `n4 after 12 ms, a duplicate`. */
export function arrivalText({ notification, delayMs, as }: Arrival): string {
  const when = delayMs === undefined || delayMs < 0 ? '' : ` after ${delayMs} ms`;
  return `${notification}${when}${WORDS[as] === '' ? '' : `, ${WORDS[as]}`}`;
}

const WORDS: Readonly<Record<ArrivalKind, string>> = {
  'on-time': '',
  late: 'late',
  early: 'before the change was asked for',
  duplicate: 'a duplicate',
  misnamed: 'under another name',
  misdirected: 'about another resource',
  unlisted: 'not asked for, tolerated',
  unknown: 'of an unknown name',
  false: 'of a change that did not happen',
  'after-unsubscribing': 'after unsubscribing',
};
