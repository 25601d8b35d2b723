import { type FaultEntry, onAnswer, onFields, onRepresentations } from '../fault.ts';
import { without } from '../operations/values.ts';

/** Violations in single retrievals and in attribute selection. */
export const RETRIEVE_FAULTS: Readonly<Record<string, FaultEntry>> = {
  'fields-ignored': {
    summary: 'fields is ignored: all attributes are always returned',
    violates: ['TC_N3.state.only', 'TC_N3.state-and-type.only', 'TC_N4.search.only', 'get.attribute-selection'],
    apply: onFields(() => undefined),
  },
  'fields-keeps-name': {
    summary: 'fields always brings the name as well',
    violates: ['TC_N3.state.only', 'TC_N4.search.only', 'get.attribute-selection'],
    apply: onFields((fields) => [...fields, 'name']),
  },
  'fields-drops-requested': {
    summary: 'the first attribute that fields asks for is left out',
    violates: ['TC_N3.state.only', 'retrieve.attribute-selection'],
    apply: onRepresentations(['list', 'retrieve'], (representation, call) => {
      const fields = 'fields' in call ? (call.fields ?? []) : [];
      return without(representation, fields.filter((name) => name !== 'id' && name !== 'href').slice(0, 1));
    }),
  },
  'retrieve-array': {
    summary: 'a single record comes in an array',
    violates: ['resource.representation'],
    apply: onAnswer('retrieve', 'success', (answer) => ({ ...answer, body: [answer.body ?? null] })),
  },
  'e1-200': {
    summary: 'an unknown id is answered 200 with an empty object',
    violates: ['TC_E1.status'],
    apply: onAnswer('retrieve', 404, () => ({ status: 200, body: {} })),
  },
  'e1-400': {
    summary: 'an unknown id is answered 400',
    models: ['v1'],
    violates: ['TC_E1.status'],
    apply: onAnswer('retrieve', 404, (answer) => ({ ...answer, status: 400 })),
  },
};
