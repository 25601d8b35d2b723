import type { CheckContext, CheckDefinition, Judgement, ReplyExchange } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import { isObject } from '../core/json.ts';
import { judged, notApplicable } from './body.ts';
import { hasRuling } from './ruling.ts';
import { otherStatus, toleratedStatus, transportRemarks } from './status-findings.ts';

type Method = 'PATCH' | 'DELETE';

/** Refusals of what is in the body: the method is there, and this record can be addressed. */
const REFUSALS: readonly number[] = [400, 409, 422];
/** On an id that the server has given out they say that it has no such operation. */
const UNSUPPORTED: readonly number[] = [404, 405, 501];

const RULINGS = ['AMB-R01', 'AMB-R02', 'AMB-R03', 'AMB-R29', 'AMB-R67', 'AMB-A43'];

/** "API PATCH/DELETE OPERATION CONFORMANCE": the operation exists, and its status is one that the readings accept. */
export const succeeded: CheckDefinition = {
  summary: 'the patch or deletion is carried out and has a status of its success',
  rulings: RULINGS,
  argument: { enum: ['PATCH', 'DELETE'] },
  judge: (pages, argument, context) => judgeChange(pages, argument === 'DELETE' ? 'DELETE' : 'PATCH', context, 'violation'),
};

/** Like `succeeded` for a patch whose value a server may refuse without breaking a clause (AMB-R39). */
export const patched: CheckDefinition = {
  summary: 'the patch is carried out; a refusal of its values is inconclusive',
  rulings: RULINGS,
  argument: { const: true },
  judge: (pages, _argument, context) => judgeChange(pages, 'PATCH', context, 'undecided'),
};

function judgeChange(
  pages: readonly ReplyExchange[],
  method: Method,
  context: CheckContext,
  refusal: 'violation' | 'undecided',
): Judgement {
  const page = pages[0];
  if (page === undefined) return judged([]);
  const actual = page.outcome.status;
  if (UNSUPPORTED.includes(actual) && context.option('AMB-R01') === 'optional') {
    return notApplicable(`optional and not offered: ${method} answers ${actual} (AMB-R01)`, 'not-offered');
  }
  const managed = REFUSALS.includes(actual) ? managedIn(page, context) : [];
  if (managed.some((name) => context.managedAttributes.has(name))) {
    const reason = `the server manages ${managed.join(', ')} itself and refuses to have it patched with ${actual} (AMB-R39)`;
    return notApplicable(reason, 'not-offered');
  }
  const findings = findingsFor(page, method, context, managed.length > 0 ? 'undecided' : refusal);
  return judged([
    ...findings,
    ...valueFindings(page, method, context),
    ...formatRemarks(page, context),
    ...transportRemarks(page),
  ]);
}

function findingsFor(
  page: ReplyExchange,
  method: Method,
  context: CheckContext,
  refusal: 'violation' | 'undecided',
): readonly Finding[] {
  const pattern = context.profile.statusPatterns[method];
  const { success, tolerated = [], ruling = '' } = pattern;
  const actual = page.outcome.status;
  if (actual === success) return [];
  const accepted = toleratedStatus(pattern, actual, context);
  if (accepted !== undefined) return [accepted];
  const literal = context.option(ruling) === 'literal';
  const said = { where: 'status', expected: literal ? success : [success, ...tolerated], actual } as const;
  if (UNSUPPORTED.includes(actual)) return [{ code: 'operation.unsupported', kind: 'violation', ...said, ruling: 'AMB-R01' }];
  if (method === 'PATCH' && actual === 415) {
    return [{ code: 'patch.format-refused', kind: 'violation', ...said, ruling: 'AMB-R29' }];
  }
  if (method === 'PATCH' && REFUSALS.includes(actual)) {
    return [
      refusal === 'violation'
        ? { code: 'patch.refused', kind: 'violation', ...said }
        : { code: 'patch.value-refused', kind: 'undecided', ...said, ruling: 'AMB-R39' },
    ];
  }
  return [otherStatus(page, said)];
}

/** A deletion has nothing to show: its reply has no value, or with a remark an empty object (AMB-A43). */
function valueFindings({ outcome }: ReplyExchange, method: Method, context: CheckContext): readonly Finding[] {
  const { body, status } = outcome;
  if (method !== 'DELETE' || status >= 300 || body.kind === 'empty' || !hasRuling(context, 'AMB-A43')) return [];
  const actual = body.kind === 'json' ? body.value : body.text.slice(0, 80);
  if (actual === null) return [];
  const isEmptyObject = isObject(actual) && Object.keys(actual).length === 0;
  const kind = isEmptyObject && context.option('AMB-A43') !== 'strict' ? 'remark' : 'violation';
  return [{ code: 'body.unasked', kind, where: 'body', expected: 'no value', actual, ruling: 'AMB-A43' }];
}

/** The attributes of a merge patch, where a server may manage all of them. */
function managedIn({ request }: ReplyExchange, { profile }: CheckContext): readonly string[] {
  const body = request.operation === 'patch' && isObject(request.body) ? request.body : {};
  const names = Object.keys(body).filter((name) => !name.startsWith('@'));
  return names.every((name) => profile.testData.serverManaged.includes(name)) ? names : [];
}

/** A patch that was not sent under its own media type. */
function formatRemarks({ request }: ReplyExchange, { option }: CheckContext): readonly Finding[] {
  if (request.operation !== 'patch' || request.format === 'json-patch' || option('AMB-R29') !== 'plainJson') return [];
  return [{ code: 'patch.plain-json', kind: 'remark', where: 'header Content-Type', ruling: 'AMB-R29' }];
}
