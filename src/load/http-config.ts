import type { Secret } from '../core/credential.ts';
import type { Gathering } from './gathering.ts';
import type { SecretReference } from './secret.ts';
import type { Path } from './yaml-file.ts';

/** What both forms of `http` share. Durations in milliseconds, sizes in bytes. */
interface HttpSettings {
  readonly timeout?: number;
  readonly runTimeout?: number;
  /** Requests per second. */
  readonly maxRate?: number;
  readonly maxBody?: number;
  readonly trailingSlash?: boolean;
  readonly maxRetryAfter?: number;
}

/** `http` as a configuration writes it. */
export interface HttpEntry extends HttpSettings {
  readonly headers?: Readonly<Record<string, string | SecretReference>>;
  readonly proxy?: { readonly url: string; readonly password?: SecretReference };
  readonly tls?: {
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
    readonly passphrase?: SecretReference;
    readonly insecure?: boolean;
  };
}

/** `http` with its secrets and files fetched. */
export interface HttpConfig extends HttpSettings {
  /** Values that came from secrets are among the configuration's `secrets`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly proxy?: { readonly url: string; readonly password?: Secret };
  /** PEM texts. */
  readonly tls?: {
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
    readonly passphrase?: Secret;
    readonly insecure?: boolean;
  };
}

/** Fetches what `http` refers to. */
export async function loadHttp({ headers, proxy, tls, ...settings }: HttpEntry, gathering: Gathering): Promise<HttpConfig> {
  return {
    ...settings,
    ...(headers !== undefined && { headers: await loadHeaders(headers, ['http', 'headers'], gathering) }),
    ...(proxy !== undefined && { proxy: await loadProxy(proxy, gathering) }),
    ...(tls !== undefined && { tls: await loadTls(tls, gathering) }),
  };
}

/** Headers with the secrets among them fetched. */
export async function loadHeaders(
  headers: NonNullable<HttpEntry['headers']>,
  at: Path,
  gathering: Gathering,
): Promise<Readonly<Record<string, string>>> {
  const entries: [string, string][] = [];
  for (const [name, value] of Object.entries(headers)) {
    entries.push([name, typeof value === 'string' ? value : (await gathering.secret(value, [...at, name])).value]);
  }
  return Object.fromEntries(entries);
}

async function loadProxy(
  { url, password }: NonNullable<HttpEntry['proxy']>,
  gathering: Gathering,
): Promise<NonNullable<HttpConfig['proxy']>> {
  return { url, ...(password !== undefined && { password: await gathering.secret(password, ['http', 'proxy', 'password']) }) };
}

async function loadTls(
  { ca, cert, key, passphrase, insecure }: NonNullable<HttpEntry['tls']>,
  gathering: Gathering,
): Promise<NonNullable<HttpConfig['tls']>> {
  return {
    ...(ca !== undefined && { ca: await gathering.pem(ca, ['http', 'tls', 'ca']) }),
    ...(cert !== undefined && { cert: await gathering.pem(cert, ['http', 'tls', 'cert']) }),
    ...(key !== undefined && { key: await gathering.pem(key, ['http', 'tls', 'key']) }),
    ...(passphrase !== undefined && { passphrase: await gathering.secret(passphrase, ['http', 'tls', 'passphrase']) }),
    ...(insecure !== undefined && { insecure }),
  };
}
