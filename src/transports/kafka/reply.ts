import type { KafkaRecord } from '../../adapters/kafka.ts';
import type { Body, Failure, RecordPlace, Reply } from '../../core/exchange.ts';
import type { Secrets } from '../../core/secrets.ts';
import { parseBody } from '../body.ts';
import type { KafkaTransportSettings } from './settings.ts';

/** What a record says, as far as it can be read. */
export interface Heard {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
  readonly record: RecordPlace;
}

/** Where a record is, in words: `topic P.accountManagement… (partition 0, offset 17)`. */
export function placeInWords({ topic, partition, offset }: RecordPlace): string {
  return `topic ${topic} (partition ${partition}, offset ${offset})`;
}

/** The place of a record that came. */
export function placeOf({ topic, partition, offset, key }: KafkaRecord): RecordPlace {
  return { topic, partition, offset, ...(key !== undefined && { key }) };
}

/** Reads a record's body. */
export function hear(record: KafkaRecord, secrets: Secrets): Heard {
  const { headers, value } = record;
  return { headers, body: parseBody(Buffer.from(value ?? []), headers['content-type'], secrets), record: placeOf(record) };
}

/** The reply that a record is, or why it is of no use. */
export function replyOf(
  record: KafkaRecord,
  { maxRecordBytes, readings }: KafkaTransportSettings,
  secrets: Secrets,
): Reply | Failure {
  const place = placeInWords(placeOf(record));
  if (record.value !== null && record.value.length > maxRecordBytes) {
    return {
      kind: 'failure',
      reason: 'too-large',
      message: `The reply at ${place} has ${record.value.length} bytes, more than the ${maxRecordBytes} that are read. Raise http.maxBody in the configuration to have it judged.`,
    };
  }
  const heard = hear(record, secrets);
  const status = statusOf(heard.headers['status-code'], readings.strictStatus);
  if (status !== undefined) return { kind: 'reply', status, ...heard };
  const said = heard.headers['status-code'];
  const what = said === undefined ? 'no header Status-Code' : `the Status-Code '${said}', which is no status`;
  return {
    kind: 'failure',
    reason: 'no-status',
    message: `The reply at ${place} has ${what}, so that nothing tells whether the request succeeded. Every reply needs one, such as Status-Code: 200.`,
    heard,
  };
}

/** Why a record cannot be read at all. */
export function unreadableReply(record: KafkaRecord): Failure | undefined {
  if (record.unreadable === undefined) return undefined;
  const { codec, why } = record.unreadable;
  return {
    kind: 'failure',
    reason: 'compression',
    message: `A record at ${placeInWords(placeOf(record))} is compressed with ${codec} and cannot be read, because ${why}. Have replies written with another compression, or without.`,
  };
}

/** AMB-A39: the digits at the beginning; strictly, digits alone. Two statuses in one reply are none. */
function statusOf(text: string | undefined, isStrict: boolean): number | undefined {
  const digits = (isStrict ? /^\s*(\d{1,9})\s*$/ : /^\s*(\d{1,9})(?![\d\s]*,\s*\d)/).exec(text ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}
