import path from 'node:path';
import type { FormatError } from '../adapters/json-schema.ts';
import type { Credential, Secret } from '../core/credential.ts';
import type { ComplianceLevel } from '../core/event.ts';
import type { Json, JsonObject } from '../core/json.ts';
import { valueAt } from '../core/pointer.ts';
import type { ResourceName } from '../core/profile.ts';
import type { Position } from '../core/scenario.ts';
import type { Scope } from '../core/scope.ts';
import type { CallbackConfig, CallbackEntry } from './callback-config.ts';
import { loadCallback } from './callback-config.ts';
import { lintUrls } from './config-urls.ts';
import type { CredentialEntry } from './credential-config.ts';
import { credentialFrom } from './credential-config.ts';
import { readFormat } from './format-file.ts';
import { createGathering } from './gathering.ts';
import type { HttpConfig, HttpEntry } from './http-config.ts';
import { loadHttp } from './http-config.ts';
import type { KafkaConfig, KafkaEntry } from './kafka-config.ts';
import { lintSasl, loadKafka } from './kafka-config.ts';
import { failOn } from './problem.ts';
import { isPath } from './profile.ts';
import type { Environment } from './secret.ts';
import type { Path } from './yaml-file.ts';

/** What `ctk.config.yaml` may say without files and secrets behind it. Durations in milliseconds. */
interface Settings {
  readonly target?: string;
  readonly targets?: Readonly<Record<ResourceName, string>>;
  readonly scenarios?: readonly string[];
  readonly scopes?: readonly Scope[];
  readonly resources?: readonly ResourceName[];
  readonly clauses?: readonly string[];
  readonly tags?: readonly string[];
  readonly reading?: 'default' | 'literal';
  readonly rulings?: Readonly<Record<string, string>>;
  /** The same switch as AMB-R21. */
  readonly complianceLevel?: ComplianceLevel;
  /** Resource → variable of TC_N2 → id of an existing record (AMB-R13). */
  readonly supplied?: Readonly<Record<ResourceName, Readonly<Record<string, string>>>>;
  readonly reporters?: readonly string[];
  readonly jobs?: number;
  readonly bail?: boolean;
  readonly verbose?: boolean;
  readonly quiet?: boolean;
  readonly color?: 'auto' | 'always' | 'never';
  readonly sut?: { readonly product?: string; readonly version?: string };
  readonly operator?: string;
  readonly additionalMandatory?: Readonly<Record<ResourceName, JsonObject>>;
  readonly values?: Readonly<Record<ResourceName, Readonly<Record<string, JsonObject>>>>;
  readonly roles?: Readonly<Record<ResourceName, Readonly<Record<string, readonly string[]>>>>;
  /** Resource → the `@type`s that its records may bear besides its own name (AMB-A42). */
  readonly subtypes?: Readonly<Record<ResourceName, readonly string[]>>;
  readonly paging?: { readonly maxPages?: number };
  readonly polling?: { readonly listSettle?: number };
}

/** The file as `schemas/config.schema.json` describes it. */
interface ConfigEntry extends Settings {
  readonly format?: string;
  readonly profile?: string;
  readonly out?: string;
  readonly http?: HttpEntry;
  readonly kafka?: KafkaEntry;
  readonly callback?: CallbackEntry;
  readonly auth?: CredentialEntry;
  readonly secondAuth?: CredentialEntry;
}

/** A configuration file with its secrets and files fetched. What it does not say is absent. */
export interface Config extends Settings {
  readonly file: string;
  /** An id, or an absolute path. */
  readonly profile?: string;
  /** Absolute path. */
  readonly out?: string;
  readonly http?: HttpConfig;
  readonly kafka?: KafkaConfig;
  /** Where notifications are received. */
  readonly callback?: CallbackConfig;
  readonly auth?: Credential;
  /** A credential without the rights of an administrator. */
  readonly secondAuth?: Credential;
  /** Every secret in it: to be masked in everything that is written. */
  readonly secrets: readonly Secret[];
  position(path: Path, part?: 'key' | 'value'): Position;
}

/**
 * Loads a configuration file. Paths in it are relative to its folder.
 *
 * @throws LoadFailure with everything that is wrong in it, or that it refers to and is not there
 */
export async function loadConfig(file: string, environment: Environment = process.env): Promise<Config> {
  const yaml = await readFormat(file, 'config', wording);
  const { format: _, profile, out, http, kafka, callback, auth, secondAuth, ...settings } = yaml.value as unknown as ConfigEntry;
  failOn([...lintUrls(yaml), ...lintSasl(yaml)]);
  const folder = path.dirname(path.resolve(file));
  const gathering = createGathering(yaml, folder, environment);
  const loaded = {
    ...(http !== undefined && { http: await loadHttp(http, gathering) }),
    ...(kafka !== undefined && { kafka: await loadKafka(kafka, gathering) }),
    ...(callback !== undefined && { callback: await loadCallback(callback, gathering) }),
    ...(auth !== undefined && { auth: await credentialFrom(auth, ['auth'], gathering) }),
    ...(secondAuth !== undefined && { secondAuth: await credentialFrom(secondAuth, ['secondAuth'], gathering) }),
  };
  failOn(gathering.problems);
  return {
    file,
    ...settings,
    ...(profile !== undefined && { profile: isPath(profile) ? path.resolve(folder, profile) : profile }),
    ...(out !== undefined && { out: path.resolve(folder, out) }),
    ...loaded,
    secrets: gathering.secrets,
    position: yaml.position,
  };
}

/** A secret in the wrong place is refused without a word of it. */
function wording({ fault, title, pointer }: FormatError, document: Json): string | undefined {
  if (title === 'Secret' && fault.kind === 'type' && typeof valueAt(document, pointer) !== 'object') {
    const name = pointer.slice(pointer.lastIndexOf('/') + 1);
    return `the secret "${name}" must not stand in this file: write { env: NAME } or { file: PATH } instead`;
  }
  if (pointer === '/auth' || pointer === '/secondAuth') {
    if (fault.kind === 'too-many' || fault.kind === 'too-few')
      return `"${pointer.slice(1)}" needs exactly one of bearer, basic, apiKey and oauth2`;
  }
  if (title === 'Secret' && (fault.kind === 'too-many' || fault.kind === 'too-few'))
    return 'a secret is either { env: NAME } or { file: PATH }';
  return undefined;
}
