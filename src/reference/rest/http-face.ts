import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Notifier } from '../notifications/notifier.ts';
import { notFound, refuse, withErrorType } from '../operations/error.ts';
import type { Answer, Call, Context, Handler } from '../operations/operation.ts';
import { readJson } from './body.ts';
import { send } from './http-answer.ts';
import { readCall } from './http-call.ts';
import type { Hub } from './hub.ts';
import type { Monitors } from './monitors.ts';
import { METHODS, route } from './router.ts';

/** What the HTTP face stands on: everything of a context but the root, which each request's Host decides. */
export interface HttpFace {
  readonly basePath: string;
  readonly handler: Handler;
  readonly hub: Hub;
  readonly notifier: Notifier;
  /** Present where changes are accepted with 202 and made a little later. */
  readonly monitors?: Monitors;
  readonly shared: Omit<Context, 'root'>;
}

/** Serves one request. Never rejects. `origin` is the server's own, for requests without a usable Host. */
export async function serve(face: HttpFace, request: IncomingMessage, response: ServerResponse, origin: string): Promise<void> {
  const url = urlOf(request, origin);
  const context = { ...face.shared, root: `${url.origin}${face.basePath}` };
  const options = { url, isHead: request.method === 'HEAD', date: context.now() };
  try {
    const answer = await handle(face, request, url, context);
    send(response, withErrorType(answer, context.api), options);
    face.notifier.publish(answer.events ?? [], context);
  } catch (error) {
    // A client that went away hears nothing; anything else is this server's own fault.
    if (response.headersSent || response.destroyed) response.destroy();
    else send(response, withErrorType(internalError(error), context.api), options);
  }
}

async function handle(face: HttpFace, request: IncomingMessage, url: URL, context: Context): Promise<Answer> {
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  const { basePath, monitors, shared } = face;
  const target = route(path, { basePath, resources: shared.api.resources, hasMonitors: monitors !== undefined });
  if (!target) return refuse(notFound(`${path} is no address of this API`));
  const allowed = METHODS[target.kind];
  if (!allowed.includes(request.method ?? '')) return notAllowed(request.method, allowed);
  if (target.kind === 'monitor') return monitors?.show(target.id) ?? refuse(notFound('there are no monitors'));
  if (target.kind === 'listener') return face.hub.unregister(target.id);
  if (target.kind === 'hub') {
    const body = await readJson(request);
    return 'problem' in body ? refuse(body.problem) : face.hub.register(body.value, context);
  }
  const read = await readCall(request, target, url);
  if ('refusal' in read) return read.refusal;
  return monitors && isChange(read.call)
    ? acceptForLater(face, monitors, read.call, url, context)
    : face.handler(read.call, context);
}

function isChange({ operation }: Call): boolean {
  return operation === 'create' || operation === 'patch' || operation === 'delete';
}

/** Whoever hears of a change that is made later hears of it then. */
function acceptForLater(face: HttpFace, monitors: Monitors, call: Call, url: URL, context: Context): Answer {
  const work = () => {
    const answer = carryOut(face, call, context);
    face.notifier.publish(answer.events ?? [], context);
    return withErrorType(answer, context.api);
  };
  return monitors.accept({ operation: call.operation, url: url.href }, work, context);
}

/** Nobody waits for the work any more who could hear of an error in it. */
function carryOut({ handler }: HttpFace, call: Call, context: Context): Answer {
  try {
    return handler(call, context);
  } catch (error) {
    return internalError(error);
  }
}

function notAllowed(method: string | undefined, allowed: readonly string[]): Answer {
  const allow = allowed.join(', ');
  const message = `${method ?? 'no method'} is not allowed here; ${allow} are`;
  return refuse({ status: 405, code: 'method-not-allowed', reason: 'Method not allowed', message }, { allow });
}

function internalError(error: unknown): Answer {
  const message = error instanceof Error ? error.message : String(error);
  return refuse({ status: 500, code: 'internal', reason: 'Internal error', message });
}

/** The request's absolute URL under the name that the client knows the server by. */
function urlOf(request: IncomingMessage, origin: string): URL {
  const claimed = `http://${request.headers.host ?? ''}`;
  const base = URL.canParse(claimed) ? new URL(claimed).origin : origin;
  const path = request.url ?? '/';
  return new URL(path.startsWith('/') && URL.canParse(`${base}${path}`) ? `${base}${path}` : base);
}
