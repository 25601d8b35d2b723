import type { CheckDefinition } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import type { JsonObject } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { elementsOf, idOf, judged, noBody, onPage } from './body.ts';

/** Refusals that a server may choose instead of 400 (AMB-R62); any other 4xx refuses for another reason. */
const TOLERATED: readonly number[] = [409, 422];

/** TC_E2: an error reply to a request without a mandatory parameter. */
export const refused: CheckDefinition = {
  summary: 'the request is refused for the missing attribute',
  rulings: ['AMB-R34', 'AMB-R62'],
  argument: { type: 'string' },
  judge: (pages, _argument, context) => {
    const actual = pages[0]?.outcome.status ?? 0;
    const base = { where: 'status', expected: 400, actual, ruling: 'AMB-R62' } as const;
    if (actual === 400) return judged([]);
    const literal = context.option('AMB-R62') === 'literal' || context.option('AMB-R34') === 'literal';
    if (TOLERATED.includes(actual) && !literal) return judged([{ code: 'status.tolerated', kind: 'remark', ...base }]);
    if (actual >= 400 && actual < 500 && !TOLERATED.includes(actual))
      return judged([{ code: 'status.says-nothing', kind: 'undecided', ...base }]);
    return judged([{ code: 'status.unexpected', kind: 'violation', ...base }]);
  },
};

/** TC_E2: "indicating the mandatory parameter is missing"; the document asks for no form, so a silent body is a remark (AMB-R34). */
export const mentions: CheckDefinition = {
  summary: 'the error body speaks of the missing attribute',
  rulings: ['AMB-R34', 'AMB-R62'],
  argument: { type: 'string' },
  judge: (pages, argument, context) => {
    const body = pages[0]?.outcome.body;
    const strict = context.option('AMB-R34') === 'literal' || context.option('AMB-R62') === 'literal';
    const kind = strict ? 'violation' : 'remark';
    if (body === undefined || body.kind === 'empty') {
      return judged([{ code: 'error.no-body', kind, where: 'body', expected: argument, ruling: 'AMB-R34' }]);
    }
    const text = (body.kind === 'json' ? JSON.stringify(body.value) : body.text).toLowerCase();
    const words = strict ? [String(argument)] : [String(argument), 'missing', 'mandatory', 'required'];
    if (words.some((word) => text.includes(word.toLowerCase()))) return judged([]);
    return judged([
      { code: 'error.no-mention', kind, where: 'body', expected: argument, actual: text.slice(0, 120), ruling: 'AMB-R34' },
    ]);
  },
};

/** TC_E2: what was refused is not there afterwards (AMB-R34). */
export const storesNothing: CheckDefinition = {
  summary: 'no record without this attribute has appeared since an earlier list',
  argument: {
    type: 'object',
    properties: { since: { type: 'string' }, lacking: { type: 'string' } },
    required: ['since', 'lacking'],
    additionalProperties: false,
  },
  judge: (pages, argument, context) => {
    const { since, lacking } = argument as JsonObject;
    const before = context.pagesOf(String(since));
    const known = before === undefined ? undefined : elementsOf(before.pages);
    const elements = elementsOf(pages);
    if (known === undefined || elements === undefined) return noBody(pages);
    const ids = new Set(known.map(({ value }) => idOf(value)));
    const isNew = (id: string | undefined) => id !== undefined && !ids.has(id);
    const findings = elements.flatMap(({ value, pointer, page }): readonly Finding[] => {
      const name = isObject(value) ? value[String(lacking)] : undefined;
      const id = idOf(value);
      if (!isNew(id) || (name !== undefined && name !== null && name !== '')) return [];
      const stored: Finding = {
        code: 'refused.stored',
        kind: 'violation',
        pointer,
        expected: 'nothing stored',
        actual: id ?? null,
        ruling: 'AMB-R34',
      };
      return onPage(page, [stored]);
    });
    // what a list cut short has not shown may have been there before, or may be there now
    const unseen = before?.cutShort === true || (findings.length === 0 && context.cutShort);
    if (!unseen) return judged(findings);
    return judged([
      {
        code: 'list.not-searched-whole',
        kind: 'undecided',
        where: 'body',
        expected: 'nothing stored',
        actual: elements.length,
        ruling: 'AMB-R44',
      },
    ]);
  },
};
