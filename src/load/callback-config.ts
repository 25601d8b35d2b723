import type { Secret } from '../core/credential.ts';
import type { Gathering } from './gathering.ts';
import type { SecretReference } from './secret.ts';

/** What both forms of `callback` share. */
interface CallbackSettings {
  /** As the target reaches the kit. */
  readonly url?: string;
  /** `host:port` that the kit listens on. */
  readonly listen?: string;
  /** Longest wait for a notification, in milliseconds. */
  readonly wait?: number;
}

/** `callback` as a configuration writes it. */
export interface CallbackEntry extends CallbackSettings {
  readonly tls?: { readonly cert: string; readonly key: string; readonly passphrase?: SecretReference };
}

/** `callback` with its secret and files fetched. */
export interface CallbackConfig extends CallbackSettings {
  /** PEM texts. */
  readonly tls?: { readonly cert: string; readonly key: string; readonly passphrase?: Secret };
}

/** Fetches what `callback` refers to. */
export async function loadCallback({ tls, ...settings }: CallbackEntry, gathering: Gathering): Promise<CallbackConfig> {
  if (tls === undefined) return settings;
  const at = (key: string) => ['callback', 'tls', key];
  const [cert, key] = [await gathering.pem(tls.cert, at('cert')), await gathering.pem(tls.key, at('key'))];
  if (tls.passphrase === undefined) return { ...settings, tls: { cert, key } };
  return { ...settings, tls: { cert, key, passphrase: await gathering.secret(tls.passphrase, at('passphrase')) } };
}
