import type { CheckContext, CheckDefinition } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import type { JsonObject } from '../core/json.ts';
import { changeNamed } from '../core/notification.ts';
import { extendPointer } from '../core/pointer.ts';
import { objectOf } from './body.ts';
import { differences, withoutTypes } from './comparison.ts';
import { type Notice, noAddress, placeOf } from './notices.ts';
import { changedOfItself, DUE, dueOf, named } from './notified.ts';
import { isSamePlace } from './resource-url.ts';

/** "All attributes of the resource associated with the notification are mandatory" (AMB-R33). */
export const carries: CheckDefinition = {
  summary: 'the notification holds the resource as the retrieval showed it',
  rulings: ['AMB-R33'],
  about: 'notifications',
  argument: {
    type: 'object',
    properties: DUE,
    required: Object.keys(DUE),
    additionalProperties: false,
  },
  judge: (_pages, argument, context) => {
    const { notifications } = context;
    if (notifications === undefined) return noAddress;
    const { as, attributes } = argument as JsonObject;
    const due = dueOf(argument as JsonObject, context);
    const seen = objectOf(context.pagesOf(String(as))?.pages ?? []);
    if (due === undefined || seen === undefined)
      return { kind: 'blocked', reason: 'the record was not seen as it should be told of' };
    const { early, arrived } = named(due, notifications, context);
    const [notice] = arrived;
    const ofItself = notice === undefined ? changedOfItself(due, early, argument as JsonObject, context) : undefined;
    if (ofItself !== undefined) return ofItself;
    if (notice?.envelope.representation === undefined)
      return { kind: 'blocked', reason: `no ${due.name} came that holds a resource` };
    const changed = Array.isArray(attributes) ? attributes.map(String) : [];
    return { kind: 'judged', findings: [...schemaFindings(notice, context), ...compare(seen, notice, changed, context)] };
  },
};

/** Members that samples of events write otherwise than replies do (AMB-A33, AMB-A34). */
const UNCERTAIN: readonly string[] = ['href', 'topicRef', '@type', '@baseType', '@schemaLocation'];

/** Every attribute that the resource has shown, or those alone that tell what has changed (AMB-R33). */
function demandedByReading(seen: JsonObject, changed: readonly string[], { option }: CheckContext): readonly string[] {
  return option('AMB-R33') === 'relaxed' ? ['id', 'href', ...changed] : Object.keys(seen);
}

/** What a creation is to be told by, besides the id (AMB-A20). */
function creationOf({ change }: Notice): readonly string[] {
  return change === 'Creation' ? ['name'] : [];
}

/** The event as its own schema has it, where the document has schemas of events (AMB-A17, AMB-A18). */
function schemaFindings(notice: Notice, context: CheckContext): readonly Finding[] {
  const { body } = notice.received;
  const rows = context.profile.notifications.rows.filter(({ resource }) => resource === context.resource);
  const row = rows.find(({ name }) => changeNamed(name, context.resource) === notice.change);
  if (context.profile.notifications.completeness !== 'changed' || row === undefined || body.kind !== 'json') return [];
  return context.validate(row.name, body.value).map((error) => ({
    code: 'schema.mismatch',
    kind: 'violation',
    where: placeOf(notice),
    pointer: error.pointer,
    expected: error.message,
    ruling: 'AMB-A17',
  }));
}

function compare(seen: JsonObject, notice: Notice, changed: readonly string[], context: CheckContext): readonly Finding[] {
  const isWhole = context.profile.notifications.completeness !== 'changed';
  const ruling = isWhole ? 'AMB-R33' : 'AMB-A20';
  const { member, representation = {} } = notice.envelope;
  const base = member === undefined ? '/event' : extendPointer('/event', member);
  const demanded = isWhole ? demandedByReading(seen, changed, context) : ['id', ...creationOf(notice), ...changed];
  return Object.entries(seen).flatMap(([name, value]): readonly Finding[] => {
    const pointer = extendPointer(base, name);
    const actual = Object.hasOwn(representation, name) ? representation[name] : undefined;
    const where = placeOf(notice);
    if (actual === undefined || (actual === null && value !== null)) {
      if (value === null || !demanded.includes(name)) return [];
      return [{ code: 'value.missing', kind: 'violation', where, pointer, expected: value, ruling }];
    }
    if (name === 'href' && isSamePlace(value, actual)) return [];
    if (!isWhole && UNCERTAIN.includes(name)) return [];
    // a server may go on managing these between the notification and the retrieval (AMB-R56)
    const managed = context.profile.testData.serverManaged.includes(name) && !changed.includes(name);
    return differences(isWhole ? value : withoutTypes(value), actual, pointer).map((difference) => ({
      ...(managed
        ? ({ code: 'value.server-managed', kind: 'remark', ruling: 'AMB-R56' } as const)
        : ({
            code: difference.actual === undefined ? 'value.missing' : 'value.different',
            kind: 'violation',
            ruling,
          } as const)),
      where,
      pointer: difference.pointer,
      expected: difference.expected,
      actual: difference.actual ?? 'absent',
    }));
  });
}
