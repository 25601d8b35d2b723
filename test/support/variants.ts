import type { Variant } from './proxy.ts';

/** A server at which no two records of a resource may have the same name: a creation that repeats one is answered 409. */
export function namesOfTheirOwn(): Variant {
  const names = new Map<string, string>();
  const keyOf = (path: string, id: unknown) => `${path.split(/[/?]/)[1]}/${String(id)}`;
  const nameIn = (path: string, body: string) => keyOf(path, (JSON.parse(body) as { name?: string }).name);
  return {
    request: (request) =>
      request.method === 'POST' && [...names.values()].includes(nameIn(request.path, request.body))
        ? { status: 409, headers: {}, body: '{"code":"1","reason":"there is a record of that name"}' }
        : request,
    reply: (reply, { method, path }) => {
      if (method === 'DELETE' && reply.status < 300) names.delete(keyOf(path, path.split('/')[2]));
      if (!['POST', 'PATCH'].includes(method) || reply.status >= 300) return;
      names.set(keyOf(path, (JSON.parse(reply.body) as { id: string }).id), nameIn(path, reply.body));
    },
  };
}
