import type { Secrets } from '../core/secrets.ts';
import type { Transport } from '../core/transport.ts';
import { openCallbackFor } from './callback.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { RunOptions } from './run-options.ts';
import type { RestTarget } from './target.ts';
import { openTransport } from './transport.ts';
import { UsageError } from './usage-error.ts';

/** Looks at a REST target: whether it answers, takes the credentials, has the collections, and can reach the kit. */
export async function* diagnoseRest(
  options: RunOptions,
  target: RestTarget,
  secrets: Secrets,
  signal: AbortSignal,
): AsyncGenerator<Diagnosis, void, void> {
  const needs = () => ({ planned: {}, notified: [] });
  const transport = await openTransport({ options, target, readings: {}, secrets, needs });
  try {
    const subject = `target ${target.target.url}`;
    const failure = await transport.probe(signal);
    if (failure?.kind === 'failure') {
      yield { state: 'wrong', subject, text: failure.message };
      return;
    }
    yield { state: 'well', subject, text: `answers${wayIn(options, target)}` };
    const asked = Object.keys(target.roots).map((resource) => diagnoseCollection(transport, resource, signal));
    for (const collection of asked) yield await collection;
  } finally {
    await transport.close();
  }
  yield await diagnoseCallback(options, target, secrets);
}

function wayIn({ insecure, credential }: RunOptions, { roots, target }: RestTarget): string {
  if (target.embedded) return '; it is the reference implementation inside this process, since no target is named';
  const isSecure = Object.values(roots).every((root) => root.startsWith('https:'));
  const line = isSecure ? (insecure ? ' over TLS, its certificate not verified' : ' over TLS') : ' without TLS';
  return `${line}${credential.kind === 'none' ? ', without credentials' : ''}`;
}

/** Asks for one attribute of the records of a name that nothing has: a small answer where the target filters. */
async function diagnoseCollection(transport: Transport, resource: string, signal: AbortSignal): Promise<Diagnosis> {
  const request = { operation: 'list', resource, filter: { name: 'ctk-doctor' }, fields: ['name'] } as const;
  const { outcome, durationMs } = await transport.send(request, { runId: 'doctor', step: 'doctor' }, signal);
  const diagnosis = (state: Diagnosis['state'], text: string): Diagnosis => ({ state, subject: resource, text });
  if (outcome.kind === 'failure') return diagnosis('wrong', outcome.message);
  const { status } = outcome;
  if (status < 300) return diagnosis('well', `its list can be read, ${status} after ${durationMs} ms`);
  if (status === 401 || status === 403) {
    return diagnosis('wrong', `the list is answered ${status}: look at \`auth\` in the configuration, and at this user's rights`);
  }
  if (status === 404) return diagnosis('wrong', 'there is no list at the API root, 404: look at the path of --target');
  return diagnosis('wrong', `the list is answered ${status}: the target's log should say why`);
}

async function diagnoseCallback(options: RunOptions, target: RestTarget, secrets: Secrets): Promise<Diagnosis> {
  const subject = 'notifications';
  try {
    const { intake, notices, close } = await openCallbackFor(options, target, secrets);
    await close();
    const [notice] = notices;
    if (notice !== undefined) return { state: 'open', subject, text: notice };
    if (intake !== undefined) {
      return { state: 'well', subject, text: `can be received at ${options.callback.url ?? 'a loopback address'}` };
    }
    const text = 'no address is named at which the target reaches the kit (--callback-url), and the scope needs one';
    return { state: 'open', subject, text };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { state: 'wrong', subject, text: [error.message, error.hint].filter(Boolean).join('. ') };
  }
}
