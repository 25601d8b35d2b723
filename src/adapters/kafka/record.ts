import { unreadable } from './compression.ts';
import type { IHeaders, KafkaMessage } from './kafkajs.ts';
import type { KafkaRecord } from './types.ts';

/** A record as the kit speaks of it. */
export function recordOf(topic: string, partition: number, message: KafkaMessage): KafkaRecord {
  const { offset, key, value, timestamp, headers } = message;
  const place = { topic, partition, offset, timestamp: Number(timestamp) };
  const hindrance = unreadable(headers);
  if (hindrance !== undefined) return { ...place, headers: {}, value: null, unreadable: hindrance };
  return { ...place, ...(key !== null && { key: key.toString() }), headers: headersOf(headers ?? {}), value };
}

/** What says the same twice says it once. */
function headersOf(headers: IHeaders): Record<string, string> {
  const recorded = new Map<string, Set<string>>();
  for (const [name, value] of Object.entries(headers)) {
    const before = recorded.get(name.toLowerCase()) ?? new Set<string>();
    // a header without a value is there all the same
    for (const each of Array.isArray(value) ? value : [value]) before.add((each ?? '').toString());
    recorded.set(name.toLowerCase(), before);
  }
  return Object.fromEntries([...recorded].map(([name, values]) => [name, [...values].join(', ')]));
}
