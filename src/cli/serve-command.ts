import type { ReferenceServer } from '../reference/server.ts';
import { requireWord } from './near-word.ts';
import { openServeKafka, type ServeKafka, type ServeKafkaFlags } from './serve-kafka.ts';
import type { Streams } from './streams.ts';
import { UsageError } from './usage-error.ts';

/** Flags of `ctk serve`. */
export interface ServeFlags extends ServeKafkaFlags {
  readonly port: number;
  readonly host: string;
  readonly reading?: 'default' | 'literal';
  readonly profile?: string;
  readonly fault?: readonly string[];
  readonly variant?: readonly string[];
}

/** What the reference implementation follows for each profile. */
const MODELS = { 'tmf666b-1.1.0': 'v1', 'tmf666-rest-5.0.0': 'v5', 'tmf666-async-5.0.0': 'v5' } as const;
type ServedProfile = keyof typeof MODELS;

/** Starts the reference implementation and serves until Ctrl-C. */
export async function serve(flags: ServeFlags, streams: Streams): Promise<number> {
  const { fault: faults = [], variant: variants = [] } = flags;
  const model = MODELS[profileOf(flags)];
  await checkNames(flags, model);
  const kafka = flags.kafka === undefined ? undefined : await openServeKafka(flags.kafka, flags, streams.cwd);
  try {
    const server = await start(flags, model, kafka, streams);
    announce(server, model, kafka, streams);
    if (faults.length > 0) streams.out(`broken on purpose: ${faults.join(', ')}\n`);
    if (variants.length > 0) streams.out(`peculiar, and allowed to be: ${variants.join(', ')}\n`);
    streams.out('Ctrl-C ends it.\n');
    await interrupted(streams);
    await server.close();
    return 0;
  } finally {
    await kafka?.close();
  }
}

function profileOf({ profile, kafka, topicPrefix, createTopics }: ServeFlags): ServedProfile {
  const fallback = kafka === undefined ? 'tmf666b-1.1.0' : 'tmf666-async-5.0.0';
  const id = requireWord('profile', profile ?? fallback, Object.keys(MODELS)) as ServedProfile;
  if (kafka !== undefined && MODELS[id] !== 'v5') {
    throw new UsageError(`the profile ${id} has no Kafka`, 'Leave --profile out, or take --profile tmf666-async-5.0.0.');
  }
  if (kafka !== undefined) return id;
  const flag = topicPrefix !== undefined ? '--topic-prefix' : createTopics === true ? '--create-topics' : undefined;
  if (flag !== undefined)
    throw new UsageError(`${flag} is about Kafka, and there is no --kafka`, 'Name the brokers: --kafka localhost:9092');
  if (id !== 'tmf666-async-5.0.0') return id;
  throw new UsageError(`the profile ${id} is about Kafka, and there is no --kafka`, 'Name the brokers: --kafka localhost:9092');
}

/** Names are checked before anything is connected to. */
async function checkNames({ fault = [], variant = [], kafka }: ServeFlags, version: 'v1' | 'v5'): Promise<void> {
  const [{ selectFaults }, { selectVariants }] = await Promise.all([
    import('../reference/faults.ts'),
    import('../reference/variants.ts'),
  ]);
  const served = { version, faces: kafka === undefined ? (['rest'] as const) : (['rest', 'kafka'] as const) };
  usage(() => selectFaults(fault, served), 'ctk list faults shows them all');
  usage(() => selectVariants(variant, served), 'ctk list variants shows them all');
}

async function start(
  { port, host, reading = 'default', fault = [], variant = [] }: ServeFlags,
  model: 'v1' | 'v5',
  kafka: ServeKafka | undefined,
  streams: Streams,
): Promise<ReferenceServer> {
  const { startReference } = await import('../reference/server.ts');
  try {
    return await startReference({
      port,
      host,
      reading,
      model,
      faults: fault,
      variants: variant,
      ...(kafka && { kafka: kafka.options }),
      onTrouble: (message) => streams.err(`${message}\n`),
    });
  } catch (error) {
    const hint = kafka?.hintFor(error) ?? 'Choose another --port, or 0 for any free one.';
    throw new UsageError(error instanceof Error ? error.message : String(error), hint);
  }
}

function announce({ root }: ReferenceServer, model: 'v1' | 'v5', kafka: ServeKafka | undefined, { out }: Streams): void {
  out(`TMF666 reference implementation, API root ${root}\n`);
  if (kafka) out(`and over Kafka: ${kafka.target}, ${kafka.topics}\n`);
  out(`test it with: ctk run --target ${root}${model === 'v5' ? ' --profile tmf666-rest-5.0.0' : ''}\n`);
  if (kafka) out(`and: ctk run ${kafka.runFlags}\n`);
}

async function interrupted(streams: Streams): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = streams.onInterrupt(() => {
      stop();
      resolve();
    });
  });
}

function usage(check: () => unknown, hint: string): void {
  try {
    check();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), hint);
  }
}
