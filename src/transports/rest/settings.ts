import type { Credential, Secret } from '../../core/credential.ts';
import type { ResourceName } from '../../core/profile.ts';

export type { Credential };

/** Everything the REST transport has to know. Durations in milliseconds, sizes in bytes. */
export interface RestSettings {
  /** API root of each resource, without a trailing slash; `<root>/<path>` is the collection. */
  readonly roots: Readonly<Record<ResourceName, string>>;
  /** Path segment of each resource, from the profile. */
  readonly paths: Readonly<Record<ResourceName, string>>;
  /** Sends `…/partyAccount/` instead of `…/partyAccount` (AMB-R12). */
  readonly trailingSlash: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly credential: Credential;
  /** Of a user without the rights of an administrator, for requests that ask for it. */
  readonly secondCredential?: Credential;
  readonly tls: {
    /** PEM texts. */
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
    readonly passphrase?: Secret;
    readonly insecure: boolean;
  };
  /** Proxy URL; absent: none. Credentials in it are secrets. */
  readonly proxy?: { readonly url: string; readonly password?: Secret };
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
  /** Requests per second; absent: no bound. */
  readonly maxRate?: number;
  /** Longest wait that a `Retry-After` may ask for; beyond it the reply is judged as it is. */
  readonly maxRetryAfterMs: number;
  readonly connections: number;
  /** AMB-R49: `default` follows up to three of the same origin. */
  readonly redirects: 'default' | 'none';
  /** The media type of merge patches (AMB-R29). */
  readonly mergePatchType: 'application/merge-patch+json' | 'application/json';
  /** True where a change that is answered 202 is followed until it is made (AMB-R67). */
  readonly acceptsLater?: boolean;
  readonly userAgent: string;
}

/** What of it is about connections. */
export type ConnectionSettings = Pick<RestSettings, 'tls' | 'proxy' | 'connections' | 'timeoutMs' | 'maxBodyBytes'>;
