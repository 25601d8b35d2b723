import type { CheckDefinition } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import type { Json, JsonObject } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { elementsOf, idOf, judged, noBody, notApplicable, onPage } from './body.ts';
import { matches } from './comparison.ts';

/** Refusals that a server may choose instead of 400 (AMB-R62); any other 4xx refuses for another reason. */
const TOLERATED: readonly number[] = [409, 422];

/** What is missing; it is advice where another resource's table has the rule: then nothing is asked of the reply (AMB-R25). */
const MISSING = {
  anyOf: [
    { type: 'string' },
    {
      type: 'object',
      properties: { attribute: { type: 'string' }, advisory: { type: 'boolean' } },
      required: ['attribute', 'advisory'],
      additionalProperties: false,
    },
  ],
} as const;

/** TC_E2: an error reply to a request without a mandatory parameter. */
export const refused: CheckDefinition = {
  summary: 'the request is refused for the missing attribute',
  rulings: ['AMB-R34', 'AMB-R62'],
  argument: MISSING,
  judge: (pages, argument, context) => {
    const actual = pages[0]?.outcome.status ?? 0;
    const { attribute, advisory } = missingIn(argument);
    if (advisory) return judged(actual === 400 || TOLERATED.includes(actual) ? [] : [notAdvised(attribute, actual)]);
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
  argument: MISSING,
  judge: (pages, argument, context) => {
    const { attribute, advisory } = missingIn(argument);
    const page = pages[0];
    const body = page?.outcome.body;
    if (advisory && page !== undefined && page.outcome.status < 400) return notApplicable('nothing was refused', 'not-offered');
    const strict = context.option('AMB-R34') === 'literal' || context.option('AMB-R62') === 'literal';
    const kind = strict && !advisory ? 'violation' : 'remark';
    if (body === undefined || body.kind === 'empty') {
      return judged([{ code: 'error.no-body', kind, where: 'body', expected: attribute, ruling: 'AMB-R34' }]);
    }
    const text = (body.kind === 'json' ? JSON.stringify(body.value) : body.text).toLowerCase();
    const words = strict ? [attribute] : [attribute, 'missing', 'mandatory', 'required'];
    if (words.some((word) => text.includes(word.toLowerCase()))) return judged([]);
    return judged([
      { code: 'error.no-mention', kind, where: 'body', expected: attribute, actual: text.slice(0, 120), ruling: 'AMB-R34' },
    ]);
  },
};

function missingIn(argument: Json): { readonly attribute: string; readonly advisory: boolean } {
  if (!isObject(argument)) return { attribute: String(argument), advisory: false };
  return { attribute: String(argument.attribute), advisory: argument.advisory === true };
}

function notAdvised(attribute: string, actual: number): Finding {
  return { code: 'rule.not-followed', kind: 'remark', where: 'status', expected: attribute, actual, ruling: 'AMB-R25' };
}

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
      return onPage(page, [stored(pointer, id)]);
    });
    // what a list cut short has not shown may have been there before, or may be there now
    const unseen = before?.cutShort === true || (findings.length === 0 && context.cutShort);
    return judged(unseen ? [notSearched(elements.length)] : findings);
  },
};

/** The same for a creation whose values are known: no record has them (AMB-R34). */
export const holdsNone: CheckDefinition = {
  summary: 'no element of the list has these values: what was refused is not stored',
  argument: { type: 'object', minProperties: 1 },
  judge: (pages, argument, context) => {
    const elements = elementsOf(pages);
    if (elements === undefined) return noBody(pages);
    const findings = elements
      .filter(({ value }) => matches(argument, value))
      .flatMap(({ value, pointer, page }) => onPage(page, [stored(pointer, idOf(value))]));
    return judged(findings.length === 0 && context.cutShort ? [notSearched(elements.length)] : findings);
  },
};

function stored(pointer: string, id: string | undefined): Finding {
  return {
    code: 'refused.stored',
    kind: 'violation',
    pointer,
    expected: 'nothing stored',
    actual: id ?? null,
    ruling: 'AMB-R34',
  };
}

function notSearched(count: number): Finding {
  return {
    code: 'list.not-searched-whole',
    kind: 'undecided',
    where: 'body',
    expected: 'nothing stored',
    actual: count,
    ruling: 'AMB-R44',
  };
}
