import type { CheckContext, CheckDefinition, ReplyExchange } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import type { Json } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { valueAt } from '../core/pointer.ts';
import { elementsOf, idOf, judged, noBody, notInList, onPage, representationsOf, unshown } from './body.ts';
import { hasRuling } from './ruling.ts';
import { selfDescriptionFindings } from './self-description.ts';

/** The body is JSON of the shape that the request asks for. */
export const body: CheckDefinition = {
  summary: 'the body is JSON: one object, or a list',
  rulings: ['AMB-R48'],
  argument: { enum: ['object', 'list'] },
  judge: (pages, argument, context) =>
    unshown(pages, context) ??
    judged([
      ...pages.flatMap((page, index) => onPage(index, [...contentTypeFindings(page, context), ...shapeFindings(page, argument)])),
      ...(argument === 'list' ? repetitions(pages, context) : []),
    ]),
};

/** The attributes of the run's own records have the types known for them (AMB-R38), and say what they are (AMB-A15). */
export const typed: CheckDefinition = {
  summary: "the representation's attributes have the types of the model",
  rulings: ['AMB-R68'],
  argument: { const: true },
  judge: (pages, _argument, context) => {
    const nothing = unshown(pages, context);
    if (nothing !== undefined) return nothing;
    const representations = representationsOf(pages, context.ownIds);
    if (representations === undefined) return noBody(pages);
    if (representations.length === 0) return notInList;
    const isWhole = pages[0]?.request.fields === undefined;
    return judged(
      representations.flatMap(({ value, pointer, page }) =>
        onPage(page, [
          ...schemaFindings(value, pointer, context),
          ...(isObject(value) ? selfDescriptionFindings(value, pointer, isWhole, context) : []),
        ]),
      ),
    );
  },
};

function shapeFindings({ outcome }: ReplyExchange, shape: Json): readonly Finding[] {
  const place = { where: 'body', expected: shape } as const;
  if (outcome.body.kind === 'empty') return [{ code: 'body.empty', kind: 'violation', ...place }];
  if (outcome.body.kind === 'text')
    return [{ code: 'body.not-json', kind: 'violation', ...place, actual: excerpt(outcome.body.text) }];
  const { value } = outcome.body;
  if (shape === 'list')
    return Array.isArray(value) ? [] : [{ code: 'body.not-array', kind: 'violation', ...place, actual: typeOf(value) }];
  return isObject(value) ? [] : [{ code: 'body.not-object', kind: 'violation', ...place, actual: typeOf(value) }];
}

function schemaFindings(value: Json, pointer: string, context: CheckContext): readonly Finding[] {
  return context.validate(context.resource, value).map((error) => ({
    code: 'schema.mismatch',
    kind: 'violation',
    pointer: pointer + error.pointer,
    expected: error.message,
    actual: typeOf(valueAt(value, error.pointer) ?? null),
    ruling: 'AMB-R38',
  }));
}

/** The ids in one list differ, those of others too; a sample has one twice (AMB-A33). */
function repetitions(pages: readonly ReplyExchange[], context: CheckContext): readonly Finding[] {
  if (!hasRuling(context, 'AMB-A33')) return [];
  const counts = new Map<string, number>();
  const elements = elementsOf(pages) ?? [];
  for (const { value } of elements) {
    const id = idOf(value);
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts].flatMap(([id, actual]): readonly Finding[] => {
    const last = elements.findLast(({ value }) => idOf(value) === id);
    if (actual < 2 || last === undefined) return [];
    const said = { pointer: last.pointer, expected: id, actual, ruling: 'AMB-A33' } as const;
    return onPage(last.page, [{ code: 'list.repeated', kind: 'remark', ...said }]);
  });
}

function contentTypeFindings({ sent, outcome }: ReplyExchange, context: CheckContext): readonly Finding[] {
  // a record has a content type only if somebody gives it one
  if (sent.protocol !== 'http' || outcome.body.kind !== 'json') return [];
  const type = outcome.headers['content-type'];
  if (type !== undefined && /^application\/(?:[\w.+-]+\+)?json\b/i.test(type.trim())) return [];
  return [
    {
      code: 'body.content-type',
      kind: context.option('AMB-R48') === 'strict' ? 'violation' : 'remark',
      where: 'header Content-Type',
      expected: 'application/json',
      actual: type ?? null,
      ruling: 'AMB-R48',
    },
  ];
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function excerpt(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
