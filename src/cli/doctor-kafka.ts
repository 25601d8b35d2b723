import { randomUUID } from 'node:crypto';
import { connectKafka, type KafkaClient, KafkaProblem, type KafkaSettings, type TopicLayout } from '../adapters/kafka.ts';
import type { Secrets } from '../core/secrets.ts';
import type { Diagnosis } from './diagnosis.ts';
import { CLIENT_NAME, openAccess } from './kafka-settings.ts';
import { allTopics, type TopicNames, topicNames } from './kafka-topics.ts';
import { openKafkaTransport } from './kafka-transport.ts';
import type { RunOptions } from './run-options.ts';
import type { KafkaTarget } from './target.ts';

/** What is to become of topics that are missing. */
export type Creation = TopicLayout & { readonly isWanted: boolean };

/** Looks at a Kafka target: brokers, topics, what this user may do, and whether somebody answers. */
export async function* diagnoseKafka(
  options: RunOptions,
  target: KafkaTarget,
  creation: Creation,
  secrets: Secrets,
  signal: AbortSignal,
): AsyncGenerator<Diagnosis, void, void> {
  const { kafka, insecure, timeoutMs } = options;
  const { brokers, topicPrefix, binding } = target;
  const access = await openAccess({ brokers, kafka, insecure, patienceMs: timeoutMs, secrets });
  let client: KafkaClient | undefined;
  try {
    for (const broker of brokers) {
      const found = await reach({ ...access.settings, brokers: [broker] });
      if (found instanceof KafkaProblem) yield wrong(`broker ${broker}`, found);
      else {
        yield { state: 'well', subject: `broker ${broker}`, text: wayIn(options) };
        if (client === undefined) client = found;
        else await found.close();
      }
    }
    if (client === undefined || signal.aborted) return;
    const names = topicNames(binding, topicPrefix, kafka.replyTopic);
    const present = new Set<string>();
    yield* diagnoseTopics(client, names, creation, present);
    if (present.size === 0 || signal.aborted) return;
    yield await diagnoseReading(client, names, present, kafka.groupId ?? CLIENT_NAME);
    yield* diagnoseAnswers(options, target, names, present, secrets, signal);
  } finally {
    await client?.close();
    await access.close();
  }
}

async function reach(settings: KafkaSettings): Promise<KafkaClient | KafkaProblem> {
  return connectKafka(settings).catch((error: unknown) => asProblem(error));
}

function asProblem(error: unknown): KafkaProblem {
  if (error instanceof KafkaProblem) return error;
  throw error;
}

function wrong(subject: string, { message }: KafkaProblem): Diagnosis {
  return { state: 'wrong', subject, text: message };
}

function wayIn({ kafka: { tls, sasl }, insecure }: RunOptions): string {
  const line = tls === undefined ? 'without TLS' : insecure ? 'over TLS, its certificate not verified' : 'over TLS';
  if (sasl === undefined)
    return `connected ${line}, without a login${tls?.cert === undefined ? '' : ', with a client certificate'}`;
  return `connected ${line}, logged in by ${sasl.mechanism}${'username' in sasl ? ` as ${sasl.username}` : ''}`;
}

/** @param present is filled with the topics that are there in the end */
async function* diagnoseTopics(
  client: KafkaClient,
  names: readonly TopicNames[],
  { isWanted, ...layout }: Creation,
  present: Set<string>,
): AsyncGenerator<Diagnosis, void, void> {
  const subject = 'topics';
  try {
    const all = allTopics(names);
    const missing = await missingOf(client, all);
    if (missing.length > 0 && isWanted) {
      await client.createTopics(missing, layout);
      yield { state: 'well', subject, text: `${count(missing.length)} created`, ...listed(missing, names) };
    }
    const left = missing.length > 0 && isWanted ? await missingOf(client, all) : missing;
    for (const topic of all) if (!left.includes(topic)) present.add(topic);
    if (left.length === 0) {
      yield { state: 'well', subject, text: `all ${all.length} are there` };
      return;
    }
    const hint = isWanted ? '' : ' Check --topic-prefix, ask for DESCRIBE, or add --create-topics.';
    const text = `${left.length} of ${all.length} are missing, or this user may not see them.${hint}`;
    yield { state: 'wrong', subject, text, ...listed(left, names) };
  } catch (error) {
    yield wrong(subject, asProblem(error));
  }
}

