import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Readings } from '../core/profile/readings.ts';
import type { Secrets } from '../core/secrets.ts';
import type { NotificationIntake, Transport } from '../core/transport.ts';
import { kitIdentity } from './kit.ts';
import { MAX_BODY, type RunOptions } from './run-options.ts';
import type { RestTarget } from './target.ts';

/** Longest wait that a `Retry-After` may ask for, in milliseconds. */
const MAX_RETRY_AFTER = 60_000;

/** Waits, and ends early when the signal aborts. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined);
}

/** That many random hexadecimal digits. */
export function randomHex(digits: number): string {
  return randomBytes(Math.ceil(digits / 2))
    .toString('hex')
    .slice(0, digits);
}

/** The transport that the options and the readings in force describe. */
export async function openRestTransport(
  options: RunOptions,
  { roots, binding }: RestTarget,
  readings: Readings,
  secrets: Secrets,
  notifications?: NotificationIntake,
): Promise<Transport> {
  const { createRestTransport } = await import('../transports/rest/transport.ts');
  const { name, version } = kitIdentity();
  const { headers, proxy, tls, trailingSlash, maxBody, maxRetryAfter } = options.http;
  return createRestTransport(
    {
      roots,
      paths: binding.paths,
      trailingSlash: trailingSlash ?? false,
      headers: headers ?? {},
      credential: options.credential,
      ...(options.config?.secondAuth === undefined ? {} : { secondCredential: options.config.secondAuth }),
      tls: { ...tls, insecure: options.insecure },
      ...(proxy === undefined ? {} : { proxy }),
      timeoutMs: options.timeoutMs,
      maxBodyBytes: maxBody ?? MAX_BODY,
      ...(options.maxRate === undefined ? {} : { maxRate: options.maxRate }),
      maxRetryAfterMs: maxRetryAfter ?? MAX_RETRY_AFTER,
      connections: options.jobs,
      redirects: readings['AMB-R49'] === 'none' ? 'none' : 'default',
      mergePatchType: readings['AMB-R29'] === 'plainJson' ? 'application/json' : 'application/merge-patch+json',
      acceptsLater: binding.acceptsLater === true,
      userAgent: `${name}/${version}`,
    },
    { now: Date.now, randomHex: (bytes) => randomBytes(bytes).toString('hex'), sleep, secrets },
    notifications,
  );
}
