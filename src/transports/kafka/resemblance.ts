import type { OperationRequest } from '../../core/exchange.ts';
import { isObject, type Json } from '../../core/json.ts';

/** What a reply has to show so that it can only be meant for a request. */
export interface Likeness {
  readonly request: OperationRequest;
  readonly runId: string;
}

/** Whether a body shows what a request sent, so that another request's reply would not look like it. */
export function resembles(body: Json, { request, runId }: Likeness): boolean {
  const { operation, id, filter = {} } = request;
  switch (operation) {
    case 'create': {
      const name = isObject(request.body) ? request.body.name : undefined;
      return typeof name === 'string' && name.includes(runId) && isObject(body) && body.name === name;
    }
    case 'retrieve':
    case 'patch':
    case 'delete':
      return isObject(body) && String(body.id) === id;
    case 'list':
      // others may list this run's records too, among their own
      return (
        Object.keys(filter).length > 0 &&
        Array.isArray(body) &&
        body.length > 0 &&
        body.every((element) => JSON.stringify(element).includes(runId))
      );
    default:
      return false;
  }
}
