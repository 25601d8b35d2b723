import type { KafkaProblem, KafkaProblemReason } from '../../adapters/kafka.ts';
import type { Failure, FailureReason } from '../../core/exchange.ts';
import type { CommandRecord } from './mapping.ts';

const REASONS: Readonly<Record<KafkaProblemReason, FailureReason>> = {
  unreachable: 'unreachable',
  unresolved: 'unresolved',
  tls: 'tls',
  credentials: 'credentials',
  authorization: 'denied',
  'unknown-topic': 'unknown-topic',
  timeout: 'timeout',
  compression: 'compression',
  'too-large': 'too-large',
  protocol: 'malformed',
};

/** What a problem with the cluster means for an exchange. */
export function failureOf({ reason, message }: KafkaProblem): Failure {
  return { kind: 'failure', reason: REASONS[reason], message };
}

/** The limit has passed while the cluster could not be listened to. */
export function lost({ reason, message }: KafkaProblem, { replyTopic }: CommandRecord): Failure {
  return {
    kind: 'failure',
    reason: REASONS[reason],
    message: `The connection was lost while a reply was awaited on topic ${replyTopic}. ${message}`,
  };
}

/** The limit has passed, and for a while the cluster could not be listened to, nor perhaps written to by who answers. */
export function lostAndFound(brokers: string, { replyTopic }: CommandRecord): Failure {
  return {
    kind: 'failure',
    reason: 'unreachable',
    message: `The connection to ${brokers} was lost and found again while a reply was awaited on topic ${replyTopic}, and none came. Run again.`,
  };
}

/** The limit has passed, and no reply came. `others` counts replies that came meanwhile and were not for this run. */
export function silence(
  { topic, replyTopic }: CommandRecord,
  limitMs: number,
  correlationId: string,
  others: { readonly count: number; readonly last?: string },
): Failure {
  const heard =
    others.count === 0
      ? ''
      : ` ${others.count === 1 ? 'One reply' : `${others.count} replies`} came there with other correlation ids (the last: ${others.last ?? 'none'}), which were taken for somebody else's.`;
  return {
    kind: 'failure',
    reason: 'timeout',
    message:
      `Nothing with X-Correlation-Id ${correlationId} came on topic ${replyTopic} within ${limitMs / 1000} s.${heard} ` +
      `Check that the implementation reads ${topic} and answers on the topic in Reply-Channel. If that is its normal pace, allow more with --timeout.`,
  };
}

/** The run was ended before there was a reply. */
export function interruption({ replyTopic }: CommandRecord): Failure {
  return {
    kind: 'failure',
    reason: 'interrupted',
    message: `The run was interrupted before a reply had come on topic ${replyTopic}.`,
  };
}

/** What shows that a record answers a request, and yet bears another id or none. */
export function uncorrelated(place: string, sentId: string, heardId: string | undefined): Omit<Failure, 'heard'> {
  const bears = heardId === undefined ? 'has no X-Correlation-Id' : `has X-Correlation-Id ${heardId}`;
  return {
    kind: 'failure',
    reason: 'uncorrelated',
    message: `The record at ${place} shows what was asked for with X-Correlation-Id ${sentId}, and ${bears}. A reply must repeat the id of its request.`,
  };
}
