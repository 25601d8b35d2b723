import { randomBytes } from 'node:crypto';
import type { KafkaSasl, KafkaSettings } from '../adapters/kafka.ts';
import { KafkaProblem } from '../adapters/kafka.ts';
import type { Secrets } from '../core/secrets.ts';
import type { KafkaConfig, KafkaTlsConfig, SaslConfig } from '../load/kafka-config.ts';
import { sleep } from './rest-transport.ts';

/** Longest wait for a broker to take a connection where nobody says otherwise, in milliseconds. */
const CONNECT_TIMEOUT = 10_000;

/** The clientId and the beginning of group names where nobody says otherwise. */
export const CLIENT_NAME = 'ctk';

/** How a cluster is reached, and what has to be ended after. */
export interface KafkaAccess {
  readonly settings: KafkaSettings;
  /** Ends the fetching of tokens; nothing else. */
  close(): Promise<void>;
}

/** Where and how patiently. Durations in milliseconds. */
export interface AccessOptions {
  readonly brokers: readonly string[];
  readonly kafka: KafkaConfig;
  readonly insecure: boolean;
  /** Longest wait for a broker that was lost, and for a token. */
  readonly patienceMs: number;
  readonly secrets: Secrets;
}

/** Puts together how a cluster is reached. Tokens of OAuth are fetched when they are first needed. */
export async function openAccess({ brokers, kafka, insecure, patienceMs, secrets }: AccessOptions): Promise<KafkaAccess> {
  const { sasl, tls, clientId = CLIENT_NAME, connectTimeout = CONNECT_TIMEOUT } = kafka;
  const login = sasl === undefined ? undefined : await loginOf(sasl, { tls, insecure, timeoutMs: patienceMs, secrets });
  return {
    settings: {
      brokers,
      clientId,
      ...(login === undefined ? {} : { sasl: login.sasl }),
      ...(tls === undefined ? {} : { tls: tlsOf(tls, insecure) }),
      connectTimeoutMs: connectTimeout,
      patienceMs,
    },
    close: async () => login?.close(),
  };
}

function tlsOf({ passphrase, files: _, ...tls }: KafkaTlsConfig, insecure: boolean): NonNullable<KafkaSettings['tls']> {
  return { ...tls, ...(passphrase === undefined ? {} : { passphrase: passphrase.value }), insecure };
}

interface Login {
  readonly sasl: KafkaSasl;
  close(): Promise<void>;
}

interface LoginOptions {
  readonly tls: KafkaTlsConfig | undefined;
  readonly insecure: boolean;
  readonly timeoutMs: number;
  readonly secrets: Secrets;
}

async function loginOf(sasl: SaslConfig, options: LoginOptions): Promise<Login> {
  const close = async () => {};
  if (sasl.mechanism !== 'oauthbearer') {
    return { sasl: { mechanism: sasl.mechanism, username: sasl.username, password: sasl.password.value }, close };
  }
  if ('token' in sasl) {
    const { value } = sasl.token;
    return { sasl: { mechanism: 'oauthbearer', token: async () => value }, close };
  }
  const { createTokenSource } = await import('../transports/rest/token-source.ts');
  const source = createTokenSource(
    sasl.client,
    {
      // the authority of the cluster is the one that issues the token server's certificate too, where there is one at all
      tls: { ...(options.tls?.ca === undefined ? {} : { ca: options.tls.ca }), insecure: options.insecure },
      connections: 1,
      timeoutMs: options.timeoutMs,
      maxBodyBytes: 1024 * 1024,
    },
    { now: Date.now, randomHex: (bytes) => randomBytes(bytes).toString('hex'), sleep, secrets: options.secrets },
  );
  const token = async () => {
    const result = await source.token();
    if (result.kind === 'token') return result.value;
    throw new KafkaProblem('credentials', result.message);
  };
  return { sasl: { mechanism: 'oauthbearer', token }, close: () => source.close() };
}
