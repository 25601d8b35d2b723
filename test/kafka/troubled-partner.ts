import { Kafka, logLevel, type Message, Partitioners } from 'kafkajs';
import { onTestFinished } from 'vitest';
import { connectKafka, type KafkaClient, type KafkaRecord, type OutgoingRecord } from '../../src/adapters/kafka.ts';
import { type ReferenceOptions, startReference } from '../../src/reference/server.ts';
import { PATHS } from '../reference/api.ts';
import { clusterOf } from './exchange-partners.ts';

/** A record in every detail, as kafkajs takes it. */
export interface RawRecord extends Omit<Message, 'headers'> {
  readonly topic: string;
  readonly headers: Record<string, string | Buffer | (string | Buffer)[]>;
}

/** What a partner does otherwise than the reference implementation. */
export interface KafkaTrouble {
  /** False: it never hears of this command. */
  readonly hears?: (command: KafkaRecord) => boolean;
  /** What it writes in place of a record; nothing where that is `undefined`, the record itself where there is no such function. */
  readonly writes?: (record: RawRecord) => RawRecord | readonly RawRecord[] | undefined | Promise<RawRecord | undefined>;
}

/** The reference implementation behind topics on which something is wrong. */
export interface TroubledPartner {
  /** Paths of the records that it holds, all resources. */
  records(): Promise<readonly string[]>;
  /** Hears and says nothing any more. */
  die(): Promise<void>;
}

/** Starts a partner that makes trouble, until the test ends. The topics have to be there. */
export async function startTroubledPartner(
  address: string,
  topicPrefix: string,
  { hears = () => true, writes = (record) => record }: KafkaTrouble,
  options: ReferenceOptions = {},
): Promise<TroubledPartner> {
  const settings = clusterOf({ address }, { patienceMs: 60_000 });
  const writer = new Kafka({ brokers: [address], logLevel: logLevel.NOTHING }).producer({
    // a reply outlasts the loss of a broker
    retry: { retries: 100, maxRetryTime: 1000 },
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await writer.connect();

  const send = async (outgoing: OutgoingRecord) => {
    const changed = await writes({ topic: outgoing.topic, headers: { ...outgoing.headers }, value: outgoing.value });
    for (const { topic, ...message } of [changed ?? []].flat()) await writer.send({ topic, messages: [message] });
    return { partition: 0, offset: '' };
  };
  const connect = async (): Promise<KafkaClient> => {
    const client = await connectKafka(settings);
    return {
      ...client,
      listen: (to, onRecord) => client.listen(to, (record) => hears(record) && onRecord(record)),
      send,
    };
  };
  const reference = await startReference({ ...options, kafka: { settings, topicPrefix, connect } });
  onTestFinished(async () => {
    await Promise.all([reference.close(), writer.disconnect()]);
  });
  return {
    async records() {
      const lists = await Promise.all(
        PATHS.map(async (name) => {
          const response = await fetch(`${reference.root}/${name}`);
          return ((await response.json()) as { id: string }[]).map(({ id }) => `/${name}/${id}`);
        }),
      );
      return lists.flat();
    },
    die: () => reference.close(),
  };
}
