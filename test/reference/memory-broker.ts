import type { KafkaClient, KafkaRecord, OutgoingRecord } from '../../src/adapters/kafka.ts';

/** A cluster within the test: records are handed over in the order in which they were written. */
export interface MemoryBroker {
  readonly client: KafkaClient;
  /** Everything that was written, as it was written. */
  readonly written: readonly OutgoingRecord[];
  /** Topics that cannot be written to any more. */
  readonly broken: Set<string>;
  /** Resolves when whatever follows from what was written has been written too, but for what is held back by a timer. */
  settled(): Promise<void>;
}

/** @param existing the topics that exist; absent: whatever is asked for */
export function memoryBroker(existing?: Set<string>): MemoryBroker {
  const written: OutgoingRecord[] = [];
  const broken = new Set<string>();
  const listeners: { topics: readonly string[]; onRecord: (record: KafkaRecord) => void }[] = [];
  const client: KafkaClient = {
    brokers: 'memory:9092',
    partitionsOf: async (topics) =>
      new Map(topics.map((topic) => [topic, existing === undefined || existing.has(topic) ? 1 : undefined])),
    createTopics: async (topics) => {
      for (const topic of topics) existing?.add(topic);
    },
    listen: async ({ topics }, onRecord) => {
      const listener = { topics, onRecord };
      listeners.push(listener);
      return {
        problem: undefined,
        losses: 0,
        close: async () => {
          listeners.splice(listeners.indexOf(listener), 1);
        },
      };
    },
    send: async (record) => {
      if (broken.has(record.topic)) throw new Error('the disk is full');
      written.push(record);
      const offset = String(written.length - 1);
      for (const { topics, onRecord } of listeners) {
        if (topics.includes(record.topic)) onRecord(received(record, offset));
      }
      return { partition: 0, offset };
    },
    close: async () => {
      listeners.length = 0;
    },
  };
  const settled = async () => {
    for (let before = -1; before !== written.length; ) {
      before = written.length;
      await new Promise<void>((resolve) => setImmediate(resolve));
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  };
  return { client, written, broken, settled };
}

function received({ topic, key, headers, value }: OutgoingRecord, offset: string): KafkaRecord {
  return {
    topic,
    partition: 0,
    offset,
    timestamp: 0,
    ...(key !== undefined && { key }),
    headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name.toLowerCase(), text])),
    value: value === null ? null : new TextEncoder().encode(value),
  };
}
