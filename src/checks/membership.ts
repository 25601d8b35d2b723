import type { CheckContext, CheckDefinition, Judgement, ReplyExchange } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import type { Json, JsonObject } from '../core/json.ts';
import type { Element } from './body.ts';
import { elementsOf, idOf, judged, movedBy, noBody, onPage } from './body.ts';

const IDS = { type: 'array', items: { type: ['string', 'number'] }, minItems: 1 } as const;

/** "Includes one resource referring to …": exactly once, among records of others (AMB-R15). */
export const contains: CheckDefinition = {
  summary: 'the list holds each of these ids exactly once',
  rulings: ['AMB-R15'],
  argument: {
    type: 'object',
    properties: {
      ids: IDS,
      /** The document speaks of one resource: nothing else, where AMB-R15 is read for an empty server. */
      alone: { type: 'boolean' },
    },
    required: ['ids'],
    additionalProperties: false,
  },
  judge: (pages, argument, context) => {
    const elements = elementsOf(pages);
    if (elements === undefined) return noBody(pages);
    const { ids, alone } = argument as JsonObject;
    const wanted = Array.isArray(ids) ? ids.map(String) : [];
    const findings = wanted.flatMap((id) => findingsFor(id, elements, context));
    if (findings.length > 0) {
      const moved = movedBy(pages, context);
      if (moved !== undefined) return moved;
    }
    const others = elements.length - wanted.length;
    if (alone === true && context.option('AMB-R15') === 'emptyServer' && others > 0) {
      findings.push({
        code: 'list.not-only-own',
        kind: 'violation',
        where: 'body',
        expected: wanted.length,
        actual: elements.length,
        ruling: 'AMB-R15',
      });
    }
    return judged(findings);
  },
};

function findingsFor(id: string, elements: readonly Element[], context: CheckContext): Finding[] {
  const found = elements.filter(({ value }) => idOf(value) === id);
  if (found.length === 1) return [];
  const second = found[1];
  if (second !== undefined) {
    const repeated = {
      code: 'list.repeated',
      kind: 'violation',
      pointer: second.pointer,
      expected: id,
      actual: found.length,
    } as const;
    // somebody else's new record moves the pages that are still to be read: then asking again helps
    const moved = found.every(({ page }, index) => page !== found[index - 1]?.page);
    return [...onPage(second.page, [moved ? { ...repeated, transient: true } : repeated])];
  }
  if (context.cutShort)
    return [
      {
        code: 'list.not-searched-whole',
        kind: 'undecided',
        where: 'body',
        expected: id,
        actual: elements.length,
        ruling: 'AMB-R44',
      },
    ];
  const nameless = elements.filter(({ value }) => idOf(value) === undefined).length;
  if (nameless > 0 && nameless === elements.length) {
    return [{ code: 'list.element-without-id', kind: 'violation', where: 'body', expected: id, actual: nameless }];
  }
  return [{ code: 'list.absent', kind: 'violation', where: 'body', expected: id, actual: elements.length, transient: true }];
}

/** "There is no reference to …" */
export const excludes: CheckDefinition = {
  summary: 'the list holds none of these ids',
  argument: IDS,
  judge: (pages, argument, context) => judgeAbsence(pages, argument, context, {}),
};

/** What was deleted is not listed any more; a list that catches up late is asked again (AMB-R57). */
export const gone: CheckDefinition = {
  summary: 'the list does not hold these deleted ids any more',
  argument: IDS,
  judge: (pages, argument, context) => judgeAbsence(pages, argument, context, { transient: true }),
};

function judgeAbsence(
  pages: readonly ReplyExchange[],
  argument: Json,
  context: CheckContext,
  further: { readonly transient?: true },
): Judgement {
  const elements = elementsOf(pages);
  if (elements === undefined) return noBody(pages);
  const unwanted = Array.isArray(argument) ? argument.map(String) : [];
  const findings = elements.flatMap(({ value, pointer, page }): readonly Finding[] => {
    const id = idOf(value);
    return id !== undefined && unwanted.includes(id)
      ? onPage(page, [{ code: 'list.present', kind: 'violation', pointer, expected: 'absent', actual: id, ...further }])
      : [];
  });
  return judged(findings.length === 0 && context.cutShort ? [notSearched(unwanted, elements.length)] : findings);
}

function notSearched(ids: Json, count: number): Finding {
  return { code: 'list.not-searched-whole', kind: 'undecided', where: 'body', expected: ids, actual: count, ruling: 'AMB-R44' };
}
