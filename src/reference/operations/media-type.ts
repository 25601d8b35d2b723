import type { PatchFormat } from './operation.ts';

const PATCH_FORMATS: Readonly<Record<string, PatchFormat>> = {
  'application/merge-patch+json': 'merge',
  'application/json': 'merge',
  'application/json-patch+json': 'json-patch',
};

/** The media types of PATCH, as Accept-Patch (RFC 5789, section 3.1) lists them. */
export const ACCEPT_PATCH = Object.keys(PATCH_FORMATS).join(', ');

/** The patch format of a Content-Type: merge is mandatory, JSON Patch optional; `undefined` is any other. */
export function patchFormatOf(contentType: string | undefined): PatchFormat | undefined {
  const mediaType = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return Object.hasOwn(PATCH_FORMATS, mediaType) ? PATCH_FORMATS[mediaType] : undefined;
}
