import type { CheckContext, Judgement, ReplyExchange } from '../core/check.ts';
import type { Exemption } from '../core/exemption.ts';
import type { Finding } from '../core/finding.ts';
import type { Json, JsonObject } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { hasRuling } from './ruling.ts';

/** An element of a list reply and where it stands. */
export interface Element {
  readonly value: Json;
  /** JSON pointer into its page. */
  readonly pointer: string;
  readonly page: number;
}

/** The judgement of a check that found these differences. */
export function judged(findings: readonly Finding[]): Judgement {
  return { kind: 'judged', findings };
}

/** The judgement of a check that has nothing to look at. */
function blocked(reason: string): Judgement {
  return { kind: 'blocked', reason };
}

/** The object in a single reply's body; `undefined` where there is none. */
export function objectOf(pages: readonly ReplyExchange[]): JsonObject | undefined {
  const body = pages[0]?.outcome.body;
  return body?.kind === 'json' && isObject(body.value) ? body.value : undefined;
}

/** The one object of a reply in the form of an element. */
export function singleOf(pages: readonly ReplyExchange[]): readonly Element[] | undefined {
  const value = objectOf(pages);
  return value === undefined ? undefined : [{ value, pointer: '', page: 0 }];
}

/** Says on which page of a list these findings are. */
export function onPage(page: number, findings: readonly Finding[]): readonly Finding[] {
  return page === 0 ? findings : findings.map((finding) => ({ ...finding, page }));
}

/** All elements of a list over its pages; `undefined` where a page is not an array. */
export function elementsOf(pages: readonly ReplyExchange[]): readonly Element[] | undefined {
  const elements: Element[] = [];
  for (const [page, { outcome }] of pages.entries()) {
    if (outcome.body.kind !== 'json' || !Array.isArray(outcome.body.value)) return undefined;
    const values: readonly Json[] = outcome.body.value;
    for (const [index, value] of values.entries()) elements.push({ value, pointer: `/${index}`, page });
  }
  return elements;
}

/** True where the reply is a list rather than one object: it was asked of a collection. */
export function isList(pages: readonly ReplyExchange[]): boolean {
  return pages[0]?.request.operation === 'list';
}

/** The id of a representation as text; a number counts here, another check judges its type (AMB-R59). */
export function idOf(value: Json): string | undefined {
  if (!isObject(value)) return undefined;
  const id = value.id;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}

/** The representations that a check on "the resource" is about: the object, or the run's own elements of a list. */
export function representationsOf(pages: readonly ReplyExchange[], ownIds: ReadonlySet<string>): readonly Element[] | undefined {
  if (isList(pages)) {
    return elementsOf(pages)?.filter(({ value }) => {
      const id = idOf(value);
      return id !== undefined && ownIds.has(id);
    });
  }
  return singleOf(pages);
}

/** The judgement of a check that has nothing to judge, and may have nothing. */
export function notApplicable(reason: string, exemption: Exemption): Judgement {
  return { kind: 'not-applicable', reason, exemption };
}

/**
 * Why the reply to a patch has no record to look at: it has no body, and needs none (AMB-R51) unless the document shows the
 * record in every such reply (AMB-A13), or nothing was patched, which the check of the status has judged.
 */
export function unshown(pages: readonly ReplyExchange[], context: CheckContext): Judgement | undefined {
  const page = pages[0];
  if (page?.request.operation !== 'patch') return undefined;
  if (page.outcome.status >= 300) return notApplicable('the patch was not carried out', 'not-offered');
  if (page.outcome.body.kind !== 'empty' || hasRuling(context, 'AMB-A13')) return undefined;
  return notApplicable('the body of a reply to a patch is optional, and there is none (AMB-R51)', 'not-offered');
}

/** Why a search cannot be judged: by the time it was answered the SUT may have changed what it was for (AMB-R56). */
export function movedBy(pages: readonly ReplyExchange[], { movingAttributes }: CheckContext): Judgement | undefined {
  const name = Object.keys(pages[0]?.request.filter ?? {}).find((each) => movingAttributes.has(each));
  if (name === undefined) return undefined;
  return notApplicable(
    `the target changes ${name} by itself between two answers, so nobody knows what a search for it finds`,
    'wire',
  );
}

/** Why a check of the body has nothing to look at, in one form for all of them. */
export function noBody(pages: readonly ReplyExchange[]): Judgement {
  return blocked(isList(pages) ? 'the reply holds no list' : 'the reply holds no object');
}

/** Said where the records that a check is about are not in the list: another check fails for that. */
export const notInList: Judgement = blocked("the list holds none of the run's own records that this is about");

/** Said of checks on each element: an empty list would pass them by having none. */
export const emptyList: Judgement = blocked('the list is empty');
