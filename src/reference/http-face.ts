import type { IncomingMessage, ServerResponse } from 'node:http';
import { readJson } from './body.ts';
import { notFound, refuse } from './error.ts';
import { send } from './http-answer.ts';
import { readCall } from './http-call.ts';
import type { Hub } from './hub.ts';
import type { Answer, Context, Handler } from './operation.ts';
import { METHODS, route } from './router.ts';

/** What the HTTP face stands on: everything of a context but the root, which each request's Host decides. */
interface Face {
  readonly basePath: string;
  readonly handler: Handler;
  readonly hub: Hub;
  readonly shared: Omit<Context, 'root'>;
}

/** Serves one request. Never rejects. `origin` is the server's own, for requests without a usable Host. */
export async function serve(face: Face, request: IncomingMessage, response: ServerResponse, origin: string): Promise<void> {
  const url = urlOf(request, origin);
  const context = { ...face.shared, root: `${url.origin}${face.basePath}` };
  const options = { url, isHead: request.method === 'HEAD', date: context.now() };
  try {
    const answer = await handle(face, request, url, context);
    send(response, answer, options);
    face.hub.publish(answer.events ?? [], context);
  } catch (error) {
    // A client that went away hears nothing; anything else is this server's own fault.
    if (response.headersSent || response.destroyed) response.destroy();
    else send(response, internalError(error), options);
  }
}

async function handle(face: Face, request: IncomingMessage, url: URL, context: Context): Promise<Answer> {
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  const target = route(path, face.basePath);
  if (!target) return refuse(notFound(`${path} is no address of this API`));
  const allowed = METHODS[target.kind];
  if (!allowed.includes(request.method ?? '')) return notAllowed(request.method, allowed);
  if (target.kind === 'listener') return face.hub.unregister(target.id);
  if (target.kind === 'hub') {
    const body = await readJson(request);
    return 'problem' in body ? refuse(body.problem) : face.hub.register(body.value, context);
  }
  const read = await readCall(request, target, url);
  return 'refusal' in read ? read.refusal : face.handler(read.call, context);
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
