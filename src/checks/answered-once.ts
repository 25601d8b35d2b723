import type { CheckDefinition, Stray } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import { judged, notApplicable } from './body.ts';

/** Every operation has two parts, a request and a reply: further replies say too much, or come too late (AMB-A40). */
export const answeredOnce: CheckDefinition = {
  summary: 'no request of this resource got a second reply that says something else',
  about: 'message',
  argument: { const: true },
  judge: (_pages, _argument, { strays }) =>
    strays === undefined
      ? notApplicable('over this transport a request cannot get a second reply', 'wire')
      : judged(strays.map(findingFor)),
};

function findingFor({ kind, isIdentical, reply, exchange, step, lateMs }: Stray): Finding {
  const said = { where: `reply to ${exchange}`, expected: step } as const;
  // that it did not come in time is the step's own failure
  if (kind === 'late') return { code: 'message.late', kind: 'remark', ...said, actual: lateMs, ruling: 'AMB-R50' };
  if (isIdentical) return { code: 'message.repeated', kind: 'remark', ...said, ruling: 'AMB-A40' };
  return { code: 'message.contradicted', kind: 'violation', ...said, actual: reply.status, ruling: 'AMB-A40' };
}
