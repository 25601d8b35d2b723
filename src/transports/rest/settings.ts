import type { ResourceName } from '../../core/profile.ts';

/** A secret as it was resolved: `variable` stands for it in everything that is written. */
export interface Secret {
  readonly value: string;
  readonly variable: string;
}

/** How the kit proves who it is. */
export type Credential =
  | { readonly kind: 'none' }
  | { readonly kind: 'bearer'; readonly token: Secret }
  | { readonly kind: 'basic'; readonly user: string; readonly password: Secret }
  /** `in: query` puts the key into the URL, where it is masked as everywhere else. */
  | { readonly kind: 'api-key'; readonly in: 'header' | 'query'; readonly name: string; readonly key: Secret }
  | {
      readonly kind: 'oauth2-client-credentials';
      readonly tokenUrl: string;
      readonly clientId: string;
      readonly clientSecret: Secret;
      readonly scope?: string;
      readonly audience?: string;
      /** How the client authenticates at the token endpoint. */
      readonly clientAuth: 'basic' | 'body';
    };

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
  readonly userAgent: string;
}
