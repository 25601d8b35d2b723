import { setTimeout as wait } from 'node:timers/promises';
import { type Circumstances, isUnwritten, problemOf } from './classification.ts';
import { compressionOf, type Library, messageOf, type Producer } from './kafkajs.ts';
import { KafkaProblem } from './problem.ts';
import type { OutgoingRecord, WrittenRecord } from './types.ts';

/** Pauses between attempts, in milliseconds. */
const PAUSE = 200;
/** A topic may be unknown for a moment while a broker starts; longer than this it is not there. */
const UNKNOWN_PATIENCE = 1500;

/** Writes records. */
export interface Sending {
  send(record: OutgoingRecord, signal: AbortSignal): Promise<WrittenRecord>;
  close(): Promise<void>;
}

/** Makes a producer, which connects when it is first used. */
export function createSending(library: Library, context: Circumstances, patienceMs: number): Sending {
  let producer: Promise<Producer> | undefined;

  const connected = (): Promise<Producer> => {
    producer ??= connect(library.producer()).catch((error) => {
      producer = undefined;
      throw error;
    });
    return producer;
  };

  const attempt = async (record: OutgoingRecord): Promise<WrittenRecord> => {
    const { topic, partition, codec } = record;
    const batch = { topic, messages: [messageOf(record)], compression: compressionOf(codec) };
    const [written] = await (await connected()).send(batch);
    if (written !== undefined) return { partition: written.partition, offset: written.baseOffset ?? '' };
    throw new KafkaProblem('unknown-topic', `The topic ${topic} has no partition ${partition}. Choose another one.`, {
      topics: [topic],
    });
  };

  return {
    async send(record, signal) {
      const begun = performance.now();
      for (;;) {
        try {
          return await attempt(record);
        } catch (error) {
          const problem = problemOf(error, { ...context, topics: [record.topic] });
          const waited = performance.now() - begun;
          const limit = problem.reason === 'unknown-topic' ? Math.min(UNKNOWN_PATIENCE, patienceMs) : patienceMs;
          if (!isUnwritten(error) || signal.aborted || waited + PAUSE > limit) throw problem;
          await wait(PAUSE, undefined, { signal }).catch(() => {});
        }
      }
    },
    async close() {
      if (producer !== undefined) await (await producer).disconnect();
    },
  };
}

async function connect(producer: Producer): Promise<Producer> {
  await producer.connect();
  return producer;
}
