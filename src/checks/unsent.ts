import type { CheckDefinition } from '../core/check.ts';
import { judged, noBody, objectOf } from './body.ts';

/** TC_N1, "including description, severity and type that were not sent": ignored, or by the letter remarked upon (AMB-R10). */
export const unsent: CheckDefinition = {
  summary: 'attributes that were not sent are there all the same; a missing one is at most a remark',
  rulings: ['AMB-R10'],
  argument: { type: 'array', items: { type: 'string' }, minItems: 1 },
  judge: (pages, argument, context) => {
    const value = objectOf(pages);
    if (value === undefined) return noBody(pages);
    if (context.option('AMB-R10') !== 'literal') return judged([]);
    // what the resource has no row for cannot be expected of it
    const known = context.profile.resources[context.resource]?.attributes.rows.map((row) => row.name) ?? [];
    const missing = (Array.isArray(argument) ? argument.map(String) : [])
      .filter((name) => known.includes(name))
      .filter((name) => value[name] === undefined || value[name] === null);
    return judged(
      missing.map((name) => ({ code: 'attribute.unsent', kind: 'remark', pointer: '', expected: name, ruling: 'AMB-R10' })),
    );
  },
};
