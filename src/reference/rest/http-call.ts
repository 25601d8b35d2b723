import type { IncomingMessage } from 'node:http';
import type { Json } from '../../core/json.ts';
import { refuse } from '../operations/error.ts';
import { EXACT } from '../operations/filter.ts';
import { ACCEPT_PATCH, patchFormatOf } from '../operations/media-type.ts';
import type { Answer, Call } from '../operations/operation.ts';
import { readJson } from './body.ts';
import { parseQuery, type Query } from './query.ts';
import type { Target } from './router.ts';

type ResourceTarget = Extract<Target, { kind: 'collection' | 'record' }>;
type Read = { readonly call: Call } | { readonly refusal: Answer };

/** The operation that an HTTP request asks for, or the answer that refuses it. The method is one that the target allows. */
export async function readCall(request: IncomingMessage, target: ResourceTarget, url: URL): Promise<Read> {
  const { resource } = target;
  if (target.kind === 'collection') {
    return request.method === 'POST'
      ? withBody(request, (body) => ({ operation: 'create', resource, body }))
      : withQuery(url, (query) => ({ operation: 'list', resource, matching: EXACT, ...query }));
  }
  const { id } = target;
  if (request.method === 'DELETE') return { call: { operation: 'delete', resource, id } };
  if (request.method === 'PATCH') {
    const format = patchFormatOf(request.headers['content-type']);
    if (!format) return { refusal: unsupported(request.headers['content-type']) };
    return withBody(request, (body) => ({ operation: 'patch', resource, id, format, body }));
  }
  // "Filtering on sub-resources is optional for all compliance levels": the criteria of a single record are not used.
  return withQuery(url, ({ fields }) => ({ operation: 'retrieve', resource, id, ...(fields && { fields }) }));
}

function withQuery(url: URL, toCall: (query: Query) => Call): Read {
  const query = parseQuery(url.searchParams);
  return 'code' in query ? { refusal: refuse(query) } : { call: toCall(query) };
}

async function withBody(request: IncomingMessage, toCall: (body: Json) => Call): Promise<Read> {
  const body = await readJson(request);
  return 'problem' in body ? { refusal: refuse(body.problem) } : { call: toCall(body.value) };
}

function unsupported(contentType: string | undefined): Answer {
  const message = `a patch is one of ${ACCEPT_PATCH}, not ${contentType ?? 'of an unnamed type'}`;
  return refuse(
    { status: 415, code: 'unsupported-media-type', reason: 'Unsupported media type', message },
    { 'accept-patch': ACCEPT_PATCH },
  );
}
