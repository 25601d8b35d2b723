import type { RecordPlace } from '../exchange.ts';

/** What tells a topic from the others of a run: its name without what all of them begin with. */
export function shortTopic(topic: string): string {
  return topic.split('.').slice(-2).join('.');
}

/** Partition and offset as kcat writes them, `[0]@12`; empty where the broker has not taken the record. */
export function shortPlace({ partition, offset }: RecordPlace): string {
  return partition === undefined ? '' : `[${partition}]${offset === undefined ? '' : `@${offset}`}`;
}

/** The same with topic and key: `createBillFormat.commandRequest [0]@12, key 17`. */
export function briefPlace(place: RecordPlace): string {
  const { topic, key } = place;
  return [`${shortTopic(topic)} ${shortPlace(place)}`.trimEnd(), ...(key === undefined ? [] : [`key ${key}`])].join(', ');
}

/** All of it: `P.accountManagement.v5.createBillFormat.commandRequest, partition 0, offset 12, without a key`. */
export function placeText({ topic, partition, offset, key }: RecordPlace): string {
  return [
    topic,
    ...(partition === undefined ? ['not taken by the broker'] : [`partition ${partition}`]),
    ...(offset === undefined ? [] : [`offset ${offset}`]),
    key === undefined ? 'without a key' : `key ${key}`,
  ].join(', ');
}

/** Headers in one line: `status-code: 201; x-correlation-id: …`. */
export function headersText(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('; ');
}
