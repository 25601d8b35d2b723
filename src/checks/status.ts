import type { CheckContext, CheckDefinition, ReplyExchange } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import { isObject } from '../core/json.ts';
import { judged, notApplicable } from './body.ts';
import { hasRuling } from './ruling.ts';
import { otherStatus, toleratedStatus, transportRemarks } from './status-findings.ts';

/** The status of every page, by the readings that bear on it. */
export const status: CheckDefinition = {
  summary: 'the reply has this status',
  rulings: ['AMB-R04', 'AMB-R67'],
  argument: { type: 'integer', minimum: 100, maximum: 599 },
  judge: (pages, argument, context) =>
    judged(pages.flatMap((page) => [...statusFindings(page, Number(argument), context), ...transportRemarks(page)])),
};

/** Like `status`, for a creation whose values a server may refuse without breaking a clause (AMB-R39). */
export const accepted: CheckDefinition = {
  summary: 'the creation has this status; a refusal of the values is inconclusive',
  rulings: ['AMB-R04', 'AMB-R39', 'AMB-R67'],
  argument: { type: 'integer', minimum: 100, maximum: 599 },
  judge: (pages, argument, context) =>
    judged(
      pages.flatMap((page) => {
        const { status: actual } = page.outcome;
        if ([400, 409, 422].includes(actual) && (!sendsPrinted(page) || context.option('AMB-R39') !== 'literal')) {
          return [
            { code: 'status.fixture-refused', kind: 'undecided', where: 'status', expected: argument, actual, ruling: 'AMB-R39' },
          ];
        }
        return [...statusFindings(page, Number(argument), context), ...transportRemarks(page)];
      }),
    ),
};

/** True for a creation with the attributes whose values the test cases print. */
function sendsPrinted({ request: { body } }: ReplyExchange): boolean {
  return isObject(body) && (Object.hasOwn(body, 'type') || Object.hasOwn(body, 'state'));
}

/** Like `accepted`, for values that prove something only where a server takes them: a refusal is no matter (AMB-R60). */
export const tried: CheckDefinition = {
  summary: 'the creation has this status; where its values are refused, what they would prove is not assessed',
  rulings: ['AMB-R04', 'AMB-R67'],
  argument: { type: 'integer', minimum: 100, maximum: 599 },
  judge: (pages, argument, context) => {
    const page = pages[0];
    if (page === undefined) return judged([]);
    const { status: actual } = page.outcome;
    if ([400, 409, 422].includes(actual)) {
      return notApplicable(`the target refuses such values with status ${actual}, so nothing is tried with them`, 'not-offered');
    }
    return judged([...statusFindings(page, Number(argument), context), ...transportRemarks(page)]);
  },
};

/** What is answered about a record that is not there, where the document leaves that open: told, and never failed (AMB-A41). */
export const tellsUnknown: CheckDefinition = {
  summary: 'the request about a record that is not there is answered 404; anything else is a remark',
  argument: { const: true },
  judge: (pages) =>
    judged(
      pages.flatMap(({ outcome: { status: actual } }): readonly Finding[] =>
        actual === 404
          ? []
          : [{ code: 'unknown-id.answered', kind: 'remark', where: 'status', expected: 404, actual, ruling: 'AMB-A41' }],
      ),
    ),
};

/** What the status of one page differs in, by the readings that bear on it. */
export function statusFindings(page: ReplyExchange, expected: number, context: CheckContext): readonly Finding[] {
  const actual = page.outcome.status;
  if (actual === expected) return [];
  const said = { where: 'status', expected, actual } as const;
  if (page.request.operation === 'list' && expected === 200 && actual === 206) {
    return [
      {
        code: 'status.partial-content',
        kind: context.option('AMB-R04') === 'literal' ? 'violation' : 'remark',
        ...said,
        ruling: 'AMB-R04',
      },
    ];
  }
  if (expected === 404 && actual === 410) return [{ code: 'status.tolerated', kind: 'remark', ...said, ruling: 'AMB-R55' }];
  const pattern = context.profile.statusPatterns.POST;
  const tolerated =
    page.request.operation === 'create' && expected === pattern.success ? toleratedStatus(pattern, actual, context) : undefined;
  if (tolerated !== undefined) return [tolerated];
  const other = otherStatus(page, said);
  const isRefusal = other.code === 'status.unexpected' && actual >= 400 && actual < 500;
  // the document has no error replies, so that of an unknown identifier is a matter of custom
  if (expected === 404 && isRefusal && hasRuling(context, 'AMB-A41'))
    return [{ code: 'status.tolerated', kind: 'remark', ...said, ruling: 'AMB-A41' }];
  if (page.request.operation === 'create' && isRefusal) {
    return [{ code: 'status.creation-refused', kind: 'violation', ...said, ruling: 'AMB-R24' }];
  }
  return [other];
}
