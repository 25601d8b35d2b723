import type { CheckDefinition } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import { judged, objectOf } from './body.ts';
import { otherStatus } from './status-findings.ts';

/** A listener is registered with 201 and an id (AMB-R58). */
export const subscribed: CheckDefinition = {
  summary: 'the subscription is taken, with an id by which it can be ended',
  condition: true,
  argument: { const: true },
  judge: (pages) => {
    const page = pages[0];
    if (page === undefined) return judged([]);
    const { status, headers } = page.outcome;
    const said = { where: 'status', expected: 201, actual: status } as const;
    if (status !== 200 && status !== 201) return judged([otherStatus(page, said)]);
    const id = objectOf(pages)?.id;
    const hasId = (typeof id === 'string' && id !== '') || typeof id === 'number' || headers.location !== undefined;
    const findings: Finding[] = status === 200 ? [{ code: 'status.tolerated', kind: 'remark', ...said, ruling: 'AMB-R58' }] : [];
    if (!hasId) findings.push({ code: 'subscription.no-id', kind: 'remark', where: 'body', expected: 'id', ruling: 'AMB-R58' });
    return judged(findings);
  },
};

/** And ended with 200 or 204, which mean the same here. */
export const unsubscribed: CheckDefinition = {
  summary: 'the subscription is ended',
  condition: true,
  argument: { const: true },
  judge: (pages) =>
    judged(
      pages.flatMap((page) => {
        const { status } = page.outcome;
        if (status === 200 || status === 204) return [];
        return [otherStatus(page, { where: 'status', expected: [200, 204], actual: status })];
      }),
    ),
};
