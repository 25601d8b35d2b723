import type { CheckContext, CheckDefinition } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import type { JsonObject } from '../core/json.ts';
import { type ArrivalKind, changeNamed } from '../core/notification.ts';
import { createWitness } from './claims.ts';
import { arrivalOf, type Notice, noAddress, noticesOf, placeOf, spanOf, withoutRepetitions } from './notices.ts';

/** The argument of checks that divide all notifications among the expected changes and the rest. */
export const SHARE = {
  /** The change whose notifications are meant. */
  change: { enum: ['Creation', 'AttributeValueChange', 'StateChange', 'Remove'] },
  /** All that are of no change which the document lists for the resource. */
  others: { const: true },
} as const;

/** A notification may tell of more than the document lists, but not of what did not happen (AMB-R64). */
export const truthful: CheckDefinition = {
  summary: "every notification about the run's own records tells of a change that happened",
  about: 'notifications',
  condition: true,
  argument: {
    type: 'object',
    properties: { ...SHARE, since: { type: 'string' }, until: { type: 'string' } },
    required: ['until'],
    oneOf: [{ required: ['change'] }, { required: ['others'] }],
    additionalProperties: false,
  },
  judge: (_pages, argument, context) => {
    const { notifications } = context;
    if (notifications === undefined) return noAddress;
    const { since, until } = argument as JsonObject;
    const begin = spanOf(String(since), context)?.answered ?? Number.NEGATIVE_INFINITY;
    const end = spanOf(String(until), context)?.answered ?? Number.POSITIVE_INFINITY;
    const holds = createWitness(notifications, context);
    const all = noticesOf(notifications.own, context.resource).filter(({ at }) => at <= end);
    const distinct = withoutRepetitions(all);
    const looked = distinct
      .map((notice) => ({ notice, as: kindOf(notice, holds(notice), context) }))
      .filter(({ notice }) => isMeant(notice, argument as JsonObject, context));
    const told = looked.filter(({ as }) => as !== 'on-time');
    return {
      kind: 'judged',
      findings: [
        ...told.flatMap(({ notice, as }) => findingsFor(notice, as)),
        ...malformed(argument as JsonObject, begin, notifications.foreign),
      ],
      account: { arrivals: told.map(({ notice, as }) => arrivalOf(notice, as)) },
    };
  },
};

/** Whether a notification is in the share that the argument names. */
export function isMeant({ change }: Notice, { change: asked }: JsonObject, context: CheckContext): boolean {
  if (asked !== undefined) return change === asked;
  return change === undefined || !isListed(change, context);
}

function isListed(change: string, { profile, resource }: CheckContext): boolean {
  const { rows } = profile.notifications;
  return rows.some(({ name, resource: of, never }) => of === resource && never === undefined && changeNamed(name, of) === change);
}

function kindOf(notice: Notice, holds: boolean, context: CheckContext): ArrivalKind {
  if (notice.change === undefined) return 'unknown';
  if (!holds) return 'false';
  return isListed(notice.change, context) ? 'on-time' : 'unlisted';
}

function findingsFor(notice: Notice, as: ArrivalKind): readonly Finding[] {
  const base = {
    where: placeOf(notice),
    expected: notice.about ?? null,
    actual: notice.envelope.eventType ?? 'absent',
    ruling: 'AMB-R64',
  };
  if (as === 'false') return [{ code: 'notification.false', kind: 'violation', ...base }];
  return as === 'unknown' ? [{ code: 'notification.unknown-type', kind: 'remark', ...base }] : [];
}

/**
 * What is no JSON cannot be about anything: it came to an address that only this run has given out. Before a hub takes a
 * subscription it may try the address, with whatever it likes.
 */
function malformed({ others }: JsonObject, begin: number, foreign: readonly Notice['received'][]): readonly Finding[] {
  if (others !== true) return [];
  return foreign.flatMap(({ id, receivedAt, sent, body }): readonly Finding[] =>
    // on a topic there may be anything of anybody (AMB-A46)
    sent.protocol !== 'http' || body.kind === 'json' || Date.parse(receivedAt) < begin
      ? []
      : [
          {
            code: 'notification.not-json',
            kind: 'violation',
            where: `notification ${id}`,
            actual: body.kind === 'text' ? body.error : 'empty',
            ruling: 'AMB-R58',
          },
        ],
  );
}
