import type { CheckContext, CheckDefinition } from '../core/check.ts';
import type { JsonObject } from '../core/json.ts';
import { judged, notApplicable, objectOf } from './body.ts';
import { matches } from './comparison.ts';
import { hasRuling } from './ruling.ts';

/** For a request that only brings something about: what became of it is judged elsewhere. */
export const replied: CheckDefinition = {
  summary: 'a reply came, whatever it says',
  condition: true,
  argument: { const: true },
  judge: () => judged([]),
};

/**
 * Whether there is something to be notified of. Another check judges the change itself: where there was none, what needs it is
 * blocked, or not assessed if the server manages the attribute (AMB-R65).
 */
export const tookEffect: CheckDefinition = {
  summary: 'the retrieval shows that the record is there, changed or gone: that there is something to be told of',
  condition: true,
  argument: {
    oneOf: [
      {
        type: 'object',
        properties: { attributes: { type: 'array', items: { type: 'string' }, minItems: 1 }, since: { type: 'string' } },
        required: ['attributes', 'since'],
        additionalProperties: false,
      },
      { type: 'object', properties: { created: { const: true } }, required: ['created'], additionalProperties: false },
      { type: 'object', properties: { removed: { const: true } }, required: ['removed'], additionalProperties: false },
    ],
  },
  judge: (pages, argument, context) => {
    const { attributes, since, created, removed } = argument as JsonObject;
    const status = pages[0]?.outcome.status ?? 0;
    if (removed === true) {
      return isGone(status, context)
        ? judged([])
        : { kind: 'blocked', reason: `the record is not gone: a retrieval answers ${status}` };
    }
    if (created === true) {
      return status < 300 && objectOf(pages) !== undefined
        ? judged([])
        : { kind: 'blocked', reason: `the record is not there: a retrieval answers ${status}` };
    }
    const before = objectOf(context.pagesOf(String(since))?.pages ?? []);
    const after = status < 300 ? objectOf(pages) : undefined;
    if (before === undefined || after === undefined)
      return { kind: 'blocked', reason: 'the record was not seen before and after the change' };
    const names = Array.isArray(attributes) ? attributes.map(String) : [];
    if (names.some((name) => !matches(before[name] ?? null, after[name] ?? null))) return judged([]);
    const reason = `the patch changed nothing: ${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} as before`;
    const isOpen = names.every((name) => context.profile.testData.serverManaged.includes(name));
    if (!isOpen) return { kind: 'blocked', reason };
    return notApplicable(`${reason}, and a server may manage that itself (AMB-R65)`, 'not-offered');
  },
};

/** 404 or 410; where the document gives no error codes, any other refusal says so too (AMB-A41). */
function isGone(status: number, context: CheckContext): boolean {
  if (status === 404 || status === 410) return true;
  return [400, 409, 422].includes(status) && hasRuling(context, 'AMB-A41');
}
