import type { ExchangeNote, Failure, OperationRequest, Reply } from '../../core/exchange.ts';
import type { Json, JsonObject } from '../../core/json.ts';
import { isObject } from '../../core/json.ts';
import type { RestEnvironment } from './environment.ts';
import { hostOf } from './failure.ts';
import { mapOperation } from './mapping.ts';
import { type MonitorState, readMonitor } from './monitor.ts';
import { retryDelay } from './retry-after.ts';
import type { RestSettings } from './settings.ts';
import { showsPatch } from './visible-effect.ts';

/** First and longest wait between two questions, in milliseconds. */
const WAITS = { first: 50, longest: 1000 };

type AcceptedNote = Extract<ExchangeNote, { kind: 'accepted' }>;

/** What became of a change that was answered 202. */
export interface FollowedChange {
  readonly outcome: Reply | Failure;
  /** Absent where nothing was asked. */
  readonly note: AcceptedNote;
}

/** What the following of a change needs of its transport. */
export interface ChangeFollowing {
  readonly settings: RestSettings;
  readonly environment: Pick<RestEnvironment, 'now' | 'sleep'>;
  readonly isOwnOrigin: (url: URL) => boolean;
  /** Sends a GET as whoever sent the change. */
  readonly ask: (url: URL) => Promise<{ readonly outcome: Reply | Failure; readonly url: URL }>;
  readonly ended: AbortSignal;
}

/** Whether a reply promises a change that is made later (AMB-R67). */
export function isAcceptedForLater({ operation }: OperationRequest, outcome: Reply | Failure, settings: RestSettings): boolean {
  const isChange = operation === 'create' || operation === 'patch' || operation === 'delete';
  return settings.acceptsLater === true && isChange && outcome.kind === 'reply' && outcome.status === 202;
}

/** What a question has shown: the reply that stands for the change from then on, where it is decided. */
type Seen = Reply | Failure | undefined;

/**
 * Follows a change that was answered 202 until it is done, or the time limit has passed: by the monitor or the resource that the
 * reply names in Location or in its body, by the URL of the request where it is about a record, else by a search for the name.
 *
 * @param changedAt where the request went, after redirects
 */
