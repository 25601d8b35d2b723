import { KafkaProblem } from '../../adapters/kafka.ts';
import type { Failure, OperationRequest, Reply, SentRecord, Transmission } from '../../core/exchange.ts';
import type { RequestTrace, Transport } from '../../core/transport.ts';
import { createAwaitedReplies } from './awaited-replies.ts';
import type { KafkaEnvironment } from './environment.ts';
import { failureOf, interruption, lost, lostAndFound, silence } from './failure.ts';
import { mapOperation } from './mapping.ts';
import { createNotificationTopics } from './notifications.ts';
import { probe } from './probes.ts';
import type { KafkaTransportSettings } from './settings.ts';
import { connectToTopics } from './start.ts';
import { notificationTopicOf, topicsNeeded } from './topics.ts';

export type { KafkaEnvironment } from './environment.ts';
export type { KafkaTransportSettings } from './settings.ts';

/**
 * Opens the Kafka transport: operations become records on the command topics, and replies are found by their
 * correlation id. Every reply and notification topic is listened to from the end that it has now, so that nothing that
 * is sent afterwards can be answered unheard.
 *
 * @throws KafkaProblem where the cluster cannot be used as it has to be
 */
export async function openKafkaTransport(settings: KafkaTransportSettings, environment: KafkaEnvironment): Promise<Transport> {
  const { secrets, now } = environment;
  const client = await connectToTopics(settings);
  const closing = new AbortController();
  const awaited = createAwaitedReplies(settings, environment);
  const notified = new Map(settings.notified.map((resource) => [resource, notificationTopicOf(resource, settings)]));
  const notifications = createNotificationTopics(notified, environment);
  const { replies, notifications: topics } = topicsNeeded(settings);
  const listening = await client
    .listen(
      { topics: [...new Set([...replies, ...topics])], groupId: `${settings.groupPrefix}-${environment.uuid()}`, from: 'end' },
      (record) => {
        if (!notifications.receive(record)) awaited.receive(record);
      },
    )
    .catch(async (error) => {
      await client.close();
      throw error;
    });

  async function exchange(
    request: OperationRequest,
    runId: string,
    ended: AbortSignal,
    isProbe = false,
  ): Promise<{ readonly sent: SentRecord; readonly outcome: Reply | Failure }> {
    const command = mapOperation(request, settings);
    const correlationId = environment.uuid();
    const headers = { 'X-Correlation-Id': correlationId, ...command.headers, ...settings.headers };
    const { topic, replyTopic, value } = command;
    const { partition } = settings;
    const reply = awaited.await({ correlationId, command, request, runId, isProbe });
    const sent: SentRecord = {
      protocol: 'kafka',
      brokers: client.brokers,
      topic,
      replyTopic,
      ...(partition !== undefined && { isPartitionFixed: true }),
      ...(settings.access && { access: settings.access }),
      headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, secrets.mask(text)])),
      ...(value !== null && { body: value }),
    };

    const interrupt = () => reply.give(interruption(command));
    ended.addEventListener('abort', interrupt, { once: true });
    const over = new AbortController();
    const lossesBefore = listening.losses;
    try {
      if (ended.aborted) interrupt();
      const written = await client.send({ topic, headers, value, ...(partition !== undefined && { partition }) }, ended);
      void environment.sleep(settings.timeoutMs, over.signal).then(() => {
        if (listening.problem !== undefined) reply.give(lost(listening.problem, command));
        else if (listening.losses > lossesBefore) reply.give(lostAndFound(client.brokers, command));
        else reply.give(silence(command, settings.timeoutMs, correlationId, reply.others));
      });
      return { sent: { ...sent, ...written }, outcome: await reply.outcome };
    } catch (error) {
      if (!(error instanceof KafkaProblem)) throw error;
      const { message, ...failure } = failureOf(error);
      reply.give({ ...failure, message: secrets.mask(message) });
      return { sent, outcome: await reply.outcome };
    } finally {
      over.abort();
      ended.removeEventListener('abort', interrupt);
    }
  }

  const bounded = (signal: AbortSignal) => AbortSignal.any([signal, closing.signal]);

  return {
    kind: 'kafka',
    hasSecondCredential: false,

    async send(request: OperationRequest, trace: RequestTrace, signal: AbortSignal): Promise<Transmission> {
      const startedAt = now();
      const { sent, outcome } = await exchange(request, trace.runId, bounded(signal));
      return { sent, outcome, notes: [], startedAt: new Date(startedAt).toISOString(), durationMs: now() - startedAt };
    },

    probe: (signal) =>
      probe(settings, async (request, until) => (await exchange(request, '', until, true)).outcome, bounded(signal)),

    resolve: (reference, sentUrl) => (URL.canParse(reference, sentUrl) ? new URL(reference, sentUrl) : undefined),
    // what a reply names is not read over Kafka
    isOwnOrigin: () => false,
    ...(settings.notified.length > 0 && { notifications }),
    takeStrays: awaited.takeStrays,

    async close() {
      closing.abort();
      await client.close();
    },
  };
}
