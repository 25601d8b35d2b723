import type { CheckContext, CheckDefinition } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import type { Json, JsonObject } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import type { Element } from './body.ts';
import { elementsOf, idOf, isList, judged, noBody, notInList, onPage, singleOf, unshown } from './body.ts';
import { unwrapped } from './cardinality.ts';
import { differences, matches, withoutTypes } from './comparison.ts';
import { flattened } from './related-party.ts';
import { isSamePlace } from './resource-url.ts';
import { hasRuling } from './ruling.ts';

const SENT = {
  type: 'object',
  properties: { id: { type: ['string', 'number'] }, sent: { type: 'object' } },
  required: ['sent'],
  additionalProperties: false,
} as const;

/** "The body of the response matches the values set in the original request" (N1, N2). */
export const matchesSent: CheckDefinition = {
  summary: 'the representation holds the values that were sent; in a list, the one with this id',
  rulings: ['AMB-R07', 'AMB-R39', 'AMB-R56'],
  argument: { anyOf: [SENT, { type: 'array', items: SENT, minItems: 1 }] },
  judge: (pages, argument, context) => {
    const nothing = unshown(pages, context);
    if (nothing !== undefined) return nothing;
    const expected = (Array.isArray(argument) ? argument : [argument]).filter(isObject);
    if (!isList(pages)) {
      const single = singleOf(pages);
      if (single === undefined) return noBody(pages);
      const isCreation = pages[0]?.request.operation === 'create';
      return judged(
        expected.flatMap(({ sent }) =>
          single.flatMap((element) => forgiven(compare(sent, element, context), isCreation, context)),
        ),
      );
    }
    const elements = elementsOf(pages);
    if (elements === undefined) return noBody(pages);
    const found = expected.flatMap(({ id, sent }) =>
      elements.filter(({ value }) => hasId(value, id)).map((element) => ({ sent, element })),
    );
    if (found.length === 0) return notInList;
    return judged(found.flatMap(({ sent, element }) => onPage(element.page, compare(sent, element, context))));
  },
};

/** What a record is, and what it refers to, is told by members of the kit's own choice: only `typed` judges them (AMB-A22). */
const TYPE = '@type';
/** Missing from the reply to a creation, they may still be there: the retrieval shows it (AMB-A14). */
const PARTIES = 'relatedParty';

function forgiven(findings: readonly Finding[], isCreation: boolean, context: CheckContext): readonly Finding[] {
  if (!isCreation || !hasRuling(context, 'AMB-A14')) return findings;
  return findings.map((finding) =>
    finding.code === 'value.missing' && finding.pointer === `/${PARTIES}`
      ? { ...finding, kind: 'remark', ruling: 'AMB-A14' }
      : finding,
  );
}

/** Ids are compared as text: whether a number may be one is another check's question (AMB-R59). */
function hasId(value: Json, id: Json | undefined): boolean {
  return id !== undefined && idOf(value) === String(id);
}

function compare(sent: Json | undefined, { value, pointer }: Element, context: CheckContext): readonly Finding[] {
  if (!isObject(sent) || !isObject(value)) return [];
  const mandatory = context.profile.resources[context.resource]?.create.mandatory.map((row) => row.name) ?? [];
  return Object.entries(sent)
    .filter(([name]) => name !== TYPE)
    .flatMap(([name, expected]) => compareAttribute(name, expected, value, pointer, mandatory, context));
}

function compareAttribute(
  name: string,
  expected: Json,
  received: JsonObject,
  pointer: string,
  mandatory: readonly string[],
  context: CheckContext,
): readonly Finding[] {
  const actual = Object.hasOwn(received, name) ? received[name] : undefined;
  if (actual === undefined || (actual === null && expected !== null)) {
    // AMB-R56: an optional attribute that the SUT shows nowhere is not supported, and not assessed
    const unsupported = !mandatory.includes(name) && !context.shownAttributes.has(name);
    const base = { pointer: `${pointer}/${name}`, expected } as const;
    return unsupported && context.option('AMB-R56') !== 'literal'
      ? [{ code: 'value.unsupported', kind: 'remark', ...base, ruling: 'AMB-R56' }]
      : [{ code: 'value.missing', kind: 'violation', ...base }];
  }
  const place = `${pointer}/${name}`;
  const found = differences(withoutTypes(expected), actual, place);
  if (found.length > 0 && hasRuling(context, 'AMB-A24') && matches(unwrapped(withoutTypes(expected)), unwrapped(actual)))
    return [];
  if (found.length > 0 && hasRuling(context, 'AMB-A27') && matches(unwrapped(flattened(name, expected)), unwrapped(actual))) {
    return [{ code: 'value.different', kind: 'remark', pointer: place, expected, actual: actual ?? null, ruling: 'AMB-A27' }];
  }
  return found.map((difference) => {
    const base = { pointer: difference.pointer, expected: difference.expected, actual: difference.actual ?? 'absent' } as const;
    return isManaged(name, context)
      ? { code: 'value.server-managed', kind: 'remark', ...base, ruling: 'AMB-R56' }
      : { code: difference.actual === undefined ? 'value.missing' : 'value.different', kind: 'violation', ...base };
  });
}

/** What a server may set itself whatever was sent: the time of the last change (AMB-R07), a state (AMB-R39). */
function isManaged(name: string, { profile, option }: CheckContext): boolean {
  return profile.testData.serverManaged.includes(name) && option(name === 'lastModified' ? 'AMB-R07' : 'AMB-R39') !== 'literal';
}

/** Values that the SUT itself has shown before: they must come back (N3, N4), unless they have been seen to move by themselves. */
export const equals: CheckDefinition = {
  summary: 'these attributes have the values seen before; in a list, in the element with this id',
  argument: {
    type: 'object',
    properties: {
      id: { type: ['string', 'number'] },
      attributes: { type: 'array', items: { type: 'string' }, minItems: 1 },
      as: { type: 'object' },
    },
    required: ['attributes', 'as'],
    additionalProperties: false,
  },
  judge: (pages, argument, context) => {
    const { id, attributes, as } = argument as JsonObject;
    const candidates = isList(pages) ? elementsOf(pages)?.filter(({ value }) => hasId(value, id)) : singleOf(pages);
    if (candidates === undefined || !isObject(as)) return noBody(pages);
    if (candidates.length === 0) return notInList;
    const names = Array.isArray(attributes) ? attributes.map(String) : [];
    return judged(
      candidates.flatMap(({ value, pointer, page }) =>
        onPage(
          page,
          names.flatMap((name) =>
            compareSeen(
              as[name] ?? null,
              isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined,
              name,
              `${pointer}/${name}`,
              context,
            ),
          ),
        ),
      ),
    );
  },
};

function compareSeen(
  expected: Json,
  actual: Json | undefined,
  name: string,
  pointer: string,
  { movingAttributes }: CheckContext,
): readonly Finding[] {
  if (name === 'href' && isSamePlace(expected, actual)) return [];
  return differences(expected, actual, pointer).map((difference): Finding => {
    const base = { pointer: difference.pointer, expected: difference.expected } as const;
    if (difference.actual === undefined) return { code: 'value.missing', kind: 'violation', ...base };
    const said = { ...base, actual: difference.actual } as const;
    return movingAttributes.has(name)
      ? { code: 'value.server-managed', kind: 'remark', ...said, ruling: 'AMB-R56' }
      : { code: 'value.different', kind: 'violation', ...said };
  });
}
