import type { CheckContext, CheckDefinition, ReplyExchange } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import type { Json, JsonObject } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { extendPointer } from '../core/pointer.ts';
import { elementsOf, idOf, isList, judged, noBody, notApplicable, objectOf, onPage, singleOf } from './body.ts';
import { differences, matches } from './comparison.ts';
import { isSamePlace } from './resource-url.ts';

/** Move with every change of the record, and the kit never sends them (AMB-R07, AMB-X03). */
const TOUCHED: readonly string[] = ['lastModified', 'lastUpdate'];

/** RFC 7396, section 1: members that a merge patch does not mention stay as they are. */
export const unchanged: CheckDefinition = {
  summary: 'what an earlier retrieval showed is still so, except for what a patch mentions',
  rulings: ['AMB-R66'],
  argument: {
    type: 'object',
    properties: { since: { type: 'string' }, patch: { type: 'object' }, refused: { type: 'string' } },
    required: ['since'],
    additionalProperties: false,
  },
  judge: (pages, argument, context) => {
    const { since, patch, refused } = argument as JsonObject;
    // a server need not refuse what is only advice
    if (refused !== undefined && statusOf(refused, context) < 300) return notApplicable('nothing was refused', 'not-offered');
    const before = earlier(since, context);
    const after = objectOf(pages);
    if (before === undefined || after === undefined) return noBody(pages);
    const mentioned = isObject(patch) ? patch : {};
    return judged([...lostOrChanged(before, mentioned, after, '', context), ...appeared(before, mentioned, after, context)]);
  },
};

/** RFC 7396, section 1: a member that the patch gives as `null` is removed. */
export const removed: CheckDefinition = {
  summary: 'the object does not have this attribute any more',
  argument: { type: 'string' },
  judge: (pages, argument) => {
    const value = objectOf(pages);
    if (value === undefined) return noBody(pages);
    const name = String(argument);
    const actual = memberOf(value, name);
    if (actual === undefined) return judged([]);
    // a server that shows every attribute of its model shows something where there is nothing
    const kind = isEmpty(actual) ? 'remark' : 'violation';
    return judged([{ code: 'patch.not-removed', kind, pointer: `/${name}`, expected: 'absent', actual }]);
  },
};

/** "Non-Patchable Attributes": neither refused nor ignored patches may change them. */
export const kept: CheckDefinition = {
  summary:
    'the attribute has not taken the value of the patch, and is as an earlier retrieval showed it; in a list, where it has this id',
  rulings: ['AMB-R66'],
  argument: {
    type: 'object',
    properties: { attribute: { type: 'string' }, since: { type: 'string' }, not: {}, id: { type: ['string', 'number'] } },
    required: ['attribute', 'since', 'not'],
    additionalProperties: false,
  },
  judge: (pages, argument, context) => {
    const { attribute, since, not = null, id } = argument as JsonObject;
    const before = earlier(since, context);
    const shown = isList(pages) ? elementsOf(pages)?.find(({ value }) => idOf(value) === String(id)) : singleOf(pages)?.[0];
    if (before === undefined || shown === undefined || !isObject(shown.value)) return noBody(pages);
    const { value: after, pointer, page } = shown;
    const name = String(attribute);
    const [old, actual] = [memberOf(before, name), memberOf(after, name)];
    const isAsBefore =
      old === undefined ? actual === undefined : matches(old, actual) || (name === 'href' && isSamePlace(old, actual));
    const mayMove = mayChange(name, context) || (old === undefined && actual !== undefined);
    // what a list leaves out no patch has taken away
    if (isAsBefore || (mayMove && !matches(not, actual)) || (isList(pages) && actual === undefined)) return judged([]);
    const expected = mayMove ? {} : { expected: old ?? 'absent' };
    return judged(
      onPage(page, [
        {
          code: 'patch.fixed-changed',
          ...(isDisputed(name, context) ? { kind: 'remark', ruling: 'AMB-R66' } : { kind: 'violation' }),
          pointer: extendPointer(pointer, name),
          ...expected,
          actual: actual ?? 'absent',
        },
      ]),
    );
  },
};

