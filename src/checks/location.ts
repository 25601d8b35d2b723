import { locationIn } from '../core/body-location.ts';
import type { CheckDefinition } from '../core/check.ts';
import { addressOf } from '../core/exchange.ts';
import type { Finding } from '../core/finding.ts';
import { segmentOf } from '../core/profile.ts';
import { idOf, judged, objectOf } from './body.ts';
import { endsInResource, lastSegment } from './resource-url.ts';

/** TC_N1: the Location of what was created, a header by ruling AMB-R11. */
export const location: CheckDefinition = {
  summary: 'the Location header names the created resource',
  rulings: ['AMB-R11'],
  argument: { const: true },
  judge: (pages, _argument, context) => {
    const page = pages[0];
    if (page === undefined) return judged([]);
    const segment = segmentOf(context.profile, context.resource);
    const id = idOf(objectOf(pages) ?? null);
    const expected = `…/${segment}/${id ?? '{id}'}`;
    const header = page.outcome.headers.location;
    const isMissing = header === undefined || header === '';
    const actual = isMissing && context.option('AMB-R11') === 'body' ? locationIn(objectOf(pages) ?? null) : header;
    const where = actual !== undefined && isMissing ? 'body' : 'header Location';
    if (actual === undefined || actual === '')
      return judged([{ code: 'location.missing', kind: 'violation', where, expected, ruling: 'AMB-R11' }]);
    if (context.option('AMB-R11') === 'literal') {
      const exact = `${addressOf(page.sent).replace(/\/$/, '')}/${encodeURIComponent(id ?? '')}`;
      return judged(
        actual === exact
          ? []
          : [{ code: 'location.not-exact', kind: 'violation', where, expected: exact, actual, ruling: 'AMB-R11' }],
      );
    }
    const url = context.resolve(actual, addressOf(page.sent));
    // without an id in the body only the resource's segment can be compared
    if (url === undefined || !endsInResource(url, segment, id ?? lastSegment(url))) {
      return judged([{ code: 'location.wrong-path', kind: 'violation', where, expected, actual, ruling: 'AMB-R11' }]);
    }
    const elsewhere: Finding = {
      code: 'location.other-origin',
      kind: 'remark',
      where,
      expected: new URL(addressOf(page.sent)).origin,
      actual: url.origin,
      ruling: 'AMB-R63',
    };
    return judged(context.isOwnOrigin(url) ? [] : [elsewhere]);
  },
};
