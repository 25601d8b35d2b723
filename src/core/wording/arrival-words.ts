import type { RecordPlace } from '../exchange.ts';
import type { Arrival, ArrivalKind } from '../notification.ts';
import { shortPlace, shortTopic } from './record-place.ts';

/** An arrival in a few words: `n3 after 12 ms`, `n4 after 12 ms, a duplicate`; over Kafka with its topic and place there. */
export function arrivalText({ notification, delayMs, as, record }: Arrival & { readonly record?: RecordPlace }): string {
  const when = delayMs === undefined || delayMs < 0 ? '' : ` after ${delayMs} ms`;
  const where = record === undefined ? '' : `, ${shortTopic(record.topic)} ${shortPlace(record)}`.trimEnd();
  return `${notification}${when}${WORDS[as] === '' ? '' : `, ${WORDS[as]}`}${where}`;
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
