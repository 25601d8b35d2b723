import { setTimeout as wait } from 'node:timers/promises';
import type { KafkaClient } from '../../adapters/kafka.ts';
import type { KafkaFault, OutgoingMessage, Surroundings } from '../kafka-fault.ts';
import { type Audience, textOf } from '../notifications/notifier.ts';
import type { Answer } from '../operations/operation.ts';
import type { Command } from './command.ts';
import type { Topics } from './topics.ts';

/** Writes replies and notifications to their topics. */
export interface Outbox extends Audience {
  /** Answers a command. Does not wait. */
  reply(command: Command, answer: Answer): void;
  /** Gives up what is not written yet; resolves when nothing is under way. */
  close(): Promise<void>;
}

/** What an outbox works with. */
interface Equipment extends Surroundings {
  readonly client: KafkaClient;
  readonly topics: Topics;
  readonly faults: readonly KafkaFault[];
  /** Told in a sentence what could not be written. */
  readonly onTrouble: (message: string) => void;
}

/** Creates an outbox. What goes to one topic is written in the order in which it came. */
export function createOutbox({ client, topics, faults, onTrouble, ...surroundings }: Equipment): Outbox {
  const closed = new AbortController();
  const queues = new Map<string, Promise<void>>();
  const underWay = new Set<Promise<void>>();

  function track(work: Promise<void>): void {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  }

  async function write({ topic, headers, value, codec }: OutgoingMessage, isReply: boolean): Promise<void> {
    if (closed.signal.aborted) return;
    try {
      await client.send({ topic, headers, value, ...(codec && { codec }) }, closed.signal);
    } catch (error) {
      if (closed.signal.aborted) return;
      // Whoever asked hears at least why there is no answer.
      if (isReply && isTooLarge(error)) await write({ topic, ...tooLarge(headers), delayMs: 0 }, false);
      else onTrouble(`not written to ${topic}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  function enqueue(message: OutgoingMessage, isReply: boolean): void {
    const queue = (queues.get(message.topic) ?? Promise.resolve()).then(() => write(message, isReply));
    queues.set(message.topic, queue);
    track(queue);
  }

  function post(message: OutgoingMessage, isReply: boolean): void {
    if (message.delayMs === 0) enqueue(message, isReply);
    else track(wait(message.delayMs, undefined, { signal: closed.signal }).then(() => enqueue(message, isReply), ignoreClose));
  }

  return {
    reply(command, answer) {
      const messages = faults.reduce<readonly OutgoingMessage[]>(
        (all, { replies }) => (replies ? all.flatMap((one) => replies(one, command, surroundings)) : all),
        [replyTo(command, answer)],
      );
      for (const message of messages) post(message, true);
    },

    wants: () => true,

    tell(_eventType, outgoing, event) {
      const topic = topics.notificationOf(event.resource);
      const messages = outgoing.map((one) => ({
        topic,
        headers: { 'Content-Type': 'application/json' },
        value: textOf(one),
        delayMs: one.delayMs,
      }));
      const sent = faults.reduce<readonly OutgoingMessage[]>(
        (all, { notifications }) => (notifications ? all.flatMap((one) => notifications(one, event)) : all),
        messages,
      );
      for (const message of sent) post(message, false);
    },

    async close() {
      closed.abort();
      await Promise.allSettled(underWay);
    },
  };
}

/** "Response Headers" and "Response Payload": an empty value where there is no body. */
function replyTo({ replyTopic, requestTopic, correlationId }: Command, { status, body }: Answer): OutgoingMessage {
  return {
    topic: replyTopic,
    headers: {
      ...(correlationId !== undefined && { 'X-Correlation-Id': correlationId }),
      'Status-Code': String(status),
      'X-Request-Channel': requestTopic,
    },
    value: body === undefined ? '' : JSON.stringify(body),
    delayMs: 0,
  };
}

/** The adapter's `KafkaProblem` is told by its reason: its class would bring kafkajs along wherever the reference starts. */
function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'reason' in error && error.reason === 'too-large';
}

/** What is sent in place of a reply that no topic takes. */
function tooLarge(headers: OutgoingMessage['headers']): Pick<OutgoingMessage, 'headers' | 'value'> {
  const message = 'the answer is larger than a record may be; ask for less with fields or filtering';
  const body = { '@type': 'Error', code: 'too-large', reason: 'Answer too large', message, status: '500' };
  return { headers: { ...headers, 'Status-Code': '500' }, value: JSON.stringify(body) };
}

/** Whoever closes waits for nothing. */
function ignoreClose(): void {}
