import { type FaultEntry, onCall, onFields } from '../fault.ts';

/** Violations in attribute selection that the test cases do not come across. */
export const SELECTION_FAULTS: Readonly<Record<string, FaultEntry>> = {
  'fields-ignored-on-lists': {
    summary: 'fields is ignored by lists, and honoured by single retrievals',
    violates: ['list.attribute-selection', 'get.same-selection'],
    apply: onCall('list', ({ fields: _, ...call }, context, next) => next(call, context)),
  },
  'fields-ignored-on-retrieval': {
    summary: 'fields is ignored by single retrievals, and honoured by lists',
    violates: ['retrieve.attribute-selection', 'get.same-selection'],
    apply: onCall('retrieve', ({ fields: _, ...call }, context, next) => next(call, context)),
  },
  'fields-without-description': {
    summary: 'the description cannot be selected',
    violates: ['retrieve.attribute-selection', 'list.attribute-selection'],
    apply: onFields((fields) => fields.filter((name) => name !== 'description')),
  },
  'fields-first-only': {
    summary: 'of several attributes in fields the first counts',
    violates: ['list.attribute-selection'],
    apply: onFields((fields) => fields.slice(0, 1)),
  },
  'fields-pairs': {
    summary: 'whoever selects the description gets the name as well',
    violates: ['retrieve.attribute-selection', 'list.attribute-selection', 'get.attribute-selection'],
    apply: onFields((fields) => (fields.includes('description') ? [...fields, 'name'] : fields)),
  },
};
