import type { Target } from '../core/event.ts';
import type { KafkaBinding, Profile, RestBinding } from '../core/profile.ts';
import { isKafkaTarget } from '../load/broker-list.ts';
import { RESOURCE_PLACEHOLDER } from '../load/config-urls.ts';
import { resolveKafka } from './kafka-target.ts';
import type { RunOptions } from './run-options.ts';
import { UsageError } from './usage-error.ts';

/** Where the target is, and what the reports call it. */
export type ResolvedTarget = RestTarget | KafkaTarget;

/** The API root of each resource. */
export interface RestTarget {
  readonly protocol: 'rest';
  readonly binding: RestBinding;
  readonly roots: Readonly<Record<string, string>>;
  readonly target: Target;
  /** Ends the embedded reference implementation; nothing otherwise. */
  close(): Promise<void>;
}

/** A cluster, and what stands before the names of the target's topics. */
export interface KafkaTarget {
  readonly protocol: 'kafka';
  readonly binding: KafkaBinding;
  /** `host:port` of each broker to begin with. */
  readonly brokers: readonly string[];
  /** Without the dot that follows; empty where topics have no prefix (AMB-A29). */
  readonly topicPrefix: string;
  readonly target: Target;
  close(): Promise<void>;
}

/**
 * Finds the target; without one it starts the reference implementation in this process.
 *
 * @throws UsageError for a target that cannot be one, that holds credentials, or that the profile is not for
 */
export async function resolveTarget(options: RunOptions, profile: Profile): Promise<ResolvedTarget> {
  assertFit(options, profile);
  const { rest, kafka } = profile.bindings;
  return kafka === undefined ? resolveRest(options, profile, rest) : resolveKafka(options, kafka);
}

/**
 * Holds the profile against the target: each profile speaks of one protocol.
 *
 * @throws UsageError where they do not go together
 */
export function assertFit({ target, targets }: RunOptions, { id, bindings }: Profile): void {
  const named: string | undefined = target ?? Object.values(targets)[0];
  if (bindings.kafka === undefined) {
    if (named === undefined || !isKafkaTarget(named)) return;
    throw new UsageError(
      `the profile ${id} is about HTTP, and the target is a Kafka cluster`,
      'Leave --profile out, or take --profile tmf666-async-5.0.0.',
    );
  }
  if (named === undefined) {
    throw new UsageError(
      `the profile ${id} is about Kafka, and there is no target: no broker is built into the kit`,
      'To try it out, start `ctk serve --kafka localhost:9092 --topic-prefix ctk` beside a broker, then `ctk run --target kafka://localhost:9092 --topic-prefix ctk`.',
    );
  }
  if (isKafkaTarget(named)) return;
  throw new UsageError(
    `the profile ${id} is about Kafka, and the target is an API root over HTTP`,
    'Give --target kafka://host:port, or --profile tmf666-rest-5.0.0, which has the same resources over HTTP.',
  );
}

async function resolveRest(options: RunOptions, profile: Profile, binding: RestBinding): Promise<RestTarget> {
  const { target: given, targets, sut } = options;
  const named: string | undefined = given ?? Object.values(targets)[0];
  const embedded = named === undefined ? await startEmbedded(options, profile) : undefined;
  const general = given ?? embedded?.root;
  const roots: Record<string, string> = {};
  for (const [resource, path] of Object.entries(binding.paths)) {
    const root = targets[resource] ?? general;
    if (root === undefined)
      throw new UsageError(`no target for ${resource}`, 'Give --target, or a target for each resource under `targets`.');
    roots[resource] = checkedRoot(root.replaceAll(RESOURCE_PLACEHOLDER, path));
  }
  const url = [...new Set(Object.values(roots))];
  return {
    protocol: 'rest',
    binding,
    roots,
    target: {
      url: given?.includes(RESOURCE_PLACEHOLDER) === true ? given : url.join(' '),
      embedded: embedded !== undefined,
      ...(embedded === undefined ? sut : { product: 'TMF666 reference implementation', ...sut }),
    },
    close: async () => embedded?.close(),
  };
}

async function startEmbedded({ readings }: RunOptions, { document }: Profile) {
  const { startReference } = await import('../reference/server.ts');
  return startReference({ reading: readings.reading, model: document.version.startsWith('5.') ? 'v5' : 'v1' });
}

function checkedRoot(text: string): string {
  const hint = 'The target is the API root, everything before /partyAccount: http://host/tmf-api/accountManagement/v1';
  // checked first and never repeated: what stands before an @ may be a secret
  if (/^[^/?#]*(?:\/\/)?[^/?#]*@/.test(text)) {
    throw new UsageError(
      'the target holds credentials',
      'Name them in the configuration under `auth`, from the environment or a file.',
    );
  }
  if (!text.includes('://')) throw new UsageError(`--target ${text} has no scheme`, `did you mean http://${text}?`);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw new UsageError(`--target ${text} is not a URL`, hint);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new UsageError(`--target ${url.protocol}//… is none of http, https and kafka`, hint);
  }
  if (url.search !== '' || url.hash !== '') throw new UsageError('the target holds a query or a fragment', hint);
  return text.replace(/\/+$/, '');
}
