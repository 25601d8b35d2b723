import type { Finding, FindingCode } from '../finding.ts';
import { FACE_SENTENCES } from './face-sentence.ts';
import { MESSAGE_SENTENCES } from './message-sentence.ts';
import { NOTIFICATION_SENTENCES } from './notification-sentence.ts';
import { listText, nameAt, plainText, shapeText, valueText } from './phrase.ts';

export { actualText, expectedText, placeOf } from './phrase.ts';

/** One plain-English sentence about a finding; the only place where findings become prose. */
export function sentence(finding: Finding): string {
  return SENTENCES[finding.code](finding);
}

const status = (f: Finding) => listText(f.actual) || 'unexpected';
const said = (f: Finding) => (f.expected === undefined ? '' : ` ${plainText(f.expected)}`);
const due = (f: Finding) => listText(f.expected, ' or ') || 'another';
const under = (f: Finding) => (f.ruling === undefined ? '' : ` under ruling ${f.ruling}`);
const named = (f: Finding) => nameAt(f.pointer) || plainText(f.expected) || 'an attribute';

/** `, not "Active"`, where it is known what was expected. */
const instead = (f: Finding) => (f.expected === undefined ? '' : `, not ${valueText(f.expected)}`);

/** Where in a list the element stands that a finding is about. */
function inElement(f: Finding): string {
  const index = /^\/(\d+)(?:\/|$)/.exec(f.pointer ?? '')?.[1];
  return index === undefined ? '' : ` of element ${index}`;
}

