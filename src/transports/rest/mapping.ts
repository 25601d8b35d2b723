import type { Operation, OperationRequest } from '../../core/exchange.ts';
import type { Json } from '../../core/json.ts';
import { readCursor } from './paging.ts';
import type { RestSettings } from './settings.ts';

/** An operation as HTTP sees it, without headers of identity and credentials. */
export interface Call {
  readonly method: string;
  readonly origin: string;
  /** Path and query, encoded. */
  readonly path: string;
  readonly contentType?: string;
  readonly body?: string;
}

const METHOD: Readonly<Record<Operation, string>> = {
  create: 'POST',
  list: 'GET',
  retrieve: 'GET',
  patch: 'PATCH',
  delete: 'DELETE',
  follow: 'GET',
  subscribe: 'POST',
  unsubscribe: 'DELETE',
};

/** Where listeners are registered, beside the collections (AMB-R32). */
const HUB = 'hub';

/** The media type of what an operation sends; a merge patch may be sent as plain JSON (AMB-R29). */
function contentTypeOf({ operation, format }: OperationRequest, { mergePatchType }: RestSettings): string | undefined {
  if (operation === 'create' || operation === 'subscribe') return 'application/json';
  if (operation !== 'patch') return undefined;
  return format === 'json-patch' ? 'application/json-patch+json' : mergePatchType;
}

/**
 * Maps an operation to its method, URL and body.
 *
 * @throws TypeError where the request lacks what its operation needs: a fault of the caller
 */
export function mapOperation(request: OperationRequest, settings: RestSettings): Call {
  const method = METHOD[request.operation];
  const contentType = contentTypeOf(request, settings);
  const body = request.operation === 'subscribe' ? { callback: request.callback ?? '' } : request.body;
  const content = body === undefined || contentType === undefined ? {} : { contentType, body: JSON.stringify(body) };
  return { method, ...locate(request, settings), ...content };
}

/** Where the collection of a resource is. */
export function locateCollection(resource: string, settings: RestSettings): { origin: string; path: string } {
  return locateBelow(segmentOf(resource, settings), resource, settings);
}

function segmentOf(resource: string, { paths }: RestSettings): string {
  const segment = paths[resource];
  if (segment === undefined) throw new TypeError(`There is no path for the resource '${resource}'`);
  return segment;
}

/** Something right below the API root of a resource. */
function locateBelow(segment: string, resource: string, { roots }: RestSettings): { origin: string; path: string } {
  const root = roots[resource];
  if (root === undefined) throw new TypeError(`There is no API root for the resource '${resource}'`);
  const { origin, pathname } = new URL(root);
  return { origin, path: `${pathname.replace(/\/+$/, '')}/${segment}` };
}

function locate(request: OperationRequest, settings: RestSettings): { origin: string; path: string } {
  const { operation, resource, id, url, page } = request;
  if (operation === 'follow') {
    if (url === undefined) throw new TypeError("The operation 'follow' needs a URL");
    return ownUrl(url, settings);
  }
  if (operation === 'list' && page !== undefined) return ownUrl(readCursor(page).url, settings);
  if (operation === 'subscribe') return locateBelow(HUB, resource, settings);
  const { origin, path } =
    operation === 'unsubscribe' ? locateBelow(HUB, resource, settings) : locateCollection(resource, settings);
  if (operation === 'create' || operation === 'list') {
    return { origin, path: `${path}${settings.trailingSlash ? '/' : ''}${query(request)}` };
  }
  if (id === undefined || id === '') throw new TypeError(`The operation '${operation}' needs an id`);
  return { origin, path: `${path}/${encodeId(id)}${query(request)}` };
}

/** Credentials never go to another origin (AMB-R63). */
function ownUrl(text: string, settings: RestSettings): { origin: string; path: string } {
  const url = new URL(text);
  if (!Object.values(settings.roots).some((root) => new URL(root).origin === url.origin)) {
    throw new TypeError(`${url.origin} is not an origin of the target`);
  }
  return splitUrl(url);
}

/** Origin, and path with query; the fragment stays behind. */
export function splitUrl(url: URL): { origin: string; path: string } {
  return { origin: url.origin, path: url.pathname + url.search };
}

function query({ filter = {}, fields = [] }: OperationRequest): string {
  const parameters = Object.entries(filter).map(([name, value]) => `${encode(name)}=${encode(text(value))}`);
  if (fields.length > 0) parameters.push(`fields=${fields.map(encode).join(',')}`);
  return parameters.length === 0 ? '' : `?${parameters.join('&')}`;
}

function text(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Percent-encodes; what is no Unicode text becomes U+FFFD. */
function encode(value: string): string {
  return encodeURIComponent(Buffer.from(value).toString());
}

/** Ids of dots alone are encoded too: as they are, they would name the collection or what is above it. */
function encodeId(id: string): string {
  return /^\.{1,2}$/.test(id) ? id.replaceAll('.', '%2E') : encode(id);
}
