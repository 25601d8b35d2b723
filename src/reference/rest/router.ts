import type { ResourceModel } from '../model/resource.ts';

/** What a path names. */
export type Target =
  | { readonly kind: 'collection'; readonly resource: ResourceModel }
  | { readonly kind: 'record'; readonly resource: ResourceModel; readonly id: string }
  | { readonly kind: 'hub' }
  | { readonly kind: 'listener'; readonly id: string }
  | { readonly kind: 'monitor'; readonly id: string };

/** Methods by kind of target, as the Allow header lists them. */
export const METHODS: Readonly<Record<Target['kind'], readonly string[]>> = {
  collection: ['GET', 'HEAD', 'POST'],
  record: ['GET', 'HEAD', 'PATCH', 'DELETE'],
  hub: ['POST'],
  listener: ['DELETE'],
  monitor: ['GET', 'HEAD'],
};

/** What there is below the base path. */
interface Addresses {
  readonly basePath: string;
  readonly resources: readonly ResourceModel[];
  /** True where work that was accepted for later can be asked after. */
  readonly hasMonitors: boolean;
}

/**
 * Reads a path, still percent-encoded, below the base path. The document writes collections with a trailing slash in
 * its test cases and without one elsewhere: both are taken. `undefined`: the path names nothing.
 */
export function route(path: string, { basePath, resources, hasMonitors }: Addresses): Target | undefined {
  if (!path.startsWith(`${basePath}/`)) return undefined;
  const segments = path
    .slice(basePath.length + 1)
    .replace(/\/$/, '')
    .split('/');
  const [collection, encodedId, ...more] = segments;
  if (more.length > 0) return undefined;
  const resource = resources.find((model) => model.path === collection);
  if (encodedId === undefined)
    return resource ? { kind: 'collection', resource } : collection === 'hub' ? { kind: 'hub' } : undefined;
  const id = decode(encodedId);
  if (id === undefined || id === '') return undefined;
  if (resource) return { kind: 'record', resource, id };
  if (collection === 'monitor' && hasMonitors) return { kind: 'monitor', id };
  return collection === 'hub' ? { kind: 'listener', id } : undefined;
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
