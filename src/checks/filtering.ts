import type { CheckContext, CheckDefinition, ReplyExchange } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import type { Json } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { elementsOf, emptyList, judged, movedBy, noBody, notApplicable, onPage } from './body.ts';
import { matches } from './comparison.ts';
import { statusFindings } from './status.ts';

/** More than these say nothing new. */
const SHOWN = 5;

/** Each entity of a filtered answer meets the criteria, those of others included: the clause speaks of the whole answer. */
export const meets: CheckDefinition = {
  summary: 'every element of the list has these values',
  rulings: ['AMB-R60'],
  argument: { type: 'object', minProperties: 1 },
  judge: (pages, argument, context) => {
    const elements = elementsOf(pages);
    if (elements === undefined || !isObject(argument)) return noBody(pages);
    if (elements.length === 0) return movedBy(pages, context) ?? emptyList;
    // an attribute that the request did not ask for cannot be seen in a reduced answer
    const asked = pages[0]?.request.fields;
    const criteria = Object.entries(argument).filter(([name]) => asked === undefined || asked.includes(name));
    if (criteria.length === 0) return notApplicable('the request does not ask for the attributes that it searches by', 'wire');
    const findings = elements.flatMap(({ value, pointer, page }) =>
      onPage(
        page,
        criteria.flatMap(([name, wanted]): readonly Finding[] => {
          const actual = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
          if (meetsCriterion(wanted, actual, context)) return [];
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
    return (findings.length > 0 ? movedBy(pages, context) : undefined) ?? judged(findings.slice(0, SHOWN));
  },
};

/** Equality is exact, case included; the case of letters can be left out of account (AMB-R60). */
function meetsCriterion(wanted: Json, actual: Json | undefined, context: CheckContext): boolean {
  if (matches(wanted, actual)) return true;
  if (context.option('AMB-R60') !== 'tolerant' || typeof wanted !== 'string' || typeof actual !== 'string') return false;
  return wanted.toLowerCase() === actual.toLowerCase();
}

/** A search that nothing meets is answered, with an empty list (AMB-R45). */
export const findsNothing: CheckDefinition = {
  summary: 'the search has an answer, an empty list',
  rulings: ['AMB-R04'],
  argument: { const: true },
  judge: (pages, _argument, context) => {
    const page = pages[0];
    if (page === undefined) return judged([]);
    const status = statusOfNothing(page, context);
    if (status.length > 0) return judged(status);
    const elements = elementsOf(pages);
    if (elements === undefined) return judged([{ code: 'body.not-array', kind: 'violation', where: 'body', expected: 'list' }]);
    const [first] = elements;
    if (first === undefined) return judged([]);
    return judged([
      { code: 'list.not-empty', kind: 'violation', pointer: first.pointer, actual: elements.length, ruling: 'AMB-R45' },
    ]);
  },
};

function statusOfNothing(page: ReplyExchange, context: CheckContext): readonly Finding[] {
  const actual = page.outcome.status;
  const said = { where: 'status', expected: 200, actual, ruling: 'AMB-R45' } as const;
  if (actual === 204) return [{ code: 'status.tolerated', kind: 'remark', ...said }];
  if (actual === 404) return [{ code: 'status.unexpected', kind: 'violation', ...said }];
  return statusFindings(page, 200, context);
}
