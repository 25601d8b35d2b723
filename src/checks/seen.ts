import type { CheckContext, CheckDefinition, Judgement, ReplyExchange } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import type { Json, JsonObject } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { judged, notApplicable, objectOf } from './body.ts';
import { differences } from './comparison.ts';

/** Members whose value is each face's own: its address, and how types are told. */
function isOfFace(name: string): boolean {
  return name === 'href' || name === 'topicRef' || name.startsWith('@');
}

/**
 * What one target did, looked at through the other (AMB-X11). That takes a moment where the two copy from each other
 * (AMB-R57), so what is not to be seen yet is asked for again.
 */
export const seen: CheckDefinition = {
  summary: 'what was done at one target shows at the other: a record as that step saw it, these values, or nothing any more',
  argument: {
    anyOf: [
      {
        type: 'object',
        properties: { as: { type: 'string' } },
        required: ['as'],
        additionalProperties: false,
      },
      { type: 'object', properties: { with: { type: 'object' } }, required: ['with'], additionalProperties: false },
      { const: 'gone' },
    ],
  },
  judge: (pages, argument, context) => {
    const status = pages[0]?.outcome.status ?? 0;
    if (argument === 'gone') return judged(stillThere(status));
    if (isUnknown(status)) {
      return judged([{ code: 'faces.unseen', kind: 'violation', where: 'status', actual: status, transient: true }]);
    }
    const record = objectOf(pages);
    if (status >= 300 || record === undefined) return judged([undecided(status)]);
    if (!isObject(argument)) return judged([]);
    if (isObject(argument.with)) return judged(differing(argument.with, record));
    return sameAs(String(argument.as), record, context);
  },
};

/** Where a target does not offer an operation, nobody can look how the other one takes it. */
export const carriedOut: CheckDefinition = {
  summary: 'the change was carried out, with whatever status of success; one that is not offered is not judged',
  argument: { const: true },
  judge: (pages) => {
    const status = pages[0]?.outcome.status ?? 0;
    if (status < 300) return judged([]);
    if (isUnknown(status)) return judged([{ code: 'faces.unseen', kind: 'violation', where: 'status', actual: status }]);
    if (status === 405 || status === 501)
      return notApplicable(`the target does not offer this operation (status ${status})`, 'not-offered');
    return judged([{ code: 'faces.not-changed', kind: 'undecided', where: 'status', actual: status }]);
  },
};

function isUnknown(status: number): boolean {
  return status === 404 || status === 410;
}

function stillThere(status: number): readonly Finding[] {
  if (isUnknown(status)) return [];
  if (status >= 300) return [undecided(status)];
  return [{ code: 'faces.still-there', kind: 'violation', where: 'status', expected: 404, actual: status, transient: true }];
}

function undecided(status: number): Finding {
  return { code: 'faces.undecided', kind: 'undecided', where: 'status', actual: status };
}

/** Both ways: a value that only one of the two shows is a difference too. */
function sameAs(step: string, record: JsonObject, { pagesOf, movingAttributes }: CheckContext): Judgement {
  const before = objectOf(recordsOf(pagesOf(step)));
  if (before === undefined) return { kind: 'blocked', reason: `${step} has shown no record` };
  const kept = (of: JsonObject) =>
    Object.fromEntries(Object.entries(of).filter(([name]) => !isOfFace(name) && !movingAttributes.has(name)));
  const missing: JsonObject = Object.fromEntries(
    Object.keys(kept(record))
      .filter((name) => !Object.hasOwn(before, name))
      .map((name) => [name, null]),
  );
  return judged(differing({ ...kept(before), ...missing }, record));
}

function recordsOf(answer: { readonly pages: readonly ReplyExchange[] } | undefined): readonly ReplyExchange[] {
  return answer?.pages ?? [];
}

function differing(expected: JsonObject, record: JsonObject): readonly Finding[] {
  return Object.entries(expected).flatMap(([name, value]) =>
    differences(value, ownOf(record, name), `/${name}`).map(
      ({ pointer, expected: due, actual }): Finding => ({
        code: 'faces.different',
        kind: 'violation',
        pointer,
        expected: due,
        actual: actual ?? 'absent',
        transient: true,
      }),
    ),
  );
}

function ownOf(record: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
