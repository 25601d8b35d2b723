import type { KafkaBinding } from '../core/profile.ts';
import { readBrokers } from '../load/broker-list.ts';
import { allTopics, topicNames } from './kafka-topics.ts';
import type { RunOptions } from './run-options.ts';
import type { KafkaTarget } from './target.ts';
import { UsageError } from './usage-error.ts';

/** The characters that names of topics may have. */
const PREFIX = /^[A-Za-z0-9._-]*$/;
const LONGEST_TOPIC = 249;

/**
 * Reads a target of the form `kafka://host:port[,host:port]` and the prefix of its topics.
 *
 * @throws UsageError where the brokers are malformed, or nobody has said what topics begin with (AMB-A29)
 */
export function resolveKafka(
  { target = '', topicPrefix, sut }: Pick<RunOptions, 'target' | 'topicPrefix' | 'sut'>,
  binding: KafkaBinding,
): KafkaTarget {
  const list = readBrokers(target);
  if (list.brokers === undefined) throw new UsageError(`the target ${list.problem}`, list.hint);
  const { brokers } = list;
  const prefix = checkedPrefix(topicPrefix);
  const long = allTopics(topicNames(binding, prefix)).find((topic) => topic.length > LONGEST_TOPIC);
  if (long !== undefined) {
    throw new UsageError(`the topic prefix makes ${long} longer than the ${LONGEST_TOPIC} characters that a topic may have`);
  }
  return {
    protocol: 'kafka',
    binding,
    brokers,
    topicPrefix: prefix,
    target: { url: `kafka://${brokers.join(',')}`, topicPrefix: prefix, embedded: false, ...sut },
    close: async () => {},
  };
}

/**
 * Reads what stands before the names of topics.
 *
 * @throws UsageError where nobody has said it, or it cannot be part of such a name
 */
export function checkedPrefix(prefix: string | undefined): string {
  if (prefix === undefined) {
    throw new UsageError(
      'a Kafka target needs the prefix of its topics, which the document leaves open (AMB-A29)',
      'For lab.accountManagement.v5.createPartyAccount.commandRequest it is --topic-prefix lab, or `kafka.topicPrefix` in the configuration; --topic-prefix "" where there is none.',
    );
  }
  if (!PREFIX.test(prefix)) {
    throw new UsageError(
      `the topic prefix ${JSON.stringify(prefix)} has characters that no topic may have`,
      'Letters, digits, dots, hyphens and underscores can be used.',
    );
  }
  if (prefix.endsWith('.')) {
    throw new UsageError(
      `the topic prefix ${prefix} ends in a dot`,
      `The dot after it is added: --topic-prefix ${prefix.replace(/\.+$/, '')}`,
    );
  }
  return prefix;
}
