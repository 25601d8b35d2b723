import type { Finding, FindingCode } from '../finding.ts';
import type { Json } from '../json.ts';
import { compact, cut } from './compact.ts';

/** A message of the transport is a sentence with its next step. */
const MESSAGE = 400;

/** What checks write where there is no value to show. */
const ABSENT = 'absent';

/** Short form of what was expected, for the line "expected"; empty where the sentence says it all. */
export function expectedText({ code, expected }: Finding): string {
  const always = EXPECTED_ALWAYS[code];
  if (always !== undefined || expected === undefined) return always ?? '';
  return (EXPECTED[code] ?? valueText)(expected);
}

/** Short form of what came, for the line "actual"; empty where the sentence says it all. */
export function actualText({ code, actual }: Finding): string {
  const always = ACTUAL_ALWAYS[code];
  if (always !== undefined) return always;
  if (actual === undefined) return code.endsWith('.missing') ? ABSENT : '';
  return (ACTUAL[code] ?? valueText)(actual);
}

/** Where the difference is: `status`, `header Location`, `body /0/name`. */
export function placeOf({ code, pointer, where }: Finding): string {
  const body = pointer === undefined ? '' : `body ${pointer}`.trimEnd();
  if (where !== undefined) return body && where !== 'body' ? `${where}, ${body}` : body || where;
  return body || (PLACES[code.slice(0, code.indexOf('.'))] ?? '');
}

const PLACES: Readonly<Record<string, string>> = {
  status: 'status',
  location: 'header Location',
  body: 'body',
  list: 'body',
  fields: 'body',
  error: 'body',
  operation: 'status',
  patch: 'status',
  refused: 'body',
};

/** A value in a sentence: JSON, and the word itself where a check wrote `absent`. */
export function valueText(value: Json | undefined): string {
  return value === undefined || value === ABSENT ? ABSENT : compact(value);
}

/** A text that is not a value but words of the kit: shown without quotes. */
export function plainText(value: Json | undefined, limit?: number): string {
  return typeof value === 'string' ? cut(value, limit) : value === undefined ? '' : compact(value, limit);
}

/** One or several things: `200 or 201`, `state, type`. */
export function listText(value: Json | undefined, between = ', '): string {
  if (!Array.isArray(value)) return plainText(value);
  return cut(value.map((item: Json) => plainText(item)).join(between));
}

/** The transport's own message, which ends in the next step. */
export function messageText(value: Json | undefined): string {
  return plainText(value, MESSAGE);
}

