import { type Circumstances, isPassing, problemOf } from './classification.ts';
import { bounded } from './closing.ts';
import type { Cluster, Consumer, EachBatchPayload, Library } from './kafkajs.ts';
import type { KafkaProblem } from './problem.ts';
import { recordOf } from './record.ts';
import type { KafkaRecord, Listening, Subscription } from './types.ts';

/** Waits between attempts to hear again, in milliseconds. */
const PAUSE = 500;
/** How often the beginning is tried again while a cluster is not quite ready: 10 s at least. */
const FIRST_ATTEMPTS = 20;

/**
 * Listens with one consumer. kafkajs knows where to read only by what the group has committed, or by where the topics
 * end when it first fetches: so the positions are kept here, and each assignment of partitions is begun at them.
 */
export async function startListening(
  library: Library,
  { topics, groupId }: Subscription,
  onRecord: (record: KafkaRecord) => void,
  context: Circumstances,
): Promise<Listening> {
  const positions = new Map<string, bigint>();
  const circumstances = { ...context, topics, groupId };
  const closing = new AbortController();
  let problem: KafkaProblem | undefined;
  let current: Consumer | undefined;
  let attempts = 0;
  let losses = 0;

  const deliver = async ({ batch }: EachBatchPayload): Promise<void> => {
    const { topic, partition } = batch;
    const place = placeOf(topic, partition);
    for (const message of batch.messages) {
      const offset = BigInt(message.offset);
      // fetched before a new assignment of partitions, and once more after it
      if (closing.signal.aborted || offset < (positions.get(place) ?? 0n)) continue;
      positions.set(place, offset + 1n);
      onRecord(recordOf(topic, partition, message));
    }
  };

  /** Resolves once the consumer stands at the positions; rejects where it cannot. */
  const begin = async (): Promise<void> => {
    attempts += 1;
    let cluster: Cluster | undefined;
    const consumer = library.consumer(attempts === 1 ? groupId : `${groupId}-${attempts}`, (learnt) => {
      cluster = learnt;
    });
    current = consumer;
    let hasBegun = false;
    const begun = new Promise<void>((resolve, reject) => {
      consumer.on('consumer.group_join', ({ payload }) => {
        for (const [topic, partitions] of Object.entries(payload.memberAssignment)) {
          for (const partition of partitions) {
            // a partition that was added since is read from its beginning
            consumer.seek({ topic, partition, offset: String(positions.get(placeOf(topic, partition)) ?? 0n) });
          }
        }
        hasBegun = true;
        resolve();
      });
      consumer.on('consumer.crash', ({ payload }) => {
        reject(payload.error);
        if (!hasBegun || current !== consumer) return;
        problem = problemOf(payload.error, circumstances);
        losses += 1;
        void resume();
      });
      consumer.on('consumer.network.request', ({ payload }) => {
        if (payload.apiName === 'Fetch' && current === consumer) problem = undefined;
      });
    });
    begun.catch(() => {});
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [...topics], fromBeginning: false });
      if (positions.size === 0 && cluster !== undefined) await takePositions(cluster, topics, positions);
      await consumer.run({ autoCommit: false, eachBatch: deliver });
      await begun;
    } catch (error) {
      await bounded(consumer.disconnect());
      throw error;
    }
  };

  /** Goes on until it is heard again, or nobody listens any more. */
  const resume = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      try {
        await pause(closing.signal);
        if (!closing.signal.aborted) await begin();
        return;
      } catch (error) {
        problem = problemOf(error, circumstances);
      }
    }
  };

  for (let left = FIRST_ATTEMPTS; ; left -= 1) {
    try {
      await begin();
      break;
    } catch (error) {
      if (left === 0 || !isPassing(error)) throw problemOf(error, circumstances);
      await pause(closing.signal);
    }
  }
  return {
    get problem() {
      return problem;
    },
    get losses() {
      return losses;
    },
    async close() {
      closing.abort();
      if (current !== undefined) await bounded(current.disconnect());
    },
  };
}

function placeOf(topic: string, partition: number): string {
  return `${topic}/${partition}`;
}

/** The ends of all partitions, by one request to each broker. */
async function takePositions(cluster: Cluster, topics: readonly string[], positions: Map<string, bigint>): Promise<void> {
  const wanted = topics.map((topic) => ({
    topic,
    fromBeginning: false,
    partitions: cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => ({ partition: partitionId })),
  }));
  for (const { topic, partitions } of await cluster.fetchTopicsOffset(wanted)) {
    for (const { partition, offset } of partitions) positions.set(placeOf(topic, partition), BigInt(offset));
  }
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, PAUSE);
    signal.addEventListener('abort', end, { once: true });
  });
}