const SENTENCES: Readonly<Record<FindingCode, (f: Finding) => string>> = {
  ...MESSAGE_SENTENCES,

  'status.unexpected': (f) => `The status is ${status(f)}, not ${due(f)}.`,
  'status.tolerated': (f) => `The status is ${status(f)} where the document has ${due(f)}; it is accepted${under(f)}.`,
  'status.partial-content': (f) =>
    `The list came with status ${status(f) || '206'} (partial content) where the document has ${due(f)}.`,
  'status.not-authorised': (f) =>
    `The status is ${status(f)}: the target did not let the kit in, so it cannot be told whether this is met.`,
  'status.throttled': (f) =>
    `The status is ${status(f)}: the target limits the rate of requests, so it cannot be told whether this is met.`,
  'status.creation-refused': (f) => `The creation was refused with status ${status(f)} instead of ${due(f)}.`,
  'status.fixture-refused': (f) =>
    `The target refused the kit's values with status ${status(f)}; whether it accepts other values is not known.`,
  'status.says-nothing': (f) => `The status is ${status(f)}, which says nothing about the missing attribute.`,
  'redirect.followed': (f) =>
    `The target redirected the request${f.actual === undefined ? '' : ` to ${plainText(f.actual)}`}; the kit followed.`,
  'retry.waited': (f) =>
    `The target asked the kit to wait${f.actual === undefined ? '' : `, ${plainText(f.actual)}`}; the kit waited and asked again.`,
  'change.awaited': (f) =>
    `The change was accepted for later; the kit asked ${plainText(f.actual) || 'the target'} until it was made.`,
  'change.unseen': (f) =>
    `The change was accepted for later, and ${plainText(f.actual) || 'the target'} did not show it within the time limit.`,
  'redirect.not-followed': (f) =>
    `The reply is a redirect that the kit does not follow, ${plainText(f.actual) || 'status 3xx'}, where status ${due(f)} is due.`,

  'body.empty': (f) => `The reply has no body where ${shapeText(f.expected)} is due.`,
  'body.not-json': (f) => `The body is not JSON${f.actual === undefined ? '' : `; it begins ${valueText(f.actual)}`}.`,
  'body.truncated': () => 'The body ended before it was complete.',
  'body.not-object': (f) => `The body is ${kindText(f)} where one JSON object is due.`,
  'body.not-array': (f) => `The body is ${kindText(f)} where a JSON array is due.`,
  'body.content-type': (f) =>
    f.actual === undefined || f.actual === null
      ? 'The body is JSON, but the reply names no content type.'
      : `The body is JSON, but the reply names the content type ${valueText(f.actual)}.`,
  'body.unasked': (f) => `The reply to the deletion has the value ${valueText(f.actual)} where none is due${tolerated(f)}.`,
  'schema.mismatch': (f) =>
    `${nameAt(f.pointer) || 'The body'}${inElement(f)} ${f.actual === undefined ? 'does not fit its schema' : `is ${kindText(f)}`}: ${stopped(plainText(f.expected) || 'see the schema')}`,

  'attribute.missing': (f) =>
    f.actual === null
      ? `The mandatory attribute${said(f)}${inElement(f)} is null.`
      : `The mandatory attribute${said(f)}${inElement(f)} is missing.`,
  'attribute.expected': (f) => `The attribute${said(f)}${inElement(f)} is missing; it is optional, and every sample shows it.`,
  'attribute.unsent': (f) =>
    `${plainText(f.expected) || 'An attribute'} was not sent and is not in the reply, though the test case expects it there.`,
  'attribute.empty': (f) => `The mandatory attribute ${named(f)}${inElement(f)} is empty.`,
  'attribute.wrong-type': (f) =>
    `${named(f)}${inElement(f)} is ${valueText(f.actual)} where ${plainText(f.expected) || 'another type'} is due${tolerated(f)}.`,
  'href.not-own': (f) =>
    `href${inElement(f)} is ${valueText(f.actual)}, which does not lead to ${plainText(f.expected) || 'the resource itself'}.`,
  'href.relative': (f) => `href${inElement(f)} is ${valueText(f.actual)}, which is not an absolute URL.`,
  'href.bare-id': (f) => `href${inElement(f)} is ${valueText(f.actual)}: the bare id instead of a URL.`,

  'topic-ref.other': (f) =>
    `topicRef${inElement(f)} is ${valueText(f.actual)}, which does not end in ${plainText(f.expected) || 'the topic of the retrieval'}.`,
  'type.missing': (f) => `The record${inElement(f)} has no @type; it is ${plainText(f.expected) || 'of the resource'}.`,
  'type.other': (f) => `@type${inElement(f)} is ${valueText(f.actual)}${instead(f)}.`,
  'type.subtype': (f) =>
    `@type${inElement(f)} is ${valueText(f.actual)}, which may be a special kind of ${plainText(f.expected) || 'the resource'}; it is accepted.`,
  'type.misspelt': (f) =>
    `@type${inElement(f)} is ${valueText(f.actual)}, as samples of the document misspell ${plainText(f.expected) || 'it'}.`,

  'location.missing': () => 'The reply to the creation has no Location header.',
  'location.wrong-path': (f) =>
    `The Location header is ${valueText(f.actual)}, which does not lead to ${plainText(f.expected) || 'the created resource'}.`,
  'location.not-exact': (f) => `The Location header is ${valueText(f.actual)}${instead(f)}.`,
  'location.other-origin': (f) =>
    `The Location header leads to another origin${f.actual === undefined ? '' : ` (${plainText(f.actual)})`}, so the kit did not follow it.`,

  'value.missing': (f) =>
    `${named(f)}${inElement(f)} is missing${f.expected === undefined ? '' : `; ${valueText(f.expected)} was due`}.`,
  'value.different': (f) => `${named(f)}${inElement(f)} is ${valueText(f.actual)}${instead(f)}.`,
  'value.unsupported': (f) =>
    `${named(f)} was sent and is in no answer: the target seems not to support it, so it is not assessed.`,
  'value.server-managed': (f) =>
    `${named(f)}${inElement(f)} is ${valueText(f.actual)}${instead(f)}; a server may manage it itself, so this is accepted.`,
  'default.absent': (f) =>
    `${named(f)} was not sent and is not there, though its parts have default values${f.kind === 'remark' ? '; a server without it need not make it' : ''}.`,
  'default.not-current': (f) => `${named(f)} was left out and is ${valueText(f.actual)}, which is not the current date.`,
  'id.repeated': (f) => `Two creations were given the same id ${valueText(f.actual)}.`,
  'id.different': (f) => `The reply is about the id ${valueText(f.actual)}${instead(f)}.`,

  'list.absent': (f) => `The list does not hold ${resource(f.expected)}.`,
  'list.repeated': (f) => `The list holds ${resource(f.expected)} ${times(f)}.`,
  'list.present': (f) => `The list holds ${resource(f.actual)}, which must not be in it.`,
  'list.element-without-id': (f) => `No element of the list has an id, so ${resource(f.expected)} cannot be found in it.`,
  'list.not-searched-whole': (f) =>
    `The list has more pages than the kit reads${typeof f.actual === 'number' ? ` (${f.actual} elements were read)` : ''}, so it cannot be told whether this is met.`,
  'list.settled-late': () => 'The list was right only when it was asked again: the target makes changes visible with a delay.',
  'list.not-only-own': (f) =>
    `The list holds ${valueText(f.actual)} elements, not ${valueText(f.expected)}: others than the run's own are in it.`,
  'list.not-empty': (f) => `The list holds ${elements(f)} where nothing meets the criteria.`,
  'filter.not-met': (f) =>
    f.actual === undefined || f.actual === 'absent'
      ? `The filtered list holds an element without ${named(f)}; the filter asks for ${valueText(f.expected)}.`
      : `The filtered list holds an element whose ${named(f)} is ${valueText(f.actual)}${instead(f)}.`,

  'filter.refused': (f) => `The target refuses to filter, with status ${status(f)}; filtering is optional.`,

  'fields.unrequested': (f) =>
    `The answer holds ${listText(f.actual) || named(f)}${inElement(f)}, which was not asked for${f.expected === undefined ? '' : `: asked for was ${listText(f.expected)}`}.`,
  'fields.unrequested-null': (f) =>
    `The answer holds ${named(f)}${inElement(f)} as null, though it was not asked for; null counts as absent.`,
  'fields.not-returned': (f) => `The answer lacks ${listText(f.expected) || 'an attribute'}${inElement(f)}, which was asked for.`,
  'fields.no-witness': (f) =>
    `The record has no other attribute${f.expected === undefined ? '' : ` (${listText(f.expected)})`} whose absence could prove that the selection works.`,

  'error.no-mention': (f) => `The error does not say that ${plainText(f.expected) || 'the mandatory attribute'} is missing.`,
  'error.no-body': (f) =>
    `The error has no body that could say that ${plainText(f.expected) || 'the mandatory attribute'} is missing.`,
  'unknown-id.answered': (f) =>
    `The request about an identifier that nobody was given is answered ${status(f)}; ${due(f)} is usual.`,
  'refused.stored': (f) =>
    `A creation without a mandatory attribute was stored all the same${f.actual === undefined || f.actual === null ? '' : `, with the id ${plainText(f.actual)}`}.`,

  'operation.unsupported': (f) => `The status is ${status(f)}: the target does not support this operation on its own record.`,
  'patch.format-refused': (f) => `The target does not take merge patches under their media type: the status is ${status(f)}.`,
  'patch.plain-json': () => 'The merge patch was sent as application/json instead of application/merge-patch+json.',
  'patch.refused': (f) => `The patch was refused with status ${status(f)} instead of ${due(f)}.`,
  'patch.value-refused': (f) =>
    `The target refused the patch with status ${status(f)}; whether it takes another value is not known.`,
  'patch.not-removed': (f) =>
    `The patch gives ${named(f)} as null, which removes it, and it is ${f.kind === 'remark' ? `${valueText(f.actual)}; an empty value counts as absent` : `still ${valueText(f.actual)}`}.`,
  'patch.fixed-changed': (f) => `${named(f)} cannot be patched, and after the patch it is ${valueText(f.actual)}${instead(f)}.`,
  'patch.not-denied': (f) => `The patch was carried out with status ${status(f)}, without the credential of an admin.`,
  'patch.denial-unclear': (f) => `The status is ${status(f)}, which does not say that the rights of an admin were missing.`,
  'patch.not-shown': (f) =>
    `The JSON Patch was accepted, and ${named(f)} is ${valueText(f.actual)}${instead(f)}; the format is optional, so this is accepted.`,
  'value.not-kept': (f) =>
    `${named(f)} was not to be changed, and it is ${valueText(f.actual)}${instead(f)}${f.kind === 'remark' ? '; what differs is nothing that the document knows' : ''}.`,
  'value.appeared': (f) =>
    `${named(f)} is ${valueText(f.actual)} now; it was not there before, and the patch does not mention it.`,

  'rule.not-followed': (f) =>
    `A request without ${plainText(f.expected) || 'a sub-attribute'} was answered with status ${status(f)}; the rule is printed for another resource, so this is accepted.`,

  ...NOTIFICATION_SENTENCES,

  ...FACE_SENTENCES,

  'role.not-different': (f) =>
    `The two records do not differ in any attribute that could be searched by${f.expected === undefined ? '' : ` (${listText(f.expected)})`}.`,
  'role.fallback': (f) =>
    `The two records do not differ in ${listText(f.expected) || 'the attribute of the first choice'}; ${plainText(f.actual) || 'another attribute'} is used in its place.`,
};

function resource(id: Finding['expected']): string {
  return id === undefined ? 'the resource' : `the resource with the id ${listText(id)}`;
}

function kindText(f: Finding): string {
  const kind = plainText(f.actual) || 'something else';
  if (kind === 'null') return kind;
  return `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;
}

function elements(f: Finding): string {
  return typeof f.actual === 'number' ? `${f.actual} element${f.actual === 1 ? '' : 's'}` : 'elements';
}

function times(f: Finding): string {
  return typeof f.actual === 'number' ? `${f.actual} times` : 'more than once';
}

function tolerated(f: Finding): string {
  return f.kind === 'remark' ? `; it is accepted${under(f)}` : '';
}

function stopped(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
