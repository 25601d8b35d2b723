import type { CheckDefinition } from '../core/check.ts';
import type { JsonObject } from '../core/json.ts';
import { arrivalOf, noAddress, noticesOf, placeOf, spanOf } from './notices.ts';
import { isMeant, SHARE } from './truthful.ts';

/** What was under way may still come, in milliseconds (AMB-R61). */
const GRACE = 1000;

/** Whoever has unsubscribed is left alone. */
export const silent: CheckDefinition = {
  summary: 'no notification came later than a second after unsubscribing',
  about: 'notifications',
  condition: true,
  argument: {
    type: 'object',
    properties: { ...SHARE, after: { type: 'string' } },
    required: ['after'],
    oneOf: [{ required: ['change'] }, { required: ['others'] }],
    additionalProperties: false,
  },
  judge: (_pages, argument, context) => {
    const { notifications } = context;
    if (notifications === undefined) return noAddress;
    const { after, others } = argument as JsonObject;
    const end = spanOf(String(after), context)?.answered;
    if (end === undefined) return { kind: 'blocked', reason: 'the subscription was not ended' };
    const own = noticesOf(notifications.own, context.resource).filter((notice) =>
      isMeant(notice, argument as JsonObject, context),
    );
    // those about records of others have no business here any more either
    const all = [...own, ...(others === true ? noticesOf(notifications.foreign, context.resource) : [])];
    const late = all.filter(({ at }) => at > end + GRACE);
    return {
      kind: 'judged',
      findings: late.map((notice) => ({
        code: 'notification.after-unsubscribing',
        kind: 'violation',
        where: placeOf(notice),
        expected: GRACE,
        actual: notice.envelope.eventType ?? 'absent',
        ruling: 'AMB-R61',
      })),
      account: { arrivals: late.map((notice) => arrivalOf(notice, 'after-unsubscribing')) },
    };
  },
};
