import type { SentMessage } from '../exchange.ts';
import { curlLine } from './curl.ts';
import { kcatLine } from './kcat.ts';

/** A line for a POSIX shell that sends a message again. */
export function repeatLine(sent: SentMessage): string {
  return sent.protocol === 'http' ? curlLine(sent) : kcatLine(sent);
}
