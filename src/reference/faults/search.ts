import { type Apply, type FaultEntry, onAnswer, onCall } from '../fault.ts';
import { notFound, refuse } from '../operations/error.ts';
import type { Criterion } from '../operations/filter.ts';
import { isArray } from '../operations/values.ts';

/** Violations in searches that the test cases do not come across. */
export const SEARCH_FAULTS: Readonly<Record<string, FaultEntry>> = {
  'filter-ignores-description': {
    summary: 'a search by the description finds everything',
    violates: ['list.filtering', 'get.filtered-search'],
    apply: onCriteria((criteria) => criteria.filter(({ attribute }) => attribute !== 'description')),
  },
  'filter-by-id-nothing': {
    summary: 'a search by the id finds nothing',
    violates: ['list.filtering', 'get.filtered-search'],
    apply: onCriteria((criteria) =>
      criteria.map((criterion) => (criterion.attribute === 'id' ? { ...criterion, value: `${criterion.value}-` } : criterion)),
    ),
  },
  'filter-last-criterion': {
    summary: 'of several criteria the last one counts',
    violates: ['get.and'],
    apply: onCriteria((criteria) => criteria.slice(-1)),
  },
  'filter-first-two': {
    summary: 'of several criteria the first two count',
    violates: ['get.and'],
    apply: onCriteria((criteria) => criteria.slice(0, 2)),
  },
  'filter-prefix': {
    summary: 'a filter matches values that begin with the wanted one',
    violates: ['get.filtered-search', 'list.filtering'],
    apply: onCall('list', (call, context, next) =>
      next(
        { ...call, matching: { ...call.matching, isSame: (actual, wanted) => wanted !== '' && actual.startsWith(wanted) } },
        context,
      ),
    ),
  },
  'search-nothing-404': {
    summary: 'a search that finds nothing is answered 404',
    violates: ['list.filtering'],
    apply: onAnswer('list', 'success', (answer, { criteria, resource }) =>
      criteria.length > 0 && isArray(answer.body) && answer.body.length === 0
        ? refuse(notFound(`no ${resource.name} meets the criteria`))
        : answer,
    ),
  },
  'search-nothing-all': {
    summary: 'a search that finds nothing is answered with the whole list',
    violates: ['list.filtering', 'get.and'],
    apply: onCall('list', (call, context, next) => {
      const answer = next(call, context);
      return isArray(answer.body) && answer.body.length === 0 ? next({ ...call, criteria: [] }, context) : answer;
    }),
  },
};

function onCriteria(change: (criteria: readonly Criterion[]) => readonly Criterion[]): Apply {
  return onCall('list', (call, context, next) => next({ ...call, criteria: change(call.criteria) }, context));
}
