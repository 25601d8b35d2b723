import { connectKafka, type KafkaClient, KafkaProblem, type KafkaSettings } from '../../adapters/kafka.ts';
import type { Topics } from './topics.ts';

/** Where the Kafka face is, and what it may do there. */
export interface KafkaOptions {
  readonly settings: KafkaSettings;
  /** What stands before `accountManagement` in the names of topics; may be empty. */
  readonly topicPrefix: string;
  /** Whether topics that are missing are created; otherwise they are an error. */
  readonly createTopics?: boolean;
  /** Partitions of the topics that are created; absent: as the broker has it. */
  readonly partitions?: number;
  /** Consumer group; default one of this server alone. */
  readonly groupId?: string;
  /** How the cluster is connected to; default kafkajs. */
  readonly connect?: (settings: KafkaSettings) => Promise<KafkaClient>;
}

/**
 * Connects and makes sure that every topic is there.
 *
 * @throws KafkaProblem where the cluster cannot be reached, a topic cannot be created, or some are missing (`unknown-topic`)
 */
export async function connectTo(
  { settings, createTopics = false, partitions, connect = connectKafka }: KafkaOptions,
  topics: Topics,
): Promise<KafkaClient> {
  const client = await connect(settings);
  try {
    if (createTopics) await client.createTopics(topics.all, partitions === undefined ? {} : { partitions });
    else await assertTopics(client, topics);
    return client;
  } catch (error) {
    await client.close();
    throw error;
  }
}

async function assertTopics(client: KafkaClient, topics: Topics): Promise<void> {
  const partitions = await client.partitionsOf(topics.all);
  const missing = topics.all.filter((topic) => partitions.get(topic) === undefined);
  if (missing.length === 0) return;
  const of = `of the ${topics.all.length} topics`;
  const message =
    missing.length === topics.all.length
      ? `none ${of} is there on ${client.brokers}; the first would be ${missing[0] ?? ''}`
      : `${missing.length} ${of} are missing on ${client.brokers}: ${missing.join(', ')}`;
  throw new KafkaProblem('unknown-topic', message, { topics: missing });
}