/** The name of what a pointer ends in: `/0/name` → `name`; empty for the whole body or an element. */
export function nameAt(pointer: string | undefined): string {
  const last = (pointer ?? '').split('/').at(-1) ?? '';
  return /^\d*$/.test(last) ? '' : cut(last.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** `a JSON object` or `a JSON array`, from the words of the checks. */
export function shapeText(value: Json | undefined): string {
  if (value === 'list' || value === 'array') return 'a JSON array';
  if (value === 'object') return 'a JSON object';
  return plainText(value) || 'a body';
}

type Words = Readonly<Partial<Record<FindingCode, (value: Json) => string>>>;
type Fixed = Readonly<Partial<Record<FindingCode, string>>>;

const plain = (value: Json) => plainText(value);
const list = (value: Json) => listText(value);
const either = (value: Json) => listText(value, ' or ');
const status = either;
const shape = (value: Json) => shapeText(value);
const notEmpty = (value: Json) => `${plainText(value)}, not empty`;
const withId = (value: Json) => `one element with the id ${listText(value)}`;
const noOther = (value: Json) => `${listText(value)} and no other`;
const naming = (value: Json) => `a body that names ${plainText(value)}`;
const message = (value: Json) => messageText(value);
const elements = (value: Json) => (typeof value === 'number' ? `${value} element${value === 1 ? '' : 's'}` : valueText(value));

/** Where the expectation is the same each time. */
const EXPECTED_ALWAYS: Fixed = {
  'reply.none': 'a reply',
  'reply.denied': 'a reply',
  'reply.unknown-topic': 'a reply',
  'reply.compression': 'a reply that can be read',
  'reply.no-status': 'a reply with a status',
  'reply.uncorrelated': 'a reply with the correlation id of the request',
  'message.status-missing': 'a status',
  'message.status-text': 'digits and nothing else',
  'message.repeated': 'one reply',
  'message.contradicted': 'one reply',
  'message.late': 'a reply in time',
  'body.unasked': 'no value',
  'redirect.followed': '',
  'retry.waited': '',
  'change.awaited': '',
  'change.unseen': '',
  'reply.abandoned': 'the change that was accepted',
  'reply.untraceable': 'a monitor, or the record itself',
  'body.truncated': 'a complete body',
  'body.not-object': 'a JSON object',
  'body.not-array': 'a JSON array',
  'href.relative': 'an absolute URL',
  'list.present': 'no such element',
  'list.settled-late': 'the change in the first answer',
  'list.not-empty': 'an empty list',
  'rule.not-followed': 'a refusal, if anything',
  'patch.plain-json': 'application/merge-patch+json',
  'patch.not-removed': 'no such attribute',
  'value.appeared': 'no such attribute',
};

const EXPECTED: Words = {
  'reply.too-large': plain,
  'message.correlation': plain,
  'message.request-channel': plain,
  'message.reply-channel': plain,
  'status.unexpected': status,
  'status.tolerated': status,
  'status.partial-content': status,
  'status.not-authorised': status,
  'status.throttled': status,
  'status.creation-refused': status,
  'status.fixture-refused': status,
  'status.says-nothing': status,
  'redirect.not-followed': status,
  'operation.unsupported': status,
  'patch.format-refused': status,
  'patch.refused': status,
  'patch.value-refused': status,
  'patch.not-denied': status,
  'unknown-id.answered': status,
  'patch.denial-unclear': status,
  'body.empty': shape,
  'body.not-json': shape,
  'body.content-type': plain,
  'schema.mismatch': plain,
  'attribute.missing': notEmpty,
  'attribute.expected': plain,
  'attribute.empty': notEmpty,
  'attribute.wrong-type': plain,
  'href.not-own': plain,
  'href.bare-id': plain,
  'topic-ref.other': (value) => `…${plainText(value)}`,
  'type.missing': plain,
  'type.other': plain,
  'type.subtype': plain,
  'type.misspelt': plain,
  'location.missing': plain,
  'location.wrong-path': plain,
  'location.not-exact': plain,
  'location.other-origin': plain,
  'id.repeated': plain,
  'list.absent': withId,
  'list.repeated': withId,
  'list.element-without-id': withId,
  'list.not-searched-whole': (value) => `an answer about ${listText(value)}`,
  'list.not-only-own': elements,
  'fields.unrequested': noOther,
  'fields.unrequested-null': noOther,
  'fields.not-returned': list,
  'fields.no-witness': (value) => `a value of ${either(value)} that is left out`,
  'error.no-mention': naming,
  'error.no-body': naming,
  'refused.stored': plain,
  'default.absent': (value) => `${plainText(value)} with its default values`,
  'default.not-current': plain,
  'subscription.no-id': plain,
  'notification.missing': plain,
  'notification.unheard': plain,
  'notification.late': (value) => `within ${plainText(value)} ms`,
  'notification.out-of-order': plain,
  'notification.before-visible': plain,
  'notification.duplicate': (value) => `${plainText(value)} and no other`,
  'notification.other-name': plain,
  'notification.wrong-name': plain,
  'notification.wrong-resource': plain,
  'notification.envelope': plain,
  'notification.false': (value) => `nothing untrue about the record ${plainText(value)}`,
  'role.not-different': (value) => `a difference in ${either(value)}`,
  'role.fallback': list,
};

/** Where what came is the same each time. */
const ACTUAL_ALWAYS: Fixed = {
  'body.empty': 'no body',
  'location.missing': 'no Location header',
  'attribute.expected': ABSENT,
  'type.missing': ABSENT,
  'fields.unrequested-null': 'null',
  'fields.no-witness': 'nothing to leave out',
  'default.absent': ABSENT,
  'error.no-body': 'no body',
  'notification.missing': 'nothing of the kind',
  'notification.unheard': 'nothing at all',
  'role.not-different': 'the same values in both records',
  'patch.plain-json': 'application/json',
};

const ACTUAL: Words = {
  'reply.none': message,
  'reply.too-large': message,
  'reply.denied': message,
  'reply.unknown-topic': message,
  'reply.compression': message,
  'reply.no-status': message,
  'reply.uncorrelated': message,
  'message.reply-channel': plain,
  'message.late': (value) => `${plainText(value)} ms after the limit`,
  'body.truncated': message,
  'status.unexpected': status,
  'redirect.followed': plain,
  'retry.waited': plain,
  'change.awaited': plain,
  'change.unseen': plain,
  'reply.abandoned': message,
  'reply.untraceable': message,
  'redirect.not-followed': plain,
  'body.not-object': plain,
  'body.not-array': plain,
  'body.content-type': (value) => (value === null ? 'no content type' : plainText(value)),
  'schema.mismatch': plain,
  'location.wrong-path': plain,
  'location.not-exact': plain,
  'location.other-origin': plain,
  'list.absent': (value) => (typeof value === 'number' ? `not among ${elements(value)}` : ABSENT),
  'list.repeated': (value) => `${elements(value)} with it`,
  'list.present': (value) => `an element with the id ${listText(value)}`,
  'list.element-without-id': (value) => `${elements(value)} without an id`,
  'list.not-searched-whole': (value) => `${elements(value)} read before the limit on pages`,
  'list.settled-late': (value) => (typeof value === 'number' ? `asked ${value} times` : valueText(value)),
  'list.not-only-own': elements,
  'list.not-empty': elements,
  'fields.unrequested': list,
  'fields.not-returned': (value) => `only ${listText(value)}`,
  'error.no-mention': plain,
  'refused.stored': (value) => (value === null ? 'a new record' : `a record with the id ${plainText(value)}`),
  'notification.late': (value) => `${plainText(value)} ms`,
  'notification.out-of-order': plain,
  'notification.before-visible': plain,
  'notification.duplicate': plain,
  'notification.other-name': plain,
  'notification.wrong-name': plain,
  'notification.wrong-resource': plain,
  'notification.envelope': plain,
  'notification.not-json': plain,
  'notification.false': plain,
  'notification.unknown-type': plain,
  'notification.after-unsubscribing': plain,
  'role.fallback': plain,
};
