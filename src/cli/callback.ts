import { randomBytes } from 'node:crypto';
import type { Plan } from '../core/engine/plan.ts';
import type { Secrets } from '../core/secrets.ts';
import type { NotificationIntake } from '../core/transport.ts';
import { sleep } from './rest-transport.ts';
import type { RunOptions } from './run-options.ts';
import type { ResolvedTarget, RestTarget } from './target.ts';
import { UsageError } from './usage-error.ts';

/** The kit's own end of the notifications of a run. */
export interface Callback {
  /** Absent where nothing is awaited, or where the target has no way to the kit. */
  readonly intake?: NotificationIntake;
  readonly notices: readonly string[];
  close(): Promise<void>;
}

const CLOSED: Callback = { notices: [], close: async () => {} };

/**
 * Opens the address for notifications where the plan subscribes to any.
 *
 * @throws UsageError where the address cannot be listened on, naming it, or where the settings contradict each other
 */
export async function openCallback(options: RunOptions, plan: Plan, target: ResolvedTarget, secrets: Secrets): Promise<Callback> {
  // over Kafka notifications come on topics, and nobody is told an address
  return subscribes(plan) && target.protocol === 'rest' ? openCallbackFor(options, target, secrets) : CLOSED;
}

/**
 * Opens the address for notifications. A target on this machine gets a loopback address without being asked; any other one needs
 * to be told a URL that it can reach.
 *
 * @throws UsageError as `openCallback`
 */
export async function openCallbackFor(options: RunOptions, { roots }: RestTarget, secrets: Secrets): Promise<Callback> {
  const isLocal = Object.values(roots).every((root) => isLoopback(new URL(root).hostname));
  if (options.callback.url === undefined && !isLocal) return CLOSED;
  const { openReceiver } = await import('../transports/rest/receiver.ts');
  const { tls } = options.callback;
  const { host, port, ...address } = addressFor(options);
  const settings = {
    ...address,
    host,
    port,
    isLocal,
    ...(tls && { tls: { cert: tls.cert, key: tls.key, ...(tls.passphrase && { passphrase: tls.passphrase.value }) } }),
  };
  const environment = { now: Date.now, randomHex: (bytes: number) => randomBytes(bytes).toString('hex'), sleep, secrets };
  const receiver = await openReceiver(settings, environment).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(
      `notifications cannot be received at ${host}, port ${port}: ${reason}`,
      'Name a free address of this machine as `callback.listen` in the configuration, and look at `callback.tls`.',
    );
  });
  const { probeCallback } = await import('../transports/rest/callback-probe.ts');
  const lost = await probeCallback(receiver);
  return { intake: receiver, notices: lost === undefined ? [] : [noticeOf(options, lost)], close: () => receiver.close() };
}

function noticeOf({ callback }: RunOptions, lost: string): string {
  const where = callback.url ?? 'the callback address';
  return `From here ${where} does not lead back to the kit (${lost}). If it does not from the target either, no notification will arrive.`;
}

function subscribes({ tracks }: Plan): boolean {
  const steps = tracks.flatMap(({ runs }) => runs).flatMap((run) => [...run.preamble, ...run.steps]);
  return steps.some((step) => step.kind === 'request' && step.operation === 'subscribe');
}

/** Where to listen; without `listen` that follows from the public URL, and without one it is any free loopback port. */
function addressFor({ callback: { url, listen, tls } }: RunOptions): { host: string; port: number; publicUrl?: string } {
  const parsed = url === undefined ? undefined : checkedUrl(url);
  const publicUrl = url === undefined ? {} : { publicUrl: url };
  if (listen !== undefined) return { ...parseListen(listen), ...publicUrl };
  if (parsed === undefined) return { host: '127.0.0.1', port: 0 };
  const isSecure = parsed.protocol === 'https:';
  if (isSecure !== (tls !== undefined)) {
    throw new UsageError(
      `the callback URL is ${parsed.protocol}// and \`callback.tls\` is ${tls === undefined ? 'not given' : 'given'}`,
      'Where something in front of the kit ends TLS, say with `callback.listen` where the kit listens behind it.',
    );
  }
  const port = parsed.port === '' ? (isSecure ? 443 : 80) : Number(parsed.port);
  return { host: isLoopback(parsed.hostname) ? '127.0.0.1' : '0.0.0.0', port, ...publicUrl };
}

function checkedUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const isWeb = parsed?.protocol === 'http:' || parsed?.protocol === 'https:';
  if (parsed !== undefined && isWeb && parsed.username === '' && parsed.search === '' && parsed.hash === '') return parsed;
  // not repeated: what stands before an @ may be a secret
  throw new UsageError(
    'the callback URL is no http or https URL without user, query and fragment',
    'For example --callback-url http://ctk.example.com:9000',
  );
}

function parseListen(listen: string): { host: string; port: number } {
  const [, bracketed, plain, port] = /^(?:\[(.+)\]|([^:[\]]*)):(\d{1,5})$/.exec(listen) ?? [];
  if (port === undefined || Number(port) > 65_535) {
    throw new UsageError(`callback.listen ${listen} is not of the form host:port`, 'For example 0.0.0.0:9000, or [::]:9000');
  }
  return { host: bracketed ?? (plain || '0.0.0.0'), port: Number(port) };
}

/** True for names and addresses of this machine alone. */
function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname)
  );
}
