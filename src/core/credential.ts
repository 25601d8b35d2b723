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