/** The topics by resource, those of a whole resource in one line. */
function listed(topics: readonly string[], names: readonly TopicNames[]): Pick<Diagnosis, 'names' | 'shown'> {
  const groups = names.map((of) => ({
    of,
    own: allTopics([of]),
    missing: allTopics([of]).filter((topic) => topics.includes(topic)),
  }));
  const shown = groups.flatMap(({ of, own, missing }) =>
    missing.length === own.length && own.length > 1
      ? [`${of.resource}: all ${own.length}, from ${own[0]} on`]
      : missing.map((topic) => `${of.resource}: ${topic}`),
  );
  return { names: topics, shown: [...new Set(shown)] };
}

async function missingOf(client: KafkaClient, topics: readonly string[]): Promise<readonly string[]> {
  const partitions = await client.partitionsOf(topics);
  return topics.filter((topic) => partitions.get(topic) === undefined);
}

/** Joins a group as a run does. */
async function diagnoseReading(
  client: KafkaClient,
  names: readonly TopicNames[],
  present: ReadonlySet<string>,
  groupPrefix: string,
): Promise<Diagnosis> {
  const subject = 'reading';
  const heard = [...new Set(names.flatMap(({ replies, notifications }) => [...replies, notifications]))];
  const topics = heard.filter((topic) => present.has(topic));
  if (topics.length === 0) return { state: 'open', subject, text: 'no reply or notification topic is there to be read' };
  try {
    const listening = await client.listen({ topics, groupId: `${groupPrefix}-${randomUUID()}`, from: 'end' }, () => {});
    const { problem } = listening;
    await listening.close();
    if (problem !== undefined) return wrong(subject, problem);
    const text = `this user may read ${count(topics.length)} of replies and notifications, in groups that begin with ${groupPrefix}-`;
    return { state: 'well', subject, text };
  } catch (error) {
    return wrong(subject, asProblem(error));
  }
}

/** Asks each resource for a record that there is not: that proves the right to write, and changes nothing. */
async function* diagnoseAnswers(
  options: RunOptions,
  target: KafkaTarget,
  names: readonly TopicNames[],
  present: ReadonlySet<string>,
  secrets: Secrets,
  signal: AbortSignal,
): AsyncGenerator<Diagnosis, void, void> {
  const askable = names.filter(({ retrieval, replies }) => [retrieval, ...replies].every((topic) => present.has(topic)));
  const planned = Object.fromEntries(askable.map(({ resource }) => [resource, ['retrieve' as const]]));
  if (askable.length > 0) {
    const transport = await openKafkaTransport(options, target, {}, secrets, { planned, notified: [] });
    try {
      const trace = { runId: 'doctor', step: 'doctor' };
      const asked = askable.map(({ resource }) => ({
        resource,
        transmission: transport.send({ operation: 'retrieve', resource, id: 'ctk-doctor' }, trace, signal),
      }));
      for (const { resource, transmission } of asked) {
        const { outcome, durationMs } = await transmission;
        yield outcome.kind === 'failure'
          ? { state: 'wrong', subject: resource, text: outcome.message }
          : {
              state: 'well',
              subject: resource,
              text: `answers to a retrieval, Status-Code ${outcome.status} after ${durationMs} ms`,
            };
      }
    } finally {
      await transport.close();
    }
  }
  const silent = names.filter((each) => !askable.includes(each)).map(({ resource }) => resource);
  if (silent.length > 0) {
    yield { state: 'open', subject: 'answers', text: `not asked, since topics are missing: ${silent.join(', ')}` };
  }
  const text = 'whether this user may write to the other request topics cannot be told without sending a command';
  yield { state: 'open', subject: 'writing', text };
}

function count(topics: number): string {
  return topics === 1 ? 'one topic' : `${topics} topics`;
}
