import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { KafkaSettings } from '../adapters/kafka.ts';
import { createSecrets } from '../core/secrets.ts';
import { readBrokers } from '../load/broker-list.ts';
import { UsageError } from './usage-error.ts';

/** Flags of `ctk serve` that are about Kafka. */
export interface ServeKafkaFlags {
  /** `host:port[,host:port]`, with `kafka://` before it or without. */
  readonly kafka?: string;
  readonly topicPrefix?: string;
  readonly createTopics?: boolean;
  readonly config?: string;
}

/** How the reference implementation serves over Kafka, and how to tell people of it. */
export interface ServeKafka {
  readonly options: {
    readonly settings: KafkaSettings;
    readonly topicPrefix: string;
    readonly createTopics: boolean;
    readonly groupId: string;
  };
  /** `kafka://host:port` */
  readonly target: string;
  /** What the topics are called. */
  readonly topics: string;
  /** The flags that a run against it needs. */
  readonly runFlags: string;
  /** What to do about an error; `undefined` where it is not one of Kafka. */
  hintFor(error: unknown): string | undefined;
  close(): Promise<void>;
}

/** How long a broker that was lost is waited for before a reply is given up, in milliseconds. */
const PATIENCE = 30_000;

/**
 * Reads the flags and, where one is named, the configuration. Connects to nothing yet.
 *
 * @throws UsageError where brokers or prefix are malformed, LoadFailure where the configuration is
 */
export async function openServeKafka(kafka: string, flags: ServeKafkaFlags, cwd: string): Promise<ServeKafka> {
  const list = readBrokers(kafka.includes('://') ? kafka : `kafka://${kafka}`);
  if (list.brokers === undefined) throw new UsageError(`--kafka ${list.problem}`, list.hint);
  const [{ KafkaProblem }, { CLIENT_NAME, openAccess }, { checkedPrefix }, { loadConfig }] = await Promise.all([
    import('../adapters/kafka.ts'),
    import('./kafka-settings.ts'),
    import('./kafka-target.ts'),
    import('../load/config.ts'),
  ]);
  const config = flags.config === undefined ? undefined : await loadConfig(path.resolve(cwd, flags.config));
  const topicPrefix = checkedPrefix(flags.topicPrefix ?? config?.kafka?.topicPrefix);
  const secrets = createSecrets();
  for (const { value, variable } of config?.secrets ?? []) secrets.add(value, variable);
  const { brokers } = list;
  const settings = { brokers, kafka: config?.kafka ?? {}, insecure: false, patienceMs: PATIENCE, secrets };
  const access = await openAccess(settings);
  const target = `kafka://${brokers.join(',')}`;
  const prefixFlag = `--topic-prefix ${topicPrefix === '' ? '""' : topicPrefix}`;
  return {
    options: {
      settings: access.settings,
      topicPrefix,
      createTopics: flags.createTopics ?? false,
      groupId: `${config?.kafka?.groupId ?? CLIENT_NAME}-reference-${randomUUID()}`,
    },
    target,
    topics: `topics ${topicPrefix === '' ? '' : `${topicPrefix}.`}accountManagement.v5.…`,
    runFlags: `--target ${target} ${prefixFlag}`,
    hintFor(error) {
      if (!(error instanceof KafkaProblem)) return undefined;
      if (error.reason === 'unknown-topic') return 'Have them created, start with --create-topics, or correct --topic-prefix.';
      return flags.config === undefined
        ? 'Correct --kafka, or name a configuration with the login: --config FILE'
        : 'Correct --kafka, or `kafka` in the configuration.';
    },
    close: () => access.close(),
  };
}
