import type { KafkaClient, KafkaRecord } from '../../adapters/kafka.ts';
import type { Notifier } from '../notifications/notifier.ts';
import { refuse, withErrorType } from '../operations/error.ts';
import type { Answer, Context, Handler } from '../operations/operation.ts';
import { readCall, readCommand } from './command.ts';
import type { Outbox } from './outbox.ts';
import type { Topics } from './topics.ts';

/** What the Kafka face stands on. */
export interface KafkaFace {
  readonly client: KafkaClient;
  readonly topics: Topics;
  readonly groupId: string;
  readonly handler: Handler;
  readonly outbox: Outbox;
  readonly notifier: Notifier;
  readonly context: Context;
}

/** Face at work. */
export interface Answering {
  /** Commands heard so far. */
  readonly commands: number;
}

/**
 * Listens to the request topics and answers each command on the topic that its `Reply-Channel` names: first the reply,
 * then the notifications of what it changed. Commands are carried out in the order in which they are heard; what
 * cannot be read is answered with a refusal.
 *
 * @throws KafkaProblem where the topics cannot be listened to
 */
export async function answerCommands(face: KafkaFace): Promise<Answering> {
  let commands = 0;
  await face.client.listen({ topics: [...face.topics.routes.keys()], groupId: face.groupId, from: 'end' }, (record) => {
    commands += 1;
    answerOne(face, record, commands);
  });
  return {
    get commands() {
      return commands;
    },
  };
}

function answerOne(face: KafkaFace, record: KafkaRecord, nth: number): void {
  const { context, notifier, outbox, topics } = face;
  const route = topics.routes.get(record.topic);
  if (!route) return;
  const command = readCommand(record, route, nth);
  const answer = carryOut(face, record, command);
  outbox.reply(command, withErrorType(answer, context.api));
  notifier.publish(answer.events ?? [], context);
}

function carryOut({ context, handler }: KafkaFace, record: KafkaRecord, command: ReturnType<typeof readCommand>): Answer {
  try {
    const read = readCall(record, command);
    return 'problem' in read ? refuse(read.problem) : handler(read.call, context);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return refuse({ status: 500, code: 'internal', reason: 'Internal error', message });
  }
}
