import type { CheckContext, CheckDefinition, ReplyExchange } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import type { Json } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { valueAt } from '../core/pointer.ts';
import { idOf, judged, onPage } from './body.ts';

/** The body is JSON of the right shape, and the run's own records have the types known for their attributes (AMB-R38). */
export const representation: CheckDefinition = {
  summary: "the body is one object, or a list, whose attributes have the model's types",
  rulings: ['AMB-R48'],
  argument: { enum: ['object', 'list'] },
  judge: (pages, argument, context) =>
    judged(
      pages.flatMap((page, index) =>
        onPage(index, [...contentTypeFindings(page, context), ...bodyFindings(page, argument, context)]),
      ),
    ),
};

function bodyFindings({ outcome: { body } }: ReplyExchange, shape: Json, context: CheckContext): readonly Finding[] {
  if (body.kind === 'empty') return [{ code: 'body.empty', kind: 'violation', where: 'body', expected: shape }];
  if (body.kind === 'text') {
    return [{ code: 'body.not-json', kind: 'violation', where: 'body', expected: shape, actual: excerpt(body.text) }];
  }
  if (shape === 'list') {
    if (!Array.isArray(body.value)) return [wrongShape('body.not-array', shape, body.value)];
    return body.value.flatMap((element: Json, index: number) => {
      const id = idOf(element);
      return id !== undefined && context.ownIds.has(id) ? schemaFindings(element, `/${index}`, context) : [];
    });
  }
  return isObject(body.value) ? schemaFindings(body.value, '', context) : [wrongShape('body.not-object', shape, body.value)];
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

function contentTypeFindings({ outcome }: ReplyExchange, context: CheckContext): readonly Finding[] {
  if (outcome.body.kind !== 'json') return [];
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

function wrongShape(code: 'body.not-array' | 'body.not-object', expected: Json, actual: Json): Finding {
  return { code, kind: 'violation', where: 'body', expected, actual: typeOf(actual) };
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function excerpt(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
