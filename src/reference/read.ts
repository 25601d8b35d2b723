import { notFound, refuse } from './error.ts';
import { matches } from './filter.ts';
import type { Answer, CallOf, Context } from './operation.ts';
import { reduce, represent } from './representation.ts';

/**
 * "/partyAccount?fields=...&{filtering}" and its siblings: the records that meet the criteria, in the order of their
 * creation, one page of them. A page that is not the whole list answers 206; by the letter only 200 exists.
 */
export function list(call: CallOf<'list'>, context: Context): Answer {
  const { resource, criteria, matching, fields, offset } = call;
  const found = context.store
    .list(resource.name)
    .map((record) => represent(resource, record, context.root))
    .filter((representation) => matches(representation, criteria, matching));
  const limit = call.limit ?? context.pageSize;
  const body = found.slice(offset, offset + limit).map((representation) => reduce(representation, fields, context.reading));
  const isPart = body.length < found.length && context.reading === 'default';
  return { status: isPart ? 206 : 200, body, page: { offset, limit, count: body.length, total: found.length } };
}

/** "/partyAccount/{id}?fields=...": 200 with the record, 404 where there is none (test case E1). */
export function retrieve(call: CallOf<'retrieve'>, context: Context): Answer {
  const { resource, id, fields } = call;
  const record = context.store.find(resource.name, id);
  if (!record) return refuse(notFound(`there is no ${resource.name} with id ${id}`));
  return { status: 200, body: reduce(represent(resource, record, context.root), fields, context.reading) };
}
