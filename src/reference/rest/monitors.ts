import type { JsonObject } from '../../core/json.ts';
import type { BrokenPromise } from '../fault.ts';
import { notFound, refuse } from '../operations/error.ts';
import type { Answer, Call, Context } from '../operations/operation.ts';

/**
 * Changes that are accepted now and made later, and what became of them.
 *
 * POST, PATCH and DELETE answer 202 without a body, with `Location: {root}/monitor/{id}`; what the face itself refuses (a
 * body that is no JSON, an unknown media type) is refused at once. GET on that address answers 200 with
 *
 * - `{"@type":"Monitor","id","href","sourceHref","state":"InProgress","request":{"method","to"}}` at first, then
 * - the same with `"state":"Completed"` or, where the operation was refused, `"state":"InError"`, and with
 *   `"response":{"statusCode":"201","header":[{"name":"Location","value":…}],"body":{…}}`: status as text, headers and body
 *   as they would have been in a direct answer, without `body` where that has none.
 *
 * `sourceHref` is the address that was asked; of a creation, once it is made, that of the new record.
 */
export interface Monitors {
  accept(request: { readonly operation: Call['operation']; readonly url: string }, work: () => Answer, context: Context): Answer;
  /** What became of the work; 404 where there is none with this id. */
  show(id: string): Answer;
  /** Work that was not begun is not done. */
  close(): void;
}

/** So long does work take, in milliseconds: longer than the first question of an eager client. */
const WORK_MS = 40;

const METHODS: Readonly<Record<Call['operation'], string>> = {
  create: 'POST',
  patch: 'PATCH',
  delete: 'DELETE',
  list: 'GET',
  retrieve: 'GET',
};

/**
 * Creates monitors without work.
 *
 * @param broken what is not made, on purpose
 */
export function createMonitors(broken: readonly BrokenPromise[] = []): Monitors {
  const monitors = new Map<string, JsonObject>();
  const timers = new Set<NodeJS.Timeout>();
  return {
    accept({ operation, url }, work, context) {
      const id = context.newId();
      const href = `${context.root}/monitor/${encodeURIComponent(id)}`;
      const begun = { '@type': 'Monitor', id, href, sourceHref: url, request: { method: METHODS[operation], to: url } };
      monitors.set(id, { ...begun, state: 'InProgress' });
      const outcome = broken.find((promise) => promise.operation === operation)?.outcome;
      if (outcome === 'never') return { status: 202, location: href };
      const timer = setTimeout(() => {
        timers.delete(timer);
        if (outcome === 'failure') {
          monitors.set(id, { ...begun, state: 'InError' });
          return;
        }
        const answer = work();
        monitors.set(id, {
          ...begun,
          ...(answer.location !== undefined && { sourceHref: answer.location }),
          state: answer.status < 400 ? 'Completed' : 'InError',
          response: responseOf(answer),
        });
      }, WORK_MS);
      timers.add(timer);
      return { status: 202, location: href };
    },

    show(id) {
      const monitor = monitors.get(id);
      return monitor ? { status: 200, body: monitor } : refuse(notFound(`there is no monitor with id ${id}`));
    },

    close() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

function responseOf({ status, location, body }: Answer): JsonObject {
  const header = location === undefined ? [] : [{ name: 'Location', value: location }];
  return { statusCode: String(status), header, ...(body !== undefined && { body }) };
}
