import { isObject, type Json } from '../../core/json.ts';
import { type FaultEntry, onAnswer, onCall } from '../fault.ts';
import { admit } from '../operations/create.ts';
import { badRequest, refuse } from '../operations/error.ts';
import { hrefOf } from '../operations/representation.ts';
import { isBlank } from '../operations/values.ts';

/** Violations in what a creation answers and stores. */
export const CREATE_FAULTS: Readonly<Record<string, FaultEntry>> = {
  'no-location': {
    summary: 'a creation answers without Location',
    violates: ['TC_N1.create.location'],
    models: ['v1'],
    faces: ['rest'],
    apply: onAnswer('create', 'success', ({ location, ...answer }) => answer),
  },
  'location-wrong-id': {
    summary: 'Location names another id than the one that was created',
    violates: ['TC_N1.create.location'],
    models: ['v1'],
    faces: ['rest'],
    apply: onAnswer('create', 'success', (answer, { resource }, { root }) => ({
      ...answer,
      location: hrefOf(resource, 'another-id', root),
    })),
  },
  'create-200': {
    summary: 'a creation answers 200',
    violates: ['TC_N1.create.status', 'status.POST', 'create.entity'],
    apply: onAnswer('create', 'success', (answer) => ({ ...answer, status: 200 })),
  },
  'create-empty-body': {
    summary: 'a creation answers 201 without a body',
    violates: ['TC_N1.create.mandatory', 'TC_N1.create.match'],
    violatesInV5: ['TC_N1.create.mandatory'],
    apply: onAnswer('create', 'success', ({ body, ...answer }) => answer),
  },
  'second-create-same-id': {
    summary: 'every creation of a resource gets the id of the first one and overwrites it',
    violates: ['attribute.id', 'TC_N2.list.match'],
    violatesInV5: ['attribute.id'],
    apply: onCall('create', (call, context, next) => {
      const first = context.store.list(call.resource.name)[0]?.id;
      return next(call, first === undefined ? context : { ...context, newId: () => first });
    }),
  },
  'description-lost': {
    summary: 'the description is echoed by the creation and not stored',
    violates: ['TC_N2.precondition', 'create.entity'],
    apply: onAnswer('create', 'success', (answer, { resource }, { store }) => {
      const created = store.list(resource.name).find(({ id }) => isObject(answer.body) && answer.body.id === id);
      if (created) {
        const { description, ...rest } = created;
        store.put(resource.name, { ...rest, id: created.id });
      }
      return answer;
    }),
  },
  'accepts-nameless': {
    summary: 'a creation without a name is answered 201 and stored',
    violates: ['TC_E2.refused', 'TC_E2.not-stored', 'create.mandatory.name'],
    apply: onCall('create', (call, context, next) =>
      isNameless(call.body) ? admit(call.resource, call.body, context) : next(call, context),
    ),
  },
  'stores-refused': {
    summary: 'a creation without a name is answered 400, and stored all the same',
    violates: ['TC_E2.not-stored', 'create.mandatory.name'],
    apply: onAnswer('create', 400, (answer, { resource, body }, context) => {
      if (isNameless(body)) admit(resource, body, context);
      return answer;
    }),
  },
  'e2-500': {
    summary: 'a creation without a name is answered 500',
    violates: ['TC_E2.refused', 'create.mandatory.name'],
    apply: onAnswer('create', 400, (answer, { body }) =>
      isNameless(body) ? refuse({ ...badRequest('internal', 'Internal error', 'name: null pointer'), status: 500 }) : answer,
    ),
  },
};

function isNameless(body: Json): body is { [member: string]: Json } {
  return isObject(body) && isBlank(body.name);
}
