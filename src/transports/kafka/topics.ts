import type { Command, KafkaBinding, ResourceName, ResourceTopics } from '../../core/profile.ts';
import type { KafkaTransportSettings } from './settings.ts';

type Naming = Pick<KafkaTransportSettings, 'binding' | 'topicPrefix' | 'replyTopic'>;

/** What decides which topics a run needs. */
export type TopicSettings = Naming & Pick<KafkaTransportSettings, 'planned' | 'notified'>;

/** Puts the prefix before a topic; without one there is no leading dot (AMB-A29). */
export function prefixed(topicPrefix: string, topic: string): string {
  return topicPrefix === '' ? topic : `${topicPrefix}.${topic}`;
}

/** Where a command is sent, and where its reply is awaited (AMB-A30). */
export function topicsOf(resource: ResourceName, command: Command, naming: Naming): { request: string; reply: string } {
  const { request, reply } = topicsNamed(resource, naming.binding).commands[command];
  return { request: prefixed(naming.topicPrefix, request), reply: naming.replyTopic ?? prefixed(naming.topicPrefix, reply) };
}

/** Where a resource's notifications come. */
export function notificationTopicOf(resource: ResourceName, { binding, topicPrefix }: Naming): string {
  return prefixed(topicPrefix, topicsNamed(resource, binding).notifications);
}

/** The topics that a run needs, each once. */
export function topicsNeeded(settings: TopicSettings): {
  requests: string[];
  replies: string[];
  notifications: string[];
} {
  const commands = Object.entries(settings.planned).flatMap(([resource, names]) =>
    names.map((command) => topicsOf(resource, command, settings)),
  );
  const probed = probedResource(settings);
  if (probed !== undefined) commands.push(topicsOf(probed, 'retrieve', settings));
  return {
    requests: unique(commands.map(({ request }) => request)),
    replies: unique(commands.map(({ reply }) => reply)),
    notifications: unique(settings.notified.map((resource) => notificationTopicOf(resource, settings))),
  };
}

/** The resource that a probe asks for. */
export function probedResource({ planned, notified }: Pick<TopicSettings, 'planned' | 'notified'>): ResourceName | undefined {
  return Object.keys(planned)[0] ?? notified[0];
}

function topicsNamed(resource: ResourceName, binding: KafkaBinding): ResourceTopics {
  const topics = binding.topics[resource];
  if (topics === undefined) throw new TypeError(`There are no topics for the resource '${resource}'`);
  return topics;
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
