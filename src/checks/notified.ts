import type { CheckContext, CheckDefinition, Judgement, NotificationContext } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import type { JsonObject } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { changeNamed } from '../core/notification.ts';
import { notApplicable, objectOf } from './body.ts';
import { matches } from './comparison.ts';
import { envelopeFindings } from './envelope.ts';
import { arrivalOf, isRepetition, type Notice, noAddress, noticesOf, placeOf, type Span, spanOf } from './notices.ts';
import { hasRuling, rulingOf } from './ruling.ts';

/** What is due: a notification of this name about this record, after this change. */
export interface Due {
  readonly name: string;
  readonly about: string;
  readonly since: Span;
  /** When the change was seen; absent: it was not looked for. */
  readonly seenAt?: number;
  /** The record after the change, in the attributes that it is about. */
  readonly shown: JsonObject;
}

/** The argument that the checks of one expected notification share. */
export const DUE = {
  name: { type: 'string' },
  about: { type: ['string', 'number'] },
  trigger: { type: 'string' },
  as: { type: 'string' },
  attributes: { type: 'array', items: { type: 'string' } },
} as const;

/** "API MANDATORY AND OPTIONAL NOTIFICATIONS": the change was told of, once, in time, under its name (AMB-R32, AMB-R58). */
export const notified: CheckDefinition = {
  summary: 'the notification of this name came after the change, in time, with its envelope',
  rulings: ['AMB-R32', 'AMB-A45'],
  about: 'notifications',
  argument: { type: 'object', properties: DUE, required: Object.keys(DUE), additionalProperties: false },
  judge: (_pages, argument, context) => {
    const { notifications } = context;
    if (notifications === undefined) return noAddress;
    const due = dueOf(argument as JsonObject, context);
    if (due === undefined) return { kind: 'blocked', reason: 'the change that it tells of was not made' };
    const { early, arrived } = named(due, notifications, context);
    const [first, ...rest] = arrived;
    return first === undefined
      ? judgeAbsence(due, early, argument as JsonObject, notifications, context)
      : judgeArrival(due, first, rest, notifications, context);
  },
};

/** What the argument of a check asks for; `undefined` where the change was not made. */
export function dueOf({ name, about, trigger, as, attributes }: JsonObject, context: CheckContext): Due | undefined {
  const since = spanOf(String(trigger), context);
  const seen = objectOf(context.pagesOf(String(as))?.pages ?? []) ?? {};
  const changed = Array.isArray(attributes) ? attributes.map(String) : [];
  const shown = Object.fromEntries(Object.entries(seen).filter(([attribute]) => changed.includes(attribute)));
  if (since === undefined) return undefined;
  const seenAt = spanOf(String(as), context)?.sent;
  return { name: String(name), about: String(about), since, shown, ...(seenAt !== undefined && { seenAt }) };
}

/**
 * Those that bear the name, or a customary one for the same change: before it was asked for, and after; first of these those
 * that show the change, since a false one may be on its way when it is asked for.
 */
export function named(
  { name, about, since, shown }: Due,
  { own }: NotificationContext,
  { resource }: CheckContext,
): { readonly early: readonly Notice[]; readonly arrived: readonly Notice[] } {
  const change = changeNamed(name, resource);
  const all = noticesOf(own, resource).filter(
    (notice) =>
      notice.about === about && (notice.envelope.eventType === name || (change !== undefined && notice.change === change)),
  );
  const arrived = all.filter(({ at }) => at >= since.sent);
  const shows = ({ envelope }: Notice) => matches(shown, envelope.representation ?? {});
  return {
    early: all.filter(({ at }) => at < since.sent),
    arrived: [...arrived.filter(shows), ...arrived.filter((notice) => !shows(notice))],
  };
}

function judgeArrival(
  due: Due,
  first: Notice,
  rest: readonly Notice[],
  { waitMs }: NotificationContext,
  context: CheckContext,
): Judgement {
  const { name, since } = due;
  const where = placeOf(first);
  const actual = first.envelope.eventType ?? '';
  const isLate = first.at > since.answered + waitMs;
  const repetitions = rest.filter((notice) => isRepetition(notice, first));
  const findings: Finding[] = [...envelopeFindings(first, context)];
  if (actual !== name) {
    const ruling = rulingOf(context, 'AMB-A45', 'AMB-R32');
    const kind = context.option(ruling) === 'default' ? 'remark' : 'violation';
    findings.push({ code: 'notification.other-name', kind, where, expected: name, actual, ruling });
  }
  if (isLate) {
    const took = first.at - since.answered;
    findings.push({ code: 'notification.late', kind: 'violation', where, expected: waitMs, actual: took });
  }
  if (hasRuling(context, 'AMB-A46') && wasUnseenAfter(first, due, context)) {
    findings.push({ code: 'notification.before-visible', kind: 'remark', where, actual: name, ruling: 'AMB-A46' });
  }
  for (const repetition of repetitions) {
    findings.push({
      code: 'notification.duplicate',
      kind: 'remark',
      where: placeOf(repetition),
      expected: first.received.id,
      actual: name,
      ruling: 'AMB-R58',
    });
  }
  const arrivals = [
    arrivalOf(first, isLate ? 'late' : 'on-time', since),
    ...repetitions.map((notice) => arrivalOf(notice, 'duplicate', since)),
  ];
  return { kind: 'judged', findings, account: { expected: name, arrivals } };
}

