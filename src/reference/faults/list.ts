import type { Json } from '../../core/json.ts';
import { type Apply, type FaultEntry, onCall } from '../fault.ts';
import type { Matching } from '../operations/filter.ts';
import type { CallOf, Context } from '../operations/operation.ts';
import { isArray, memberOf } from '../operations/values.ts';

/** Violations in lists: filters, and which records they show. */
export const LIST_FAULTS: Readonly<Record<string, FaultEntry>> = {
  'filters-ignored': {
    summary: 'filters of a list are ignored',
    violates: ['TC_N2.by-type.excludes', 'TC_N2.by-state.excludes', 'TC_N4.search.excludes', 'list.filtering'],
    apply: onCall('list', (call, context, next) => next({ ...call, criteria: [] }, context)),
  },
  'filter-substring': {
    summary: 'a filter matches values that contain the wanted one',
    violates: ['get.filtered-search', 'list.filtering'],
    apply: matching({ isSame: (actual, wanted) => actual.includes(wanted) }),
  },
  'filter-case-insensitive': {
    summary: 'a filter takes upper and lower case for the same',
    violates: ['get.filtered-search', 'list.filtering'],
    apply: matching({ isSame: (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase() }),
  },
  'filter-or': {
    summary: 'several criteria are joined by OR',
    violates: ['get.and'],
    apply: matching({ join: 'or' }),
  },
  'list-lacks-last': {
    summary: 'a list never shows the newest record',
    violates: ['TC_N1.list.contains', 'list.entities'],
    apply: onElements((elements, { resource }, { store }) => {
      const newest = store.list(resource.name).at(-1)?.id;
      return elements.filter((element) => memberOf(element, 'id') !== newest);
    }),
  },
  'list-duplicates': {
    summary: 'a list shows each record twice',
    violates: ['TC_N1.list.contains', 'list.entities'],
    apply: onElements((elements) => elements.flatMap((element) => [element, element])),
  },
  'list-object': {
    summary: 'a list comes wrapped in an object',
    violates: ['resource.representation'],
    apply: onElements((items) => ({ items })),
  },
};

function matching(change: Partial<Matching>): Apply {
  return onCall('list', (call, context, next) => next({ ...call, matching: { ...call.matching, ...change } }, context));
}

/** A fault in what a list, whole or one page of it, has for a body. */
function onElements(change: (elements: readonly Json[], call: CallOf<'list'>, context: Context) => Json): Apply {
  return onCall('list', (call, context, next) => {
    const answer = next(call, context);
    return isArray(answer.body) ? { ...answer, body: change(answer.body, call, context) } : answer;
  });
}
