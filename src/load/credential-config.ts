import type { Credential } from '../core/credential.ts';
import type { Gathering } from './gathering.ts';
import type { SecretReference } from './secret.ts';
import type { Path } from './yaml-file.ts';

/** `auth` as a configuration writes it. */
export type CredentialEntry =
  | { readonly bearer: SecretReference }
  | { readonly basic: { readonly user: string; readonly password: SecretReference } }
  | { readonly apiKey: { readonly in: 'header' | 'query'; readonly name: string; readonly key: SecretReference } }
  | {
      readonly oauth2: {
        readonly tokenUrl: string;
        readonly clientId: string;
        readonly clientSecret: SecretReference;
        readonly scope?: string;
        readonly audience?: string;
        readonly clientAuth?: 'basic' | 'body';
      };
    };

/** The credential with its secret fetched. */
export async function credentialFrom(entry: CredentialEntry, at: Path, gathering: Gathering): Promise<Credential> {
  if ('bearer' in entry) return { kind: 'bearer', token: await gathering.secret(entry.bearer, [...at, 'bearer']) };
  if ('basic' in entry) {
    const { user, password } = entry.basic;
    return { kind: 'basic', user, password: await gathering.secret(password, [...at, 'basic', 'password']) };
  }
  if ('apiKey' in entry) {
    const { key, ...place } = entry.apiKey;
    return { kind: 'api-key', ...place, key: await gathering.secret(key, [...at, 'apiKey', 'key']) };
  }
  const { clientSecret, clientAuth = 'basic', ...client } = entry.oauth2;
  return {
    kind: 'oauth2-client-credentials',
    ...client,
    clientSecret: await gathering.secret(clientSecret, [...at, 'oauth2', 'clientSecret']),
    clientAuth,
  };
}
