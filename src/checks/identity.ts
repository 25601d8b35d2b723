import type { CheckDefinition } from '../core/check.ts';
import { idOf, judged, noBody, objectOf, unshown } from './body.ts';

/** The reply is about the resource that was asked for. */
export const identifies: CheckDefinition = {
  summary: 'the object has this id',
  argument: { type: ['string', 'number'] },
  judge: (pages, argument, context) => {
    const nothing = unshown(pages, context);
    if (nothing !== undefined) return nothing;
    const value = objectOf(pages);
    if (value === undefined) return noBody(pages);
    const actual = idOf(value);
    return judged(
      actual === String(argument)
        ? []
        : [{ code: 'id.different', kind: 'violation', pointer: '/id', expected: argument, actual: actual ?? 'absent' }],
    );
  },
};

/** Two creations get two identifiers (AMB-R42). */
export const distinct: CheckDefinition = {
  summary: 'these ids differ from each other',
  argument: { type: 'array', items: { type: ['string', 'number'] }, minItems: 2 },
  judge: (_pages, argument) => {
    const ids = Array.isArray(argument) ? argument.map(String) : [];
    const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
    return judged(
      repeated === undefined
        ? []
        : [
            {
              code: 'id.repeated',
              kind: 'violation',
              pointer: '/id',
              expected: 'an id of its own',
              actual: repeated,
              ruling: 'AMB-R42',
            },
          ],
    );
  },
};
