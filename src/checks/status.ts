import type { CheckDefinition, ReplyExchange } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import { judged } from './body.ts';

/** The status of every page, by the readings that bear on it. */
export const status: CheckDefinition = {
  summary: 'the reply has this status',
  rulings: ['AMB-R04'],
  argument: { type: 'integer', minimum: 100, maximum: 599 },
  judge: (pages, argument, context) =>
    judged(pages.flatMap((page) => [...statusFindings(page, Number(argument), context.option), ...transportRemarks(page)])),
};

/** Like `status`, for a creation whose values a server may refuse without breaking a clause (AMB-R39). */
export const accepted: CheckDefinition = {
  summary: 'the creation has this status; a refusal of the values is inconclusive',
  rulings: ['AMB-R04'],
  argument: { type: 'integer', minimum: 100, maximum: 599 },
  judge: (pages, argument, context) =>
    judged(
      pages.flatMap((page) => {
        const { status: actual } = page.outcome;
        if ([400, 409, 422].includes(actual)) {
          return [
            { code: 'status.fixture-refused', kind: 'undecided', where: 'status', expected: argument, actual, ruling: 'AMB-R39' },
          ];
        }
        return [...statusFindings(page, Number(argument), context.option), ...transportRemarks(page)];
      }),
    ),
};

function statusFindings(page: ReplyExchange, expected: number, option: (ruling: string) => string): readonly Finding[] {
  const actual = page.outcome.status;
  if (actual === expected) return [];
  const said = { where: 'status', expected, actual } as const;
  if (page.request.operation === 'list' && expected === 200 && actual === 206) {
    return [
      {
        code: 'status.partial-content',
        kind: option('AMB-R04') === 'literal' ? 'violation' : 'remark',
        ...said,
        ruling: 'AMB-R04',
      },
    ];
  }
  if (expected === 404 && actual === 410) return [{ code: 'status.tolerated', kind: 'remark', ...said, ruling: 'AMB-R55' }];
  // who may not look cannot tell what is there
  if (actual === 401 || actual === 403 || actual === 407) return [{ code: 'status.not-authorised', kind: 'undecided', ...said }];
  if (actual === 429) return [{ code: 'status.throttled', kind: 'undecided', ...said }];
  const { location } = page.outcome.headers;
  if (actual >= 300 && actual < 400 && location !== undefined)
    return [{ code: 'redirect.not-followed', kind: 'violation', ...said, actual: `${actual} to ${location}`, ruling: 'AMB-R49' }];
  if (page.request.operation === 'create' && actual >= 400 && actual < 500) {
    return [{ code: 'status.creation-refused', kind: 'violation', ...said, ruling: 'AMB-R24' }];
  }
  return [{ code: 'status.unexpected', kind: 'violation', ...said }];
}

/** What the transport had to do before it got this reply. */
function transportRemarks(page: ReplyExchange): readonly Finding[] {
  return page.notes.map((note) =>
    note.kind === 'redirect'
      ? { code: 'redirect.followed', kind: 'remark', where: 'status', actual: note.to, ruling: 'AMB-R49' }
      : { code: 'retry.waited', kind: 'remark', where: 'status', actual: `${note.status} with Retry-After, ${note.waitedMs} ms` },
  );
}
