import type { KafkaBinding, ResourceName } from '../core/profile.ts';
import { prefixed, type TopicSettings, topicsNeeded } from '../transports/kafka/topics.ts';

/** The topics of one resource at a target, whole names. */
export interface TopicNames {
  readonly resource: ResourceName;
  readonly requests: readonly string[];
  readonly replies: readonly string[];
  readonly notifications: string;
  /** The one of the requests that changes nothing and asks for one record. */
  readonly retrieval: string;
}

/**
 * The topics of every resource, in the order of the profile.
 *
 * @param replyTopic one for all replies, in place of the documented ones (AMB-A30)
 */
export function topicNames({ topics }: KafkaBinding, prefix: string, replyTopic?: string): readonly TopicNames[] {
  return Object.entries(topics).map(([resource, { commands, notifications }]) => {
    const pairs = Object.values(commands);
    return {
      resource,
      requests: pairs.map(({ request }) => prefixed(prefix, request)),
      replies: replyTopic === undefined ? pairs.map(({ reply }) => prefixed(prefix, reply)) : [replyTopic],
      notifications: prefixed(prefix, notifications),
      retrieval: prefixed(prefix, commands.retrieve.request),
    };
  });
}

/** All of them, each once. */
export function allTopics(names: readonly TopicNames[]): readonly string[] {
  return [...new Set(names.flatMap(({ requests, replies, notifications }) => [...requests, ...replies, notifications]))];
}

/** The topics that a run would use, by what it does with them. */
export type TopicUses = Readonly<Record<'write' | 'read', readonly string[]>>;

/** What a run would write to and listen to. */
export function topicUses(settings: TopicSettings): TopicUses {
  const { requests, replies, notifications } = topicsNeeded(settings);
  return { write: requests, read: [...new Set([...replies, ...notifications])] };
}
