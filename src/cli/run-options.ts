import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Credential, Secret } from '../core/credential.ts';
import type { TestDataChanges } from '../core/engine/fixtures.ts';
import type { Selection } from '../core/engine/plan.ts';
import type { ReadingChoice } from '../core/profile/readings.ts';
import { SCOPES, type Scope } from '../core/scope.ts';
import { isKafkaTarget } from '../load/broker-list.ts';
import type { CallbackConfig } from '../load/callback-config.ts';
import { type Config, loadConfig } from '../load/config.ts';
import type { HttpConfig } from '../load/http-config.ts';
import { impliedOptions } from '../load/implied-options.ts';
import type { KafkaConfig } from '../load/kafka-config.ts';
import { requireWord } from './near-word.ts';
import type { RunFlags } from './run-flags.ts';
import type { Streams } from './streams.ts';
import { UsageError } from './usage-error.ts';
import { profileFor } from './workbench.ts';

/** What a run is to be, flags and configuration put together; flags win. */
export interface RunOptions {
  readonly config: Config | undefined;
  /** Absent: the embedded reference implementation. */
  readonly target: string | undefined;
  readonly targets: Readonly<Record<string, string>>;
  readonly profile: string;
  /** Absent: nobody has said. Empty: topics have none. */
  readonly topicPrefix: string | undefined;
  readonly kafka: KafkaConfig;
  /** Ids as they were typed; files are apart. */
  readonly selection: Selection;
  readonly ownScenarios: readonly string[];
  readonly readings: ReadingChoice;
  readonly outDir: string;
  /** Empty: all. */
  readonly reporters: readonly string[];
  readonly jobs: number;
  readonly bail: boolean;
  readonly verbose: boolean;
  readonly quiet: boolean;
  readonly color: boolean | undefined;
  readonly sut: { readonly product?: string; readonly version?: string };
  readonly operator: string | undefined;
  readonly testData: TestDataChanges;
  readonly http: HttpConfig;
  readonly timeoutMs: number;
  readonly runTimeoutMs: number | undefined;
  readonly maxRate: number | undefined;
  readonly insecure: boolean;
  readonly credential: Credential;
  readonly secrets: readonly Secret[];
  readonly maxPages: number;
  readonly listSettleMs: number;
  readonly callback: CallbackConfig;
  readonly notificationWaitMs: number;
}

/** Decoded bytes of a reply that are read at most, where the configuration says nothing: 128 MiB. */
export const MAX_BODY = 128 * 1024 * 1024;

const CONFIG_FILE = 'ctk.config.yaml';
const YAML_FILE = /\.ya?ml$/i;

/** What holds where nobody says otherwise; limits in milliseconds and pages. */
const DEFAULTS = {
  timeoutMs: 30_000,
  maxPages: 1000,
  listSettleMs: 1000,
  notificationWaitMs: 10_000,
  scopes: ['connect', 'profile'],
} as const;

/**
 * Puts flags and configuration together.
 *
 * @throws LoadFailure for a configuration that cannot be used, UsageError for a malformed flag
 */
