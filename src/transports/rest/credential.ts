import type { Failure } from '../../core/exchange.ts';
import type { Secrets } from '../../core/secrets.ts';
import type { Credential } from './settings.ts';

/** What a credential adds to a request, as it is sent and as it is shown. */
export type Proof =
  | { readonly kind: 'none' }
  | { readonly kind: 'header'; readonly name: string; readonly value: string; readonly shown: string }
  | { readonly kind: 'query'; readonly name: string; readonly value: string; readonly shown: string };

/** Supplies the proof of each request. */
export interface ProofSource {
  /** The proof in force, or why there is none (reason `credentials`). */
  prove(): Promise<Proof | Failure>;
  /** Gives up a proof that was refused with 401; false where there is no other. */
  renew(refused: Proof): boolean;
}

/** The proof of a credential that stays the same during a run; registers its secrets. */
export function fixedProof(
  credential: Exclude<Credential, { kind: 'oauth2-client-credentials' }>,
  secrets: Secrets,
): ProofSource {
  const proof = proofOf(credential, secrets);
  return { prove: async () => proof, renew: () => false };
}

function proofOf(credential: Exclude<Credential, { kind: 'oauth2-client-credentials' }>, secrets: Secrets): Proof {
  switch (credential.kind) {
    case 'none':
      return { kind: 'none' };
    case 'bearer': {
      const { value, variable } = credential.token;
      secrets.add(value, variable);
      return bearer(value, variable);
    }
    case 'basic': {
      const { value, variable } = credential.password;
      const encoded = Buffer.from(`${credential.user}:${value}`).toString('base64');
      secrets.add(value, variable);
      secrets.add(encoded, `${variable}_BASIC`);
      return { kind: 'header', name: 'Authorization', value: `Basic ${encoded}`, shown: `Basic \${${variable}_BASIC}` };
    }
    case 'api-key': {
      const { value, variable } = credential.key;
      secrets.add(value, variable);
      if (credential.in === 'header') return { kind: 'header', name: credential.name, value, shown: `\${${variable}}` };
      // servers write the key back into links in encodings of their own
      for (const form of [
        new URLSearchParams([['', value]]).toString().slice(1),
        new URL(`http://_/?${encodeURIComponent(value)}`).search.slice(1),
      ]) {
        secrets.add(form, variable);
      }
      return { kind: 'query', name: credential.name, value: encodeURIComponent(value), shown: `\${${variable}}` };
    }
  }
}

/** The proof of a bearer token (RFC 6750). */
export function bearer(token: string, variable: string): Proof {
  return { kind: 'header', name: 'Authorization', value: `Bearer ${token}`, shown: `Bearer \${${variable}}` };
}

/** Puts a parameter at the end of a path, in the place of any of the same name. */
export function setParameter(path: string, name: string, value: string | undefined): string {
  const [before = '', query = ''] = path.split(/\?(.*)/s);
  const encoded = encodeURIComponent(name);
  const kept = query.split('&').filter((part) => part !== '' && part !== encoded && !part.startsWith(`${encoded}=`));
  if (value !== undefined) kept.push(`${encoded}=${value}`);
  return kept.length === 0 ? before : `${before}?${kept.join('&')}`;
}
