import type { Secrets } from '../../core/secrets.ts';

/** A header as it is sent and as it is shown. */
export interface ShownHeader {
  readonly name: string;
  readonly value: string;
  readonly shown: string;
}

/** They frame the message or belong to one connection: the HTTP client's business alone. */
const FRAMING = new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

const SECRET_NAME = /auth|cookie|token|secret|password|passwd|api-?key|access-?key|credential|signature|session/i;

/** Whether a header of this name usually carries a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !/^(www-authenticate|proxy-authenticate)$/i.test(name);
}

/** The variable that stands for a header's value: `HEADER_X_API_KEY`. */
export function headerVariable(name: string): string {
  return `HEADER_${name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`;
}

/**
 * The configured headers. Those that would break the message's framing are left out; the value of one whose
 * name tells of a secret becomes a secret.
 */
export function configuredHeaders(headers: Readonly<Record<string, string>>, secrets: Secrets): readonly ShownHeader[] {
  return Object.entries(headers)
    .filter(([name]) => !FRAMING.has(name.toLowerCase()))
    .map(([name, value]) => {
      if (!isSecretName(name) || secrets.mask(value) !== value) return { name, value, shown: secrets.mask(value) };
      // the scheme of `Authorization: Bearer …` tells nothing
      const [, scheme = '', secret = value] = /^([A-Za-z][\w-]* )(.+)$/.exec(value) ?? [];
      secrets.add(secret, headerVariable(name));
      return { name, value, shown: `${scheme}\${${headerVariable(name)}}` };
    });
}

/** Later ones replace earlier ones of the same name, whatever its case. */
export function mergeHeaders(...lists: readonly (readonly ShownHeader[])[]): readonly ShownHeader[] {
  const merged = new Map<string, ShownHeader>();
  for (const header of lists.flat()) merged.set(header.name.toLowerCase(), header);
  return [...merged.values()];
}
