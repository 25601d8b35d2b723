import type { RequestOptions } from 'node:https';
import type { Receiver } from './receiver.ts';

/** Longest wait for the kit's own answer, in milliseconds. */
const PATIENCE = 3000;

/**
 * Sends a message to the public address of a receiver and sees whether it comes in.
 *
 * @returns why not, as the end of a sentence; `undefined` where it does
 */
export async function probeCallback(receiver: Receiver): Promise<string | undefined> {
  const reason = await post(receiver.probeUrl, AbortSignal.timeout(PATIENCE));
  return receiver.isProven ? undefined : reason;
}

async function post(url: string, signal: AbortSignal): Promise<string> {
  const { request } = url.startsWith('https:') ? await import('node:https') : await import('node:http');
  // that the message comes in is the proof: no certificate could prove more
  const options: RequestOptions = { method: 'POST', signal, agent: false, rejectUnauthorized: false };
  return new Promise((resolve) => {
    const sent = request(url, options, (response) => {
      response.resume();
      response.once('close', () => resolve(`somebody else answered ${response.statusCode}`));
    });
    sent.once('error', (error: NodeJS.ErrnoException) => resolve(reasonOf(error)));
    sent.end('{}');
  });
}

function reasonOf({ name, code, message }: NodeJS.ErrnoException): string {
  if (name === 'AbortError' || name === 'TimeoutError') return 'nothing answered in time';
  if (code === 'ECONNREFUSED') return 'nothing listens there';
  return code === 'ENOTFOUND' || code === 'EAI_AGAIN' ? 'its host name is not known here' : message;
}