export async function followChange(
  request: OperationRequest,
  accepted: Reply,
  changedAt: URL,
  following: ChangeFollowing,
): Promise<FollowedChange> {
  const { settings, environment, isOwnOrigin, ended } = following;
  const collection = urlOf({ operation: 'list', resource: request.resource });
  const record = request.operation === 'create' ? undefined : changedAt;
  const named = namedIn(request, accepted, changedAt, collection);
  const address = named !== undefined && isOwnOrigin(named) ? named : record;
  const search = address === undefined ? searchFor(request) : undefined;
  const start = address ?? search;
  const begun = environment.now();
  let polls = 0;
  const note = (isDone: boolean, url = start): AcceptedNote => ({
    kind: 'accepted',
    status: 202,
    polls,
    waitedMs: environment.now() - begun,
    url: (url ?? changedAt).href,
    isDone,
  });
  if (start === undefined) return { outcome: accepted, note: note(false) };

  let target = start;
  let shown: JsonObject | undefined;
  /** True once a monitor has said that the change is made: what is shown then is what came of it. */
  let isMade = false;
  let retryAfter = accepted.headers['retry-after'];
  for (let wait = WAITS.first; ; wait = Math.min(2 * wait, WAITS.longest)) {
    const asked = Math.min(retryDelay(503, retryAfter, environment.now()) ?? 0, settings.maxRetryAfterMs);
    const left = Math.max(settings.timeoutMs - (environment.now() - begun), 0);
    await environment.sleep(Math.min(Math.max(wait, asked), left), ended);
    const { outcome, url } = await following.ask(target);
    polls += 1;
    if (outcome.kind === 'failure') return { outcome, note: note(false, target) };
    retryAfter = outcome.headers['retry-after'];
    const seen = look(outcome, url);
    if (seen !== undefined) return { outcome: seen, note: note(seen.kind === 'reply', target) };
    if (environment.now() - begun >= settings.timeoutMs) return unfinished(outcome);
  }

  /** What a reply to a question decides; it may also lead to where to ask next. */
  function look(reply: Reply, url: URL): Seen {
    if (target === search) return lookInList(reply);
    return isBelow(url, collection) ? lookAtRecord(reply) : lookAtMonitor(readMonitor(reply), reply);
  }

  function lookAtRecord(reply: Reply): Seen {
    if (request.operation === 'delete')
      return reply.status === 404 || reply.status === 410 ? withBody(undefined, reply) : undefined;
    if (reply.status !== 200 || reply.body.kind !== 'json' || !isObject(reply.body.value)) return undefined;
    shown = reply.body.value;
    return isMade || request.operation === 'create' || showsPatch(request, shown) ? withBody(shown, reply) : undefined;
  }

  function lookAtMonitor({ state, status, body, created }: MonitorState, reply: Reply): Seen {
    if (state === 'under-way') return undefined;
    if (state === 'failed' || (status !== undefined && status >= 400)) {
      return status !== undefined && status >= 400 ? { ...withBody(body, reply), status } : failed();
    }
    if (request.operation === 'delete') return withBody(undefined, reply);
    const next = record ?? (created !== undefined && URL.canParse(created, target.href) ? new URL(created, target) : undefined);
    if (next === undefined || !isOwnOrigin(next) || !isBelow(next, collection)) return withBody(body, reply);
    // the record itself is the proof
    isMade = true;
    target = next;
    return undefined;
  }

  function lookInList(reply: Reply): Seen {
    const elements: readonly Json[] = reply.body.kind === 'json' && Array.isArray(reply.body.value) ? reply.body.value : [];
    if (reply.status >= 400) return untraceable(reply.status);
    const found = elements.findLast((each) => isObject(each) && isObject(request.body) && each.name === request.body.name);
    return found === undefined ? undefined : withBody(found, reply);
  }

  /** The reply to the change, as if it had brought this value of another reply. */
  function withBody(value: Json | undefined, { headers }: Reply): Reply {
    const body =
      value === undefined
        ? ({ kind: 'empty' } as const)
        : ({ kind: 'json', value, bytes: Buffer.byteLength(JSON.stringify(value)) } as const);
    const type = headers['content-type'];
    return { ...accepted, headers: { ...accepted.headers, ...(type !== undefined && { 'content-type': type }) }, body };
  }

  /** A patch without a monitor may be done without being seen: what it left alone is for the checks to judge. */
  function unfinished(last: Reply): FollowedChange {
    if (request.operation === 'patch' && shown !== undefined)
      return { outcome: withBody(shown, last), note: note(false, target) };
    const message = `${hostOf(changedAt)} accepted the change with 202 and had not made it within ${settings.timeoutMs} ms: asked ${polls} times, ${target.href} answered ${last.status} at last. If that is its normal pace, allow more with --timeout.`;
    return { outcome: { kind: 'failure', reason: 'timeout', message }, note: note(false, target) };
  }

  function failed(): Failure {
    const message = `${hostOf(changedAt)} accepted the change with 202, and ${target.href} says that it failed. The log of the target should say why.`;
    return { kind: 'failure', reason: 'abandoned', message };
  }

  function untraceable(status: number): Failure {
    const message = `${hostOf(changedAt)} accepted the creation with 202 and named neither a monitor nor the record, and a search for its name was answered ${status}: nobody can tell what became of it. Have the reply name a monitor in Location.`;
    return { kind: 'failure', reason: 'untraceable', message };
  }

  function urlOf(asked: OperationRequest): URL {
    const { origin, path } = mapOperation(asked, settings);
    return new URL(origin + path);
  }

  /** The search for what was created; `undefined` where it has no name. */
  function searchFor({ resource, body }: OperationRequest): URL | undefined {
    const name = isObject(body) ? body.name : undefined;
    return typeof name === 'string' ? urlOf({ operation: 'list', resource, filter: { name } }) : undefined;
  }
}

/** The monitor or the resource that the reply to an accepted change names. */
function namedIn({ operation }: OperationRequest, { headers, body }: Reply, base: URL, collection: URL): URL | undefined {
  const value = body.kind === 'json' && isObject(body.value) ? body.value : {};
  const reference = [headers.location, value.href].find((each) => typeof each === 'string' && each !== '');
  if (typeof reference === 'string') return URL.canParse(reference, base.href) ? new URL(reference, base) : undefined;
  const { id, '@type': type } = value;
  // an id may be a monitor's; whose it is matters only where nothing else says where the record is
  const isId = (typeof id === 'string' && id !== '') || typeof id === 'number';
  return operation === 'create' && isId && !/monitor/i.test(String(type))
    ? new URL(`${collection.pathname.replace(/\/$/, '')}/${encodeURIComponent(String(id))}`, collection)
    : undefined;
}

function isBelow(url: URL, collection: URL): boolean {
  return url.origin === collection.origin && url.pathname.startsWith(`${collection.pathname.replace(/\/$/, '')}/`);
}
