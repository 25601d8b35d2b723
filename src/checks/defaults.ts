import type { CheckContext, CheckDefinition, Judgement, ReplyExchange } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import type { Json, JsonObject } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { extendPointer } from '../core/pointer.ts';
import { judged, noBody, objectOf } from './body.ts';
import { instantOf } from './comparison.ts';

const DAY = 86_400_000;

/** "Default Values Summary": what a creation left out has its default (AMB-R26). */
export const defaulted: CheckDefinition = {
  summary: 'what was left out at this path has its default value, in each element of an array',
  rulings: ['AMB-R26'],
  argument: {
    type: 'object',
    properties: {
      at: { type: 'string', minLength: 1 },
      value: { type: 'string' },
      /** The creation did not give the structure at all. */
      omitted: { type: 'boolean' },
    },
    required: ['at', 'value'],
    additionalProperties: false,
  },
  judge: (pages, argument, context) => {
    const { at, value, omitted } = argument as JsonObject;
    const record = objectOf(pages);
    if (record === undefined) return noBody(pages);
    const path = String(at).split('.');
    const [structure = ''] = path;
    if (omitted === true && (record[structure] ?? null) === null) return absentStructure(structure, context);
    return judged(
      placesAt(record, path).flatMap(({ pointer, actual }): readonly Finding[] => {
        const base = { kind: 'violation', pointer, expected: value ?? null, ruling: 'AMB-R26' } as const;
        if (actual === undefined || actual === null) return [{ code: 'value.missing', ...base }];
        return actual === value ? [] : [{ code: 'value.different', ...base, actual }];
      }),
    );
  },
};

/** A period that a creation gave without its beginning begins on the current date (AMB-R26, AMB-R27). */
export const beginsToday: CheckDefinition = {
  summary: 'the date at this path is that of the server when it answered an earlier step, give or take a day',
  argument: {
    type: 'object',
    properties: { at: { type: 'string', minLength: 1 }, since: { type: 'string' } },
    required: ['at', 'since'],
    additionalProperties: false,
  },
  judge: (pages, argument, context) => {
    const { at, since } = argument as JsonObject;
    const record = objectOf(pages);
    const cause = context.pagesOf(String(since))?.pages[0];
    if (record === undefined || cause === undefined) return noBody(pages);
    const today = dayOf(cause);
    return judged(
      placesAt(record, String(at).split('.')).flatMap(({ pointer, actual }): readonly Finding[] => {
        const base = {
          kind: 'violation',
          pointer,
          expected: new Date(today * DAY).toISOString().slice(0, 10),
          ruling: 'AMB-R27',
        } as const;
        if (actual === undefined || actual === null) return [{ code: 'value.missing', ...base }];
        const day = typeof actual === 'string' ? Math.floor(instantOf(actual) / DAY) : Number.NaN;
        return Math.abs(day - today) <= 1 ? [] : [{ code: 'default.not-current', ...base, actual }];
      }),
    );
  },
};

/** A server without the structure need not invent one; by the letter it must (AMB-R26). */
function absentStructure(structure: string, context: CheckContext): Judgement {
  const kind = context.option('AMB-R26') === 'literal' ? 'violation' : 'remark';
  return judged([{ code: 'default.absent', kind, pointer: `/${structure}`, expected: structure, ruling: 'AMB-R26' }]);
}

interface Found {
  readonly pointer: string;
  readonly actual: Json | undefined;
}

/** The values at a path, one for each element of the arrays on the way; what is not there is one absent value. */
function placesAt(value: Json | undefined, path: readonly string[], pointer = ''): readonly Found[] {
  const [name, ...rest] = path;
  if (name === undefined) return [{ pointer, actual: value }];
  if (Array.isArray(value) && value.length > 0) {
    return value.flatMap((element: Json, index) => placesAt(element, path, `${pointer}/${index}`));
  }
  return placesAt(isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined, rest, extendPointer(pointer, name));
}

/** The day, counted in UTC, of the server's own clock; without a Date header, of the kit's. */
function dayOf({ outcome, startedAt }: ReplyExchange): number {
  const own = Date.parse(outcome.headers.date ?? '');
  return Math.floor((Number.isNaN(own) ? Date.parse(startedAt) : own) / DAY);
}