export async function collectOptions(words: readonly string[], flags: RunFlags, streams: Streams): Promise<RunOptions> {
  const config = await findConfig(flags.config, streams);
  const http = config?.http ?? {};
  const ids = words.filter((word) => !YAML_FILE.test(word));
  const own = words.filter((word) => YAML_FILE.test(word));
  const named = words.length > 0 ? ids : (config?.scenarios ?? []);
  const [target = config?.target] = flags.target ?? [];
  const isKafka = target !== undefined && isKafkaTarget(target);
  const kafka = config?.kafka ?? {};
  const color = { auto: undefined, always: true, never: false }[config?.color ?? 'auto'];
  return {
    config,
    target,
    targets: flags.target === undefined ? (config?.targets ?? {}) : {},
    profile: flags.profile ?? config?.profile ?? profileFor(target),
    topicPrefix: flags.topicPrefix ?? kafka.topicPrefix,
    kafka,
    selection: {
      scenarios: named,
      // who names a scenario asks for it whatever its scope
      scopes: scopesNamed(flags.scope) ?? config?.scopes ?? (words.length + named.length > 0 ? SCOPES : DEFAULTS.scopes),
      resources: flags.resource ?? config?.resources ?? [],
      clauses: flags.clause ?? config?.clauses ?? [],
      tags: flags.tag ?? config?.tags ?? [],
    },
    ownScenarios: own.map((file) => resolve(streams.cwd, file)),
    readings: {
      reading: flags.reading ?? config?.reading ?? 'default',
      rulings: {
        ...Object.fromEntries(impliedOptions(config ?? {}).map(({ ruling, option }) => [ruling, option])),
        ...config?.rulings,
        ...Object.fromEntries((flags.ruling ?? []).map(parseRuling)),
      },
    },
    outDir: resolve(streams.cwd, flags.out ?? config?.out ?? 'ctk-report'),
    reporters: flags.reporter ?? config?.reporters ?? [],
    jobs: flags.jobs ?? config?.jobs ?? 1,
    bail: flags.bail ?? config?.bail ?? false,
    verbose: flags.verbose ?? (flags.quiet === true ? false : (config?.verbose ?? false)),
    quiet: flags.quiet ?? (flags.verbose === true ? false : (config?.quiet ?? false)),
    color: flags.color ?? color,
    sut: {
      ...config?.sut,
      ...(flags.sutProduct === undefined ? {} : { product: flags.sutProduct }),
      ...(flags.sutVersion === undefined ? {} : { version: flags.sutVersion }),
    },
    operator: flags.operator ?? config?.operator,
    testData: {
      additionalMandatory: config?.additionalMandatory ?? {},
      values: config?.values ?? {},
      roles: config?.roles ?? {},
      supplied: config?.supplied ?? {},
      ...(config?.subtypes && { subtypes: config.subtypes }),
    },
    http,
    timeoutMs: flags.timeout ?? http.timeout ?? DEFAULTS.timeoutMs,
    runTimeoutMs: http.runTimeout,
    maxRate: flags.maxRate ?? http.maxRate,
    insecure: isKafka ? insecureKafka(flags, kafka) : (flags.insecure ?? http.tls?.insecure ?? false),
    credential: config?.auth ?? { kind: 'none' },
    secrets: config?.secrets ?? [],
    maxPages: config?.paging?.maxPages ?? DEFAULTS.maxPages,
    listSettleMs: config?.polling?.listSettle ?? DEFAULTS.listSettleMs,
    callback: { ...config?.callback, ...(flags.callbackUrl === undefined ? {} : { url: flags.callbackUrl }) },
    notificationWaitMs: config?.callback?.wait ?? DEFAULTS.notificationWaitMs,
  };
}

/** Without TLS there is no certificate that could be left unverified. */
function insecureKafka(flags: RunFlags, { tls }: KafkaConfig): boolean {
  return tls !== undefined && (flags.insecure ?? tls.insecure ?? false);
}

/** The named configuration, or `ctk.config.yaml` of the working directory where there is one. */
async function findConfig(named: string | undefined, { cwd, env }: Streams): Promise<Config | undefined> {
  const file = named === undefined ? join(cwd, CONFIG_FILE) : resolve(cwd, named);
  if (named === undefined && !existsSync(file)) return undefined;
  return loadConfig(file, env);
}

function scopesNamed(words: readonly string[] | undefined): readonly Scope[] | undefined {
  if (words === undefined) return undefined;
  const named = (words.length > 0 ? words : ['']).map((word) => requireWord('scope', word, SCOPES));
  return SCOPES.filter((scope) => named.includes(scope));
}

function parseRuling(text: string): readonly [string, string] {
  const [id, option] = text.split('=', 2);
  if (id === undefined || option === undefined || id === '' || option === '') {
    throw new UsageError(
      `--ruling ${text} is not of the form ID=OPTION`,
      'for example --ruling AMB-R19=strict; ctk list rulings shows them',
    );
  }
  return [id, option];
}
