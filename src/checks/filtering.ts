import type { CheckDefinition } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import { isObject } from '../core/json.ts';
import { elementsOf, emptyList, judged, noBody, notApplicable, onPage } from './body.ts';
import { differences } from './comparison.ts';

/** More than these say nothing new. */
const SHOWN = 5;

/** Each entity of a filtered answer meets the criteria, those of others included: the clause speaks of the whole answer. */
export const meets: CheckDefinition = {
  summary: 'every element of the list has these values',
  argument: { type: 'object', minProperties: 1 },
  judge: (pages, argument) => {
    const elements = elementsOf(pages);
    if (elements === undefined || !isObject(argument)) return noBody(pages);
    if (elements.length === 0) return emptyList;
    // an attribute that the request did not ask for cannot be seen in a reduced answer
    const asked = pages[0]?.request.fields;
    const criteria = Object.entries(argument).filter(([name]) => asked === undefined || asked.includes(name));
    if (criteria.length === 0) return notApplicable('the request does not ask for the attributes that it searches by');
    const findings = elements.flatMap(({ value, pointer, page }) =>
      onPage(
        page,
        criteria.flatMap(([name, wanted]): readonly Finding[] => {
          const actual = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
          if (differences(wanted, actual).length === 0) return [];
          return [
            {
              code: 'filter.not-met',
              kind: 'violation',
              pointer: `${pointer}/${name}`,
              expected: wanted,
              actual: actual ?? 'absent',
            },
          ];
        }),
      ),
    );
    return judged(findings.slice(0, SHOWN));
  },
};
