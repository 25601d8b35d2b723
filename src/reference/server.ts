import { randomUUID } from 'node:crypto';
import { withDeviations } from './deviations.ts';
import { selectFaults } from './faults.ts';
import type { KafkaOptions } from './kafka/connection.ts';
import { answerCommands } from './kafka/kafka-face.ts';
import { createOutbox } from './kafka/outbox.ts';
import { topicsUnder } from './kafka/topics.ts';
import type { ModelVersion } from './model/api.ts';
import { MODELS } from './model/models.ts';
import { createNotifier } from './notifications/notifier.ts';
import { answer } from './operations/answer.ts';
import type { Reading } from './operations/operation.ts';
import { createStore } from './operations/store.ts';
import { createHub } from './rest/hub.ts';
import { createMonitors } from './rest/monitors.ts';
import { startRest } from './rest/rest-server.ts';
import { selectVariants } from './variants.ts';

export interface ReferenceOptions {
  /** The document that is followed; default `v5` where there is a Kafka face, else `v1`. */
  readonly model?: ModelVersion;
  /** Address to listen on; default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Path of the API root; default that of the model, such as `/tmf-api/accountManagement/v1`. */
  readonly basePath?: string;
  /** A Kafka face beside the HTTP one, over the same store. It speaks v5 only. */
  readonly kafka?: KafkaOptions;
  /** Records of a list page when the client sends no limit; default 1000. Lists over Kafka have no pages. */
  readonly pageSize?: number;
  /** Seeded violations: ids of the fault table, each may be limited to a resource: `no-location@BillFormat`. */
  readonly faults?: readonly string[];
  /** Lawful peculiarities: ids of the variant table, limited likewise. */
  readonly variants?: readonly string[];
  /**
   * `literal` follows the letter of v1.1.0: PATCH answers 201, DELETE 200, a page of a list 200, an answer reduced by
   * `fields` has no id or href unasked, a billStructure that was not sent is made, and `lastModified` of the party accounts is kept
   * as sent. In v5 it takes href and topicRef from answers that `fields` reduces.
   */
  readonly reading?: Reading;
  /**
   * How long the faults that delay something hold it back, in milliseconds; default just later than kits wait: 10 100
   * for notifications, 30 100 for replies.
   */
  readonly lateBy?: number;
  readonly now?: () => Date;
  /** Ids of records, listeners and notifications; default random UUIDs. */
  readonly newId?: () => string;
  /** Told, in a sentence, of what could not be written to Kafka. */
  readonly onTrouble?: (message: string) => void;
}

export interface ReferenceServer {
  /** API root URL, no trailing slash. */
  readonly root: string;
  /** HTTP requests served so far. */
  readonly requests: number;
  /** Commands heard over Kafka so far. */
  readonly commands: number;
  /** Ends connections and deliveries; resolves when nothing is pending. May be called twice. */
  close(): Promise<void>;
}

/** A reply that is held back by the fault that delays them comes so many milliseconds later. */
const LATE_REPLY = 30_100;

/**
 * Starts a conformant TMF666 server over an empty store in memory: an HTTP face and, where `kafka` is given, a Kafka face
 * that stands at the end of every request topic when this resolves. A change made by one face is seen and told of by both.
 *
 * Throws on an unknown fault or variant, or one that the model or the faces cannot have, when the address cannot be listened on
 * (`cause` has the system's error), when the cluster cannot be reached (a `KafkaProblem`), and when topics are missing.
 */
export async function startReference(options: ReferenceOptions = {}): Promise<ReferenceServer> {
  const { kafka, lateBy, onTrouble = () => {} } = options;
  const api = MODELS[options.model ?? (kafka ? 'v5' : 'v1')];
  if (kafka && api.version !== 'v5') throw new Error('the Kafka face follows v5.0.0: v1.1.0 has none');
  const served = { version: api.version, faces: kafka ? (['rest', 'kafka'] as const) : (['rest'] as const) };
  const deviations = [...selectFaults(options.faults ?? [], served), ...selectVariants(options.variants ?? [], served)];
  const handler = withDeviations(deviations, answer);
  const hubFaults = deviations.flatMap(({ hub }) => hub ?? []);

  const newId = options.newId ?? randomUUID;
  const topics = topicsUnder(kafka?.topicPrefix ?? '', api.resources);
  const shared = {
    api,
    store: createStore(),
    reading: options.reading ?? 'default',
    pageSize: options.pageSize ?? 1000,
    now: options.now ?? (() => new Date()),
    newId,
    ...(kafka && {
      topicRefOf: (resource: (typeof api.resources)[number]) =>
        `kafka://${kafka.settings.brokers[0] ?? ''}/${topics.requestOf('retrieve', resource)}`,
    }),
  };

  const opened: { close(): Promise<void> | void }[] = [];
  const close = async () => {
    await Promise.all(
      opened
        .splice(0)
        .reverse()
        .map((part) => part.close()),
    );
  };
  try {
    const hub = createHub(hubFaults);
    opened.push(hub);
    // Loaded here alone: kafkajs takes longer than the rest of the server together.
    const client = kafka && (await (await import('./kafka/connection.ts')).connectTo(kafka, topics));
    if (client) opened.push(client);
    const kafkaFaults = deviations.flatMap((deviation) => deviation.kafka ?? []);
    const outbox =
      client && createOutbox({ client, topics, faults: kafkaFaults, onTrouble, newId, lateBy: lateBy ?? LATE_REPLY });
    if (outbox) opened.push(outbox);
    const notifier = createNotifier(outbox ? [hub, outbox] : [hub], hubFaults, lateBy);
    const promises = deviations.flatMap(({ acceptsForLater }) => acceptsForLater ?? []);
    const broken = promises.filter((promise) => promise !== true);
    const monitors = promises.length > 0 ? createMonitors(broken) : undefined;
    if (monitors) opened.push(monitors);

    const basePath = normalizePath(options.basePath ?? api.basePath);
    const face = { basePath, handler, hub, notifier, shared, ...(monitors && { monitors }) };
    const rest = await startRest(face, options.host ?? '127.0.0.1', options.port ?? 0);
    opened.push(rest);
    const root = `${rest.origin}${basePath}`;
    const groupId = kafka?.groupId ?? `ctk-reference-${randomUUID()}`;
    const context = { ...shared, root, pageSize: Number.POSITIVE_INFINITY };
    const answering =
      client && outbox ? await answerCommands({ client, topics, groupId, handler, outbox, notifier, context }) : undefined;
    return {
      root,
      get requests() {
        return rest.requests;
      },
      get commands() {
        return answering?.commands ?? 0;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** `api/v1/` → `/api/v1`, `/` → the empty path. */
function normalizePath(path: string): string {
  return path
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => `/${segment}`)
    .join('');
}
