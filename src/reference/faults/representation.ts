import { type FaultEntry, onRepresentations } from '../fault.ts';
import type { Call } from '../operations/operation.ts';
import { without } from '../operations/values.ts';

const EVERYWHERE: readonly Call['operation'][] = ['create', 'list', 'retrieve', 'patch'];

/** Violations in the representations themselves, wherever they are shown. */
export const REPRESENTATION_FAULTS: Readonly<Record<string, FaultEntry>> = {
  'no-href': {
    summary: 'representations have no href',
    // v5 shows href in its samples, and asks for it nowhere
    models: ['v1'],
    violates: ['attribute.href', 'TC_N1.create.mandatory', 'TC_N1.list.mandatory', 'TC_N1.retrieve.mandatory'],
    apply: onRepresentations(EVERYWHERE, (representation) => without(representation, ['href'])),
  },
  'href-nonsense': {
    summary: 'href is no address of the record',
    models: ['v1'],
    violates: ['attribute.href', 'TC_N1.create.mandatory', 'TC_N1.list.mandatory', 'TC_N1.retrieve.mandatory'],
    apply: onRepresentations(EVERYWHERE, (representation) => ({ ...representation, href: 'javascript:WRONG' })),
  },
  'no-id-in-list': {
    summary: 'elements of a list have no id',
    violates: ['TC_N1.list.contains'],
    apply: onRepresentations(['list'], (representation) => without(representation, ['id'])),
  },
  'id-as-number': {
    summary: 'ids are numbers',
    violates: ['attribute.id', 'TC_N1.create.mandatory'],
    apply: (call, context, next) => {
      const last = Math.max(0, ...context.store.list(call.resource.name).map(({ id }) => Number(id)));
      const numbered = { ...context, newId: () => String(last + 1) };
      return showNumbers(call, numbered, next);
    },
  },
  'renames-objects': {
    summary: 'reads show another name than the one that was sent',
    violates: ['TC_N1.list.match', 'TC_N1.retrieve.match'],
    apply: onRepresentations(['list', 'retrieve'], (representation) =>
      'name' in representation ? { ...representation, name: 'renamed' } : representation,
    ),
  },
  'values-changed-in-list': {
    summary: 'lists show another description than single retrievals',
    violates: ['TC_N2.list.match'],
    apply: onRepresentations(['list'], (representation) =>
      typeof representation.description === 'string'
        ? { ...representation, description: `${representation.description} …` }
        : representation,
    ),
  },
};

const showNumbers = onRepresentations(EVERYWHERE, (representation) =>
  'id' in representation ? { ...representation, id: Number(representation.id) } : representation,
);
