import { notFound, refuse } from './error.ts';
import { matches } from './filter.ts';
import type { Answer, CallOf, Context } from './operation.ts';
import { reduce, represent } from './representation.ts';

/**
 * "/partyAccount?fields=...&{filtering}" and its siblings: the records that meet the criteria, in the order of their
 * creation, one page of them. A page that is not the whole list has a status of its own where the model has one.
 */
export function list(call: CallOf<'list'>, context: Context): Answer {
  const { resource, criteria, matching, fields, offset } = call;
  const found = context.store
    .list(resource.name)
    .map((record) => represent(resource, record, context))
    .filter((representation) => matches(representation, criteria, matching));
  const limit = call.limit ?? context.pageSize;
  const body = found.slice(offset, offset + limit).map((representation) => reduce(representation, fields, context));
  const isPart = body.length < found.length;
  return {
    status: isPart ? context.api.statuses[context.reading].page : 200,
    body,
    page: { offset, limit, count: body.length, total: found.length },
  };
}

/** "/partyAccount/{id}?fields=...": 200 with the record, 404 where there is none (test case E1). */
export function retrieve(call: CallOf<'retrieve'>, context: Context): Answer {
  const { resource, id, fields } = call;
  const record = context.store.find(resource.name, id);
  if (!record) return refuse(notFound(`there is no ${resource.name} with id ${id}`));
  return { status: 200, body: reduce(represent(resource, record, context), fields, context) };
}