/** True where the record was looked at after the notification had come, and was still as before the change (AMB-A46). */
function wasUnseenAfter({ at }: Notice, { about, shown, seenAt = 0 }: Due, { notifications }: CheckContext): boolean {
  const between = notifications?.sightingsOf(about).filter(({ sentAt }) => sentAt > at && sentAt < seenAt) ?? [];
  return between.some(({ record }) => record === undefined || !matches(shown, record));
}

function judgeAbsence(
  due: Due,
  early: readonly Notice[],
  argument: JsonObject,
  notifications: NotificationContext,
  context: CheckContext,
): Judgement {
  const { name, since } = due;
  const said = (finding: Finding, arrivals: readonly ReturnType<typeof arrivalOf>[] = []): Judgement => ({
    kind: 'judged',
    findings: [finding],
    account: { expected: name, arrivals },
  });
  const ofItself = changedOfItself(due, early, argument, context);
  if (ofItself !== undefined) return ofItself;
  const [first] = early;
  if (first !== undefined) {
    const finding = { code: 'notification.out-of-order', kind: 'violation', where: placeOf(first), actual: name } as const;
    return said(finding, [arrivalOf(first, 'early', since)]);
  }
  const other = likely(due, String(argument.as), notifications, context);
  if (other !== undefined) {
    const base = {
      kind: 'violation',
      where: placeOf(other),
      expected: name,
      actual: other.envelope.eventType ?? 'absent',
    } as const;
    return isForOther(other, context)
      ? said({ code: 'notification.wrong-resource', ...base, ruling: rulingOf(context, 'AMB-A17', 'AMB-R58') }, [
          arrivalOf(other, 'misdirected', since),
        ])
      : said({ code: 'notification.wrong-name', ...base, ruling: rulingOf(context, 'AMB-A45', 'AMB-R32') }, [
          arrivalOf(other, 'misnamed', since),
        ]);
  }
  const [where, ruling] = placeOfNone(context);
  // on the way to a machine elsewhere everything may get lost; where something has come, it does not
  if (notifications.isLocal || notifications.hasHeard)
    return said({ code: 'notification.missing', kind: 'violation', where, expected: name, ruling });
  return said({ code: 'notification.unheard', kind: 'undecided', where, expected: name, ruling });
}

/** Where it was waited for, and by which ruling. */
function placeOfNone(context: CheckContext): readonly [where: string, ruling: string] {
  const topic = context.profile.bindings.kafka?.topics[context.resource]?.notifications;
  return topic === undefined ? ['callback', 'AMB-R32'] : [`topic ${topic}`, 'AMB-A46'];
}

/**
 * A server that manages an attribute may change it, and tell of that, just before it is asked to: then what is seen afterwards
 * is not what was asked for, and of that nothing is due (AMB-R65).
 */
export function changedOfItself(
  { shown }: Due,
  early: readonly Notice[],
  { trigger }: JsonObject,
  { pagesOf, profile }: CheckContext,
): Judgement | undefined {
  const asked = pagesOf(String(trigger))?.pages.at(-1)?.request.body;
  const names = Object.keys(shown);
  const isManaged = names.length > 0 && names.every((name) => profile.testData.serverManaged.includes(name));
  if (!isManaged || !isObject(asked) || names.some((name) => matches(asked[name] ?? null, shown[name]))) return undefined;
  if (!early.some(({ envelope }) => matches(shown, envelope.representation ?? {}))) return undefined;
  return notApplicable(`the server had changed ${names.join(', ')} by itself before it was asked to (AMB-R65)`, 'not-offered');
}

/** One under another name that can only mean this change: it came after it and shows the record as it then was. */
function likely({ about, since }: Due, as: string, { own }: NotificationContext, context: CheckContext): Notice | undefined {
  const seen = objectOf(context.pagesOf(as)?.pages ?? []);
  return noticesOf(own, context.resource).find(
    ({ about: id, at, change, envelope }) =>
      id === about &&
      at >= since.sent &&
      change === undefined &&
      seen !== undefined &&
      matches(envelope.representation ?? {}, seen),
  );
}

function isForOther({ envelope }: Notice, { profile, resource }: CheckContext): boolean {
  return Object.keys(profile.resources).some((name) => name !== resource && envelope.eventType?.startsWith(name) === true);
}
