import { eventsOf } from '../notifications/change.ts';
import { notFound, refuse } from './error.ts';
import type { Answer, CallOf, Context } from './operation.ts';
import { represent } from './representation.ts';

/** "API DELETE OPERATION CONFORMANCE": the status that the model has for it; nothing is left to show. */
export function remove(call: CallOf<'delete'>, context: Context): Answer {
  const { resource, id } = call;
  const record = context.store.find(resource.name, id);
  if (!record) return refuse(notFound(`there is no ${resource.name} with id ${id}`));
  context.store.remove(resource.name, id);
  const events = eventsOf(resource, represent(resource, record, context), undefined);
  return { status: context.api.statuses[context.reading].delete, events };
}
