import { KafkaProblem } from './problem.ts';
import { type Circumstances, coded, type ErrorLike, named, RULES, typed } from './problem-rules.ts';

export type { Circumstances } from './problem-rules.ts';

/** Says what an error of the library means for users. */
export function problemOf(error: unknown, circumstances: Circumstances): KafkaProblem {
  const chain = chainOf(error);
  const told = chain.find((link) => link instanceof KafkaProblem);
  if (told !== undefined) return told;
  const broker = chain.find((link) => link.broker !== undefined)?.broker;
  const configured = circumstances.brokers.split(',');
  for (const [matches, reason, words] of RULES) {
    const fitting = chain.find(matches);
    if (fitting === undefined) continue;
    const sentence = words({
      ...circumstances,
      error: fitting,
      broker: broker ?? circumstances.brokers,
      isNamedByCluster: broker !== undefined && !configured.includes(broker),
    });
    return new KafkaProblem(reason, sentence.endsWith('.') ? sentence : `${sentence}.`, {
      topics: circumstances.topics ?? [],
      cause: error,
    });
  }
  const message = chain.at(-1)?.message ?? String(error);
  return new KafkaProblem('protocol', `${circumstances.brokers} and the kit do not understand each other: ${message}.`, {
    topics: circumstances.topics ?? [],
    cause: error,
  });
}

/** Whether a record that could not be sent was certainly not written. */
export function isUnwritten(error: unknown): boolean {
  const chain = chainOf(error);
  return chain.some(
    (link) =>
      coded(/^ECONNREFUSED$/, /^ENOTFOUND$/, /^EAI_/, /^E(HOST|NET)(UNREACH|DOWN)$/)(link) ||
      link.message === 'Connection timeout' ||
      typed('NOT_LEADER_FOR_PARTITION', 'LEADER_NOT_AVAILABLE', 'NOT_ENOUGH_REPLICAS', 'UNKNOWN_TOPIC_OR_PARTITION')(link) ||
      named(
        'KafkaJSMetadataNotLoaded',
        'KafkaJSTopicMetadataNotLoaded',
        'KafkaJSBrokerNotFound',
        'KafkaJSNoBrokerAvailableError',
      )(link),
  );
}

/** Whether a topic is not there for this user. */
export function isInvisible(error: unknown): boolean {
  return chainOf(error).some(typed('UNKNOWN_TOPIC_OR_PARTITION', 'TOPIC_AUTHORIZATION_FAILED', 'INVALID_TOPIC_EXCEPTION'));
}

/** Whether it may pass by itself soon: a cluster that starts, or has just created a topic, says such things for a moment. */
export function isPassing(error: unknown): boolean {
  return chainOf(error).some(
    typed(
      'NOT_LEADER_FOR_PARTITION',
      'LEADER_NOT_AVAILABLE',
      'UNKNOWN_TOPIC_OR_PARTITION',
      'GROUP_COORDINATOR_NOT_AVAILABLE',
      'GROUP_LOAD_IN_PROGRESS',
      'NOT_COORDINATOR_FOR_GROUP',
    ),
  );
}

/** An error with its causes. */
function chainOf(error: unknown): readonly ErrorLike[] {
  const chain: ErrorLike[] = [];
  for (let link = error as ErrorLike | undefined; link !== undefined && link !== null && !chain.includes(link); ) {
    chain.push(link);
    chain.push(...((link.errors ?? []) as ErrorLike[]));
    link = link.cause as ErrorLike | undefined;
  }
  return chain;
}
