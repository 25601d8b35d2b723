import type { StrayReplyRecorded } from '../event.ts';
import type { StrayReport } from './report-model.ts';

/** A stray reply without its body, which the evidence holds. */
export function strayOf({ event: _, stray, ...place }: StrayReplyRecorded): StrayReport {
  const { reply, ...told } = stray;
  const { status, headers, record } = reply;
  return { ...place, ...told, status, headers, ...(record && { found: record }) };
}
