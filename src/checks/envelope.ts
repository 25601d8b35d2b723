import type { CheckContext } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import type { Json } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { segmentOf } from '../core/profile.ts';
import { type Notice, placeOf } from './notices.ts';
import { rulingOf } from './ruling.ts';

/** A date and a time of it by ISO 8601, the zone left open: the document has no envelope that would demand one. */
const DATE_TIME = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:[Zz]|[+-]\d{2}(?::?\d{2})?)?$/;

/**
 * An id of the event, its time, and the resource under its own name (AMB-R58); where the document has envelopes of its own also
 * that the event is of the type that it says (AMB-A17). Further members are allowed, also where they belong elsewhere (AMB-A19).
 */
export function envelopeFindings(notice: Notice, context: CheckContext): readonly Finding[] {
  const { profile, resource } = context;
  const { eventId, eventTime, member } = notice.envelope;
  const ruling = rulingOf(context, 'AMB-A17', 'AMB-R58');
  const base = { kind: 'violation', where: placeOf(notice), ruling } as const;
  const path = segmentOf(profile, resource);
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
  const type = givenAt('@type', notice);
  if (ruling === 'AMB-A17' && type !== 'absent' && type !== notice.envelope.eventType)
    findings.push({ code: 'notification.envelope', ...base, expected: '@type', actual: type });
  return findings;
}

function isDateTime(text: string): boolean {
  return DATE_TIME.test(text) && !Number.isNaN(Date.parse(`${text.slice(0, 10)}T${text.slice(11, 16)}Z`));
}

/** What stands in its place, of whatever type. */
function givenAt(member: string, { received: { body } }: Notice): Json {
  return (body.kind === 'json' && isObject(body.value) ? body.value[member] : undefined) ?? 'absent';
}
