import type { PackingCodec } from '../adapters/kafka.ts';
import type { JsonObject } from '../core/json.ts';
import type { Command } from './kafka/command.ts';
import type { ResourceEvent } from './operations/operation.ts';

/** A record on its way to a topic: a reply, or a notification. */
export interface OutgoingMessage {
  readonly topic: string;
  readonly headers: Readonly<Record<string, string>>;
  /** `null` is what Kafka calls a tombstone. */
  readonly value: string | null;
  /** How long it is held back, in milliseconds. */
  readonly delayMs: number;
  readonly codec?: PackingCodec;
}

/** What a seeded violation may need beside the message. */
export interface Surroundings {
  readonly newId: () => string;
  /** How late a late reply is, in milliseconds. */
  readonly lateBy: number;
}

/** What a seeded violation does to what is written to topics. */
export interface KafkaFault {
  /** What is sent in place of a reply: nothing, something else, or several. */
  readonly replies?: (reply: OutgoingMessage, command: Command, surroundings: Surroundings) => readonly OutgoingMessage[];
  /** What is sent in place of a notification. */
  readonly notifications?: (notification: OutgoingMessage, event: ResourceEvent) => readonly OutgoingMessage[];
}

/** A fault in each reply. */
export function onReply(
  change: (reply: OutgoingMessage, command: Command, surroundings: Surroundings) => OutgoingMessage,
): KafkaFault {
  return { replies: (reply, command, surroundings) => [change(reply, command, surroundings)] };
}

/** A fault in one header of each reply; what becomes `undefined` is left out. */
export function onHeader(
  name: string,
  change: (value: string | undefined, command: Command, surroundings: Surroundings) => string | undefined,
): KafkaFault {
  return onReply((reply, command, surroundings) => {
    const { [name]: before, ...others } = reply.headers;
    const value = change(before, command, surroundings);
    return { ...reply, headers: value === undefined ? others : { ...others, [name]: value } };
  });
}

/** A fault in the text of each reply that has one. */
export function onText(change: (text: string) => string | null): KafkaFault {
  return onReply((reply) => (reply.value ? { ...reply, value: change(reply.value) } : reply));
}

/** A fault in each reply that is a JSON object. */
export function onBody(change: (body: JsonObject) => JsonObject): KafkaFault {
  return onText((text) => (text.startsWith('{') ? JSON.stringify(change(JSON.parse(text) as JsonObject)) : text));
}
