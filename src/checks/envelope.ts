import type { CheckContext } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import type { Json } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { type Notice, placeOf } from './notices.ts';

/** A date and a time of it by ISO 8601, the zone left open: the document has no envelope that would demand one. */
const DATE_TIME = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:[Zz]|[+-]\d{2}(?::?\d{2})?)?$/;

/** AMB-R58: an id of the event, its time, and the resource under its own name; further members are allowed. */
export function envelopeFindings(notice: Notice, { profile, resource }: CheckContext): readonly Finding[] {
  const { eventId, eventTime, member } = notice.envelope;
  const base = { kind: 'violation', where: placeOf(notice), ruling: 'AMB-R58' } as const;
  const path = profile.bindings.rest.paths[resource] ?? '';
  const findings: Finding[] = [];
  if (eventId === undefined)
    findings.push({ code: 'notification.envelope', ...base, expected: 'eventId', actual: givenAt('eventId', notice) });
  if (eventTime === undefined || !isDateTime(eventTime))
    findings.push({ code: 'notification.envelope', ...base, expected: 'eventTime', actual: givenAt('eventTime', notice) });
  if (member !== path)
    findings.push({
      code: 'notification.wrong-resource',
      ...base,
      expected: `event.${path}`,
      actual: `event${member === undefined ? '' : `.${member}`}`,
    });
  return findings;
}

function isDateTime(text: string): boolean {
  return DATE_TIME.test(text) && !Number.isNaN(Date.parse(`${text.slice(0, 10)}T${text.slice(11, 16)}Z`));
}

/** What stands in its place, of whatever type. */
function givenAt(member: string, { received: { body } }: Notice): Json {
  return (body.kind === 'json' && isObject(body.value) ? body.value[member] : undefined) ?? 'absent';
}
