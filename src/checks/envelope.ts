import type { CheckContext } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import { type Notice, placeOf } from './notices.ts';

/** AMB-R58: an id of the event, its time, and the resource under its own name; further members are allowed. */
export function envelopeFindings(notice: Notice, { profile, resource }: CheckContext): readonly Finding[] {
  const { eventId, eventTime, member } = notice.envelope;
  const base = { kind: 'violation', where: placeOf(notice), ruling: 'AMB-R58' } as const;
  const path = profile.bindings.rest.paths[resource] ?? '';
  const findings: Finding[] = [];
  if (eventId === undefined) findings.push({ code: 'notification.envelope', ...base, expected: 'eventId', actual: 'absent' });
  if (eventTime === undefined || Number.isNaN(Date.parse(eventTime)))
    findings.push({ code: 'notification.envelope', ...base, expected: 'eventTime', actual: eventTime ?? 'absent' });
  if (member !== path)
    findings.push({
      code: 'notification.wrong-resource',
      ...base,
      expected: `event.${path}`,
      actual: `event${member === undefined ? '' : `.${member}`}`,
    });
  return findings;
}
