import { type Circumstances, problemOf } from './classification.ts';
import { bounded } from './closing.ts';
import { type Admin, loadLibrary } from './kafkajs.ts';
import { startListening } from './listening.ts';
import { KafkaProblem } from './problem.ts';
import { createSending } from './sending.ts';
import { createTopics, partitionsOf } from './topics.ts';
import type { KafkaClient, KafkaSettings, Listening } from './types.ts';

/**
 * Connects to a cluster, and makes sure that its brokers can be reached by the names that they give themselves.
 *
 * @throws KafkaProblem
 */
export async function connectKafka(settings: KafkaSettings): Promise<KafkaClient> {
  const library = loadLibrary(settings);
  const brokers = settings.brokers.join(',');
  const context: Circumstances = { brokers, isPlain: settings.tls === undefined };
  const admin = library.admin();
  const sending = createSending(library, context, settings.patienceMs);
  const closed = new AbortController();
  const listenings = new Set<Listening>();

  const close = async () => {
    closed.abort();
    await bounded(Promise.allSettled([admin.disconnect(), sending.close(), ...[...listenings].map((each) => each.close())]));
    library.destroy();
  };

  try {
    await admin.connect();
    await admin.describeCluster();
  } catch (error) {
    await close();
    throw problemOf(error, context);
  }

  return {
    brokers,
    partitionsOf: (topics) => explained(partitionsOf(admin, topics), { ...context, topics }),
    createTopics: (topics, layout = {}) => explained(createTopics(admin, topics, layout), { ...context, topics }),

    async listen(subscription, onRecord) {
      await assertTopics(admin, subscription.topics, context);
      const listening = await startListening(library, subscription, onRecord, context);
      listenings.add(listening);
      return listening;
    },

    send: (record, signal) =>
      sending.send(record, signal === undefined ? closed.signal : AbortSignal.any([signal, closed.signal])),
    close,
  };
}

/** kafkajs does not say which of many topics are missing. */
async function assertTopics(admin: Admin, topics: readonly string[], context: Circumstances): Promise<void> {
  const partitions = await explained(partitionsOf(admin, topics), { ...context, topics });
  const missing = topics.filter((topic) => partitions.get(topic) === undefined);
  if (missing.length === 0) return;
  const [are, them] = missing.length === 1 ? ['topic is', 'it'] : ['topics are', 'them'];
  throw new KafkaProblem(
    'unknown-topic',
    `${missing.length} ${are} missing on ${context.brokers}, or this user may not see ${them}: ${missing.join(', ')}. ` +
      `Create ${them}, grant DESCRIBE, or check the topic prefix.`,
    { topics: missing },
  );
}

async function explained<T>(promise: Promise<T>, context: Circumstances): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    throw problemOf(error, context);
  }
}