function lostOrChanged(
  before: JsonObject,
  mentioned: JsonObject,
  after: JsonObject,
  pointer: string,
  context: CheckContext,
): readonly Finding[] {
  return Object.keys(before).flatMap((name): readonly Finding[] => {
    const [old, actual, patch] = [memberOf(before, name), memberOf(after, name), mentioned[name]];
    const place = extendPointer(pointer, name);
    if (old === undefined || (pointer === '' && mayChange(name, context))) return [];
    if (patch !== undefined) {
      return isObject(patch) && isObject(old) && isObject(actual) ? lostOrChanged(old, patch, actual, place, context) : [];
    }
    const found = differences(old, actual, place);
    // what the profile does not know a server may count up or down as it likes, and give other ids
    const isViolated =
      found.length > 0 && (pointer !== '' || isKnown(name, context)) && !matches(lessUnknown(old, place, context), actual);
    return found.map((difference) => ({
      code: 'value.not-kept',
      kind: isViolated && !(pointer === '' && isDisputed(name, context)) ? 'violation' : 'remark',
      pointer: difference.pointer,
      expected: difference.expected,
      actual: difference.actual ?? 'absent',
    }));
  });
}

/** A server may compute attributes that nobody sent, but whoever reads the report should know. */
function appeared(before: JsonObject, mentioned: JsonObject, after: JsonObject, context: CheckContext): readonly Finding[] {
  return Object.keys(after).flatMap((name): readonly Finding[] => {
    const actual = memberOf(after, name);
    const isNew = actual !== undefined && memberOf(before, name) === undefined && mentioned[name] === undefined;
    if (!isNew || mayChange(name, context) || !isKnown(name, context)) return [];
    return [{ code: 'value.appeared', kind: 'remark', pointer: `/${name}`, actual }];
  });
}

/** True for what changes without being patched: the time of the change, and what the server turned out to manage. */
function mayChange(name: string, { managedAttributes, movingAttributes }: CheckContext): boolean {
  return TOUCHED.includes(name) || managedAttributes.has(name) || movingAttributes.has(name);
}

/** True where one document lets it be patched and the other does not, and neither is taken for the right one (AMB-R66). */
function isDisputed(name: string, { profile, resource, option }: CheckContext): boolean {
  return profile.resources[resource]?.patch.disputed?.includes(name) === true && option('AMB-R66') !== 'guide';
}

function isKnown(name: string, { profile, resource }: CheckContext): boolean {
  return profile.resources[resource]?.attributes.rows.some((row) => row.name === name) === true;
}

/** A value without what the test data has no name for, inside the first-level attribute that the pointer begins with. */
function lessUnknown(value: Json, pointer: string, { profile, resource }: CheckContext): Json {
  const [, attribute = ''] = pointer.split('/');
  const { fixtures, changes } = profile.testData.resources[resource] ?? {};
  const sent = [...Object.values(fixtures ?? {}), changes ?? {}].flatMap((body) =>
    Object.entries(body).filter(([path]) => path === attribute || path.startsWith(`${attribute}.`)),
  );
  const names = new Set(sent.flatMap(([path, each]) => [...path.split('.').slice(1), ...namesIn(each)]));
  return names.size === 0 ? value : only(value, names);
}

function namesIn(value: Json): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((element: Json) => namesIn(element));
  return isObject(value) ? Object.entries(value).flatMap(([name, member]) => [name, ...namesIn(member)]) : [];
}

function only(value: Json, names: ReadonlySet<string>): Json {
  if (Array.isArray(value)) return value.map((element: Json) => only(element, names));
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([name]) => names.has(name));
  return Object.fromEntries(kept.map(([name, member]) => [name, only(member, names)]));
}

function isEmpty(value: Json): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === '' || (isObject(value) && Object.keys(value).length === 0);
}

function statusOf(step: Json, context: CheckContext): number {
  return context.pagesOf(String(step))?.pages[0]?.outcome.status ?? 0;
}

function earlier(since: Json | undefined, context: CheckContext): JsonObject | undefined {
  const pages: readonly ReplyExchange[] = context.pagesOf(String(since))?.pages ?? [];
  return objectOf(pages);
}

/** An object's own member; `null` equals absence. */
function memberOf(value: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(value, name) ? (value[name] ?? undefined) : undefined;
}
