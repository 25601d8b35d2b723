import type { RequestTrace } from '../../core/transport.ts';

/** The product and, as its comment, which run and step ask: `ctk/0.1.0 (run 7f3a; step TC_N1/create@BillFormat)`. */
export function userAgent(product: string, { runId, step }: RequestTrace): string {
  return `${product} (run ${comment(runId)}; step ${comment(step)})`;
}

/**
 * W3C trace context, version 00. All requests of a run share its trace id.
 *
 * @param span 16 hexadecimal digits, another for each request
 */
export function traceparent(runId: string, span: string): string {
  const digest = process.getBuiltinModule('node:crypto').createHash('sha256').update(runId).digest('hex');
  return `00-${digest.slice(0, 32)}-${span}-01`;
}

/** What would end the comment of a User-Agent header, or is no visible ASCII, becomes `_`. */
function comment(text: string): string {
  return text.replace(/[^!-'*-[\]-~]/g, '_');
}
