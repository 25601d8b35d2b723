import type { RequestTrace } from '../../core/transport.ts';

/** The product and, as its comment, which run and step ask: `ctk/0.1.0 (run 7f3a; step TC_N1/create@BillFormat)`. */
export function userAgent(product: string, { runId, step }: RequestTrace): string {
  return `${product} (run ${comment(runId)}; step ${comment(step)})`;
}

/**
 * Makes W3C trace contexts, version 00. All requests of a run share a trace id, which follows from the run's.
 *
 * @param randomHex gives the span id of each request
 */
export function createTracer(randomHex: (bytes: number) => string): (runId: string) => string {
  let last = { runId: '', trace: '' };
  return (runId) => {
    if (last.trace === '' || last.runId !== runId) {
      const digest = process.getBuiltinModule('node:crypto').createHash('sha256').update(runId).digest('hex');
      last = { runId, trace: digest.slice(0, 32) };
    }
    return `00-${last.trace}-${randomHex(8)}-01`;
  };
}

/** What would end the comment of a User-Agent header, or is no visible ASCII, becomes `_`. */
function comment(text: string): string {
  return text.replace(/[^!-'*-[\]-~]/g, '_');
}
