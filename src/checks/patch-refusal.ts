import type { CheckDefinition } from '../core/check.ts';
import { judged, notApplicable } from './body.ts';
import { otherStatus, withoutAccess } from './status-findings.ts';

/** "Non-Patchable Attributes" without a word on how: a server may refuse the patch, or carry out what it can of it. */
export const refusedOrIgnored: CheckDefinition = {
  summary: 'the patch of what cannot be patched is refused, or ignored: no server error',
  argument: { const: true },
  judge: (pages) => {
    const page = pages[0];
    if (page === undefined) return judged([]);
    const { status: actual } = page.outcome;
    const said = { where: 'status', expected: ['2xx', '4xx'], actual } as const;
    // a server without PATCH has refused nothing; that it has none is judged elsewhere
    if ([404, 405, 501].includes(actual)) return notApplicable(`PATCH is not offered: it answers ${actual}`, 'not-offered');
    if (actual < 300 || actual === 403) return judged([]);
    const undecided = withoutAccess(said);
    if (undecided !== undefined) return judged([undecided]);
    return judged(actual >= 400 && actual < 500 ? [] : [otherStatus(page, said)]);
  },
};

/** "Patching is possible only for admin API users": anybody else is turned away (AMB-R28). */
export const denied: CheckDefinition = {
  summary: 'the request is turned away for lack of rights',
  argument: { const: true },
  judge: (pages) => {
    const actual = pages[0]?.outcome.status ?? 0;
    if (actual === 401 || actual === 403) return judged([]);
    const said = { where: 'status', expected: [401, 403], actual, ruling: 'AMB-R28' } as const;
    if (actual < 300) return judged([{ code: 'patch.not-denied', kind: 'violation', ...said }]);
    return judged([{ code: 'patch.denial-unclear', kind: 'undecided', ...said }]);
  },
};
