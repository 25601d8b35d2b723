import type { CheckContext, CheckDefinition, ReplyExchange } from '../core/check.ts';
import { addressOf } from '../core/exchange.ts';
import type { Finding } from '../core/finding.ts';
import type { Json, JsonObject } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { percentDecode } from '../core/percent-decoding.ts';
import { segmentOf } from '../core/profile.ts';
import type { Element } from './body.ts';
import { idOf, judged, noBody, notInList, onPage, representationsOf, unshown } from './body.ts';
import { endsInResource } from './resource-url.ts';

/** The attributes that a response must carry are there and not empty (AMB-R08), in each of the run's own records. */
export const mandatory: CheckDefinition = {
  summary:
    'these attributes are present and not empty, and href leads to the resource; of optional ones a missing one is a remark',
  rulings: ['AMB-R54', 'AMB-R59'],
  argument: { type: 'array', items: { type: 'string' }, minItems: 1 },
  judge: (pages, argument, context) => {
    const nothing = unshown(pages, context);
    if (nothing !== undefined) return nothing;
    const representations = representationsOf(pages, context.ownIds);
    if (representations === undefined) return noBody(pages);
    if (representations.length === 0) return notInList;
    const names = Array.isArray(argument) ? argument.map(String) : [];
    return judged(
      representations.flatMap((element) =>
        onPage(
          element.page,
          names.flatMap((name) => weighed(findingsFor(element, name, pages, context), name, context)),
        ),
      ),
    );
  },
};

/** What the document only shows in its samples, and makes optional, is missed in a remark. */
function weighed(findings: readonly Finding[], name: string, { profile, resource }: CheckContext): readonly Finding[] {
  const row = profile.resources[resource]?.attributes.rows.find((each) => each.name === name);
  const ruling = row?.expectedBy;
  if (ruling === undefined) return findings;
  return findings.map((finding) => ({
    ...finding,
    code: finding.code === 'attribute.missing' ? 'attribute.expected' : finding.code,
    kind: 'remark',
    ruling,
  }));
}

function findingsFor(
  { value, pointer, page }: Element,
  name: string,
  pages: readonly ReplyExchange[],
  context: CheckContext,
): readonly Finding[] {
  if (!isObject(value)) return [];
  const actual: Json | undefined = Object.hasOwn(value, name) ? value[name] : undefined;
  const place = `${pointer}/${name}`;
  if (actual === undefined || actual === null)
    return [{ code: 'attribute.missing', kind: 'violation', pointer, expected: name, actual: actual ?? 'absent' }];
  if (actual === '') return [{ code: 'attribute.empty', kind: 'violation', pointer: place, expected: name, actual }];
  if (typeof actual !== 'string') {
    const tolerated = name === 'id' && typeof actual === 'number' && context.option('AMB-R59') === 'tolerant';
    return [
      {
        code: 'attribute.wrong-type',
        kind: tolerated ? 'remark' : 'violation',
        pointer: place,
        expected: 'a string',
        actual,
        ruling: 'AMB-R59',
      },
    ];
  }
  return name === 'href' ? hrefFindings(actual, value, place, sentTo(pages[page]), context) : [];
}

function sentTo(page: ReplyExchange | undefined): string {
  return page === undefined ? '' : addressOf(page.sent);
}

/** AMB-R54: a relative href is allowed; resolved against the request it must end in `/<resource>/<id>`. */
function hrefFindings(
  href: string,
  value: JsonObject,
  pointer: string,
  sentUrl: string,
  context: CheckContext,
): readonly Finding[] {
  const id = idOf(value);
  const segment = segmentOf(context.profile, context.resource);
  const expected = `…/${segment}/${id ?? '{id}'}`;
  const base = { pointer, expected, actual: href, ruling: 'AMB-R54' } as const;
  const absolute = /^[a-z][a-z0-9+.-]*:/i.test(href);
  if (!absolute && context.option('AMB-R54') === 'absoluteOnly') return [{ code: 'href.relative', kind: 'violation', ...base }];
  if (id !== undefined && (href === id || percentDecode(href) === id)) return [{ code: 'href.bare-id', kind: 'remark', ...base }];
  const url = context.resolve(href, sentUrl);
  return url !== undefined && endsInResource(url, segment, id) ? [] : [{ code: 'href.not-own', kind: 'violation', ...base }];
}
