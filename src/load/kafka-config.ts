import type { Credential, Secret } from '../core/credential.ts';
import type { CredentialEntry } from './credential-config.ts';
import { credentialFrom } from './credential-config.ts';
import type { Gathering } from './gathering.ts';
import { loadHeaders } from './http-config.ts';
import type { Problem } from './problem.ts';
import type { SecretReference } from './secret.ts';
import type { Path, YamlFile } from './yaml-file.ts';

/** What both forms of `kafka` share. Durations in milliseconds. */
interface KafkaNames {
  /** Without the dot that follows; empty where topics have no prefix (AMB-A29). */
  readonly topicPrefix?: string;
  /** A topic of its own for all replies (AMB-A30). */
  readonly replyTopic?: string;
  /** Where every request is written to; absent: as the cluster chooses. */
  readonly partition?: number;
  /** What the names of consumer groups begin with. */
  readonly groupId?: string;
  readonly clientId?: string;
  /** The header that tells how a patch is written (AMB-A12). */
  readonly contentTypeHeader?: string;
  readonly connectTimeout?: number;
}

type Password = 'plain' | 'scram-sha-256' | 'scram-sha-512';
type OAuthClient = Extract<Credential, { readonly kind: 'oauth2-client-credentials' }>;
type OAuthEntry = Extract<CredentialEntry, { readonly oauth2: unknown }>['oauth2'];

/** `kafka` as a configuration writes it. */
export interface KafkaEntry extends KafkaNames {
  readonly headers?: Readonly<Record<string, string | SecretReference>>;
  readonly sasl?: {
    readonly mechanism: Password | 'oauthbearer';
    readonly username?: string;
    readonly password?: SecretReference;
    readonly token?: SecretReference;
    readonly oauth2?: OAuthEntry;
  };
  readonly tls?: {
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
    readonly passphrase?: SecretReference;
    readonly servername?: string;
    readonly insecure?: boolean;
  };
}

/** Who the kit is to a cluster. */
export type SaslConfig =
  | { readonly mechanism: Password; readonly username: string; readonly password: Secret }
  | { readonly mechanism: 'oauthbearer'; readonly token: Secret }
  | { readonly mechanism: 'oauthbearer'; readonly client: OAuthClient };

/** Certificates and keys as PEM texts; `files` are where they came from, as the configuration names them. */
export interface KafkaTlsConfig {
  readonly files?: { readonly ca?: string; readonly cert?: string; readonly key?: string };
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly passphrase?: Secret;
  readonly servername?: string;
  readonly insecure?: boolean;
}

/** `kafka` with its secrets and files fetched. */
export interface KafkaConfig extends KafkaNames {
  /** Values that came from secrets are among the configuration's `secrets`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly sasl?: SaslConfig;
  readonly tls?: KafkaTlsConfig;
}

/** Fetches what `kafka` refers to. It has been through `lintSasl`. */
export async function loadKafka({ headers, sasl, tls, ...names }: KafkaEntry, gathering: Gathering): Promise<KafkaConfig> {
  return {
    ...names,
    ...(headers !== undefined && { headers: await loadHeaders(headers, ['kafka', 'headers'], gathering) }),
    ...(sasl !== undefined && { sasl: await loadSasl(sasl, gathering) }),
    ...(tls !== undefined && { tls: await loadTls(tls, gathering) }),
  };
}

async function loadSasl(sasl: NonNullable<KafkaEntry['sasl']>, gathering: Gathering): Promise<SaslConfig> {
  const { mechanism, username = '', password, token, oauth2 } = sasl;
  const at = (key: string) => ['kafka', 'sasl', key];
  const secret = async (reference: SecretReference | undefined, key: string) =>
    reference === undefined ? { value: '', variable: '' } : gathering.secret(reference, at(key));
  if (mechanism !== 'oauthbearer') return { mechanism, username, password: await secret(password, 'password') };
  if (oauth2 === undefined) return { mechanism, token: await secret(token, 'token') };
  const client = await credentialFrom({ oauth2 }, ['kafka', 'sasl'], gathering);
  if (client.kind !== 'oauth2-client-credentials') throw new TypeError('an oauth2 entry became another credential');
  return { mechanism, client };
}

async function loadTls(tls: NonNullable<KafkaEntry['tls']>, gathering: Gathering): Promise<KafkaTlsConfig> {
  const { ca, cert, key, passphrase, ...plain } = tls;
  const at = (name: string) => ['kafka', 'tls', name];
  const files = { ...(ca !== undefined && { ca }), ...(cert !== undefined && { cert }), ...(key !== undefined && { key }) };
  return {
    ...plain,
    ...(Object.keys(files).length > 0 && { files }),
    ...(ca !== undefined && { ca: await gathering.pem(ca, at('ca')) }),
    ...(cert !== undefined && { cert: await gathering.pem(cert, at('cert')) }),
    ...(key !== undefined && { key: await gathering.pem(key, at('key')) }),
    ...(passphrase !== undefined && { passphrase: await gathering.secret(passphrase, at('passphrase')) }),
  };
}

/** Finds what a mechanism of SASL needs and has not, and what belongs to another one. */
export function lintSasl({ value, position }: YamlFile): readonly Problem[] {
  const { sasl } = (value as { readonly kafka?: KafkaEntry }).kafka ?? {};
  if (sasl === undefined) return [];
  const at: Path = ['kafka', 'sasl'];
  const { mechanism } = sasl;
  const wanted = mechanism === 'oauthbearer' ? (['token', 'oauth2'] as const) : (['username', 'password'] as const);
  const given = (['username', 'password', 'token', 'oauth2'] as const).filter((key) => sasl[key] !== undefined);
  const strangers = given
    .filter((key) => !wanted.some((name) => name === key))
    .map((key) => ({ ...position([...at, key], 'key'), message: `"${key}" is not for the mechanism ${mechanism}` }));
  const has = wanted.filter((key) => sasl[key] !== undefined).length;
  if (mechanism === 'oauthbearer') {
    if (has === 1) return strangers;
    return [...strangers, { ...position(at), message: 'the mechanism oauthbearer needs exactly one of "token" and "oauth2"' }];
  }
  const missing = wanted
    .filter((key) => sasl[key] === undefined)
    .map((key) => ({ ...position(at), message: `the mechanism ${mechanism} needs "${key}"` }));
  return [...strangers, ...missing];
}
