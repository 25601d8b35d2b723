import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Finding, FindingCode } from '../../../src/core/finding.ts';
import { hintFor } from '../../../src/core/wording/hint.ts';
import { actualText, expectedText, placeOf, sentence } from '../../../src/core/wording/sentence.ts';

/** A finding of each code as the checks make it, with what it says in words. */
const EXAMPLES: Readonly<Record<FindingCode, readonly [finding: Omit<Finding, 'code' | 'kind'>, sentence: string]>> = {
  'reply.none': [
    { actual: 'sut.example answered nothing within 30 s.' },
    'No reply came: sut.example answered nothing within 30 s.',
  ],
  'reply.too-large': [
    { where: 'reply', actual: 'sut.example sent more than 1000 bytes' },
    'The reply is larger than the kit reads, so it was not judged: sut.example sent more than 1000 bytes.',
  ],
  'reply.denied': [
    { actual: 'broker.example does not let the user write to a.b' },
    'The broker does not let the kit do this, so nothing can be told of the target: broker.example does not let the user write to a.b.',
  ],
  'reply.unknown-topic': [
    { actual: 'there is no topic a.b.' },
    'A topic does not exist, so nothing can be told of the target: there is no topic a.b.',
  ],
  'reply.compression': [
    { actual: 'it is compressed with snappy.' },
    'The reply is compressed in a way that the kit cannot read, so it was not judged: it is compressed with snappy.',
  ],
  'reply.no-status': [{ where: 'reply' }, 'A reply came that has no usable Status-Code.'],
  'reply.uncorrelated': [{ where: 'reply' }, 'A reply came that does not bear the correlation id of the request.'],
  'message.correlation': [
    { where: 'header X-Correlation-Id', expected: 'c-1', actual: 'absent' },
    'X-Correlation-Id of the reply is missing; c-1 was sent.',
  ],
  'message.status-missing': [
    { where: 'header Status-Code', actual: 'OK' },
    'Status-Code of the reply is "OK", which is no status.',
  ],
  'message.status-text': [
    { where: 'header Status-Code', actual: '200 OK' },
    'Status-Code of the reply is "200 OK": behind the digits nothing is due.',
  ],
  'message.request-channel': [
    { where: 'header X-Request-Channel', expected: 'a.commandRequest', actual: 'b' },
    'X-Request-Channel of the reply is "b"; the request went to a.commandRequest.',
  ],
  'message.reply-channel': [{ where: 'topic', expected: 'a.reply', actual: 'b' }, 'The reply came on b, not on a.reply.'],
  'message.repeated': [
    { where: 'reply to e1', expected: 'TC_N1/create' },
    'The reply to TC_N1/create came once more, the same as before.',
  ],
  'message.contradicted': [
    { where: 'reply to e1', expected: 'TC_N1/create', actual: 500 },
    'A second reply to TC_N1/create says something else than the first: its status is 500.',
  ],
  'message.late': [
    { where: 'reply to e1', expected: 'TC_N1/create', actual: 3200 },
    'The reply to TC_N1/create came 3.2 s after the limit.',
  ],
  'body.unasked': [
    { where: 'body', expected: 'no value', actual: { id: '1' } },
    'The reply to the deletion has the value {"id":"1"} where none is due.',
  ],
  'attribute.expected': [
    { pointer: '/0', expected: 'href' },
    'The attribute href of element 0 is missing; it is optional, and every sample shows it.',
  ],
  'topic-ref.other': [
    { pointer: '/topicRef', expected: 'retrieveBillFormat.commandRequest', actual: 'x' },
    'topicRef is "x", which does not end in retrieveBillFormat.commandRequest.',
  ],
  'type.missing': [{ pointer: '/@type', expected: 'BillFormat' }, 'The record has no @type; it is BillFormat.'],
  'type.other': [
    { pointer: '/@type', expected: 'BillFormat', actual: 'PartyAccount' },
    '@type is "PartyAccount", not "BillFormat".',
  ],
  'type.subtype': [
    { pointer: '/@type', expected: 'PartyAccount', actual: 'GoldAccount' },
    '@type is "GoldAccount", which may be a special kind of PartyAccount; it is accepted.',
  ],
  'type.misspelt': [
    { pointer: '/@type', expected: 'BillingCycleSpecification', actual: 'BillCycleSpecification' },
    '@type is "BillCycleSpecification", as samples of the document misspell BillingCycleSpecification.',
  ],
  'filter.refused': [{ where: 'status', actual: 501 }, 'The target refuses to filter, with status 501; filtering is optional.'],
  'unknown-id.answered': [
    { where: 'status', expected: 404, actual: 200 },
    'The request about an identifier that nobody was given is answered 200; 404 is usual.',
  ],
  'status.unexpected': [{ where: 'status', expected: 201, actual: 500 }, 'The status is 500, not 201.'],
  'status.tolerated': [
    { where: 'status', expected: 400, actual: 422, ruling: 'AMB-R62' },
    'The status is 422 where the document has 400; it is accepted under ruling AMB-R62.',
  ],
  'status.partial-content': [
    { where: 'status', expected: 200, actual: 206 },
    'The list came with status 206 (partial content) where the document has 200.',
  ],
  'status.not-authorised': [
    { where: 'status', expected: 200, actual: 401 },
    'The status is 401: the target did not let the kit in, so it cannot be told whether this is met.',
  ],
  'status.throttled': [
    { where: 'status', expected: 200, actual: 429 },
    'The status is 429: the target limits the rate of requests, so it cannot be told whether this is met.',
  ],
  'status.creation-refused': [
    { where: 'status', expected: 201, actual: 400 },
    'The creation was refused with status 400 instead of 201.',
  ],
  'status.fixture-refused': [
    { where: 'status', expected: 201, actual: 422 },
    "The target refused the kit's values with status 422; whether it accepts other values is not known.",
  ],
  'status.says-nothing': [
    { where: 'status', expected: 400, actual: 401 },
    'The status is 401, which says nothing about the missing attribute.',
  ],
  'redirect.followed': [
    { where: 'status', actual: 'http://sut.example/v1/' },
    'The target redirected the request to http://sut.example/v1/; the kit followed.',
  ],
  'change.awaited': [
    { actual: 'http://h/monitor/1' },
    'The change was accepted for later; the kit asked http://h/monitor/1 until it was made.',
  ],
  'change.unseen': [
    { actual: 'http://h/x/1' },
    'The change was accepted for later, and http://h/x/1 did not show it within the time limit.',
  ],
  'reply.abandoned': [{ actual: 'h says so.' }, 'The change was accepted for later and was not made: h says so.'],
  'reply.untraceable': [
    { actual: 'h names nothing.' },
    'The change was accepted for later, and nobody can tell what became of it: h names nothing.',
  ],
  'retry.waited': [
    { where: 'status', actual: '429 with Retry-After, 2000 ms' },
    'The target asked the kit to wait, 429 with Retry-After, 2000 ms; the kit waited and asked again.',
  ],
  'redirect.not-followed': [
    { where: 'status', expected: 201, actual: '307 to https://other.example/partyAccount' },
    'The reply is a redirect that the kit does not follow, 307 to https://other.example/partyAccount, where status 201 is due.',
  ],
  'body.empty': [{ where: 'body', expected: 'object' }, 'The reply has no body where a JSON object is due.'],
  'body.not-json': [{ where: 'body', expected: 'list', actual: '<html>' }, 'The body is not JSON; it begins "<html>".'],
  'body.truncated': [{ where: 'body' }, 'The body ended before it was complete.'],
  'body.not-object': [
    { where: 'body', expected: 'object', actual: 'array' },
    'The body is an array where one JSON object is due.',
  ],
  'body.not-array': [{ where: 'body', expected: 'list', actual: 'null' }, 'The body is null where a JSON array is due.'],
  'body.content-type': [
    { where: 'header Content-Type', expected: 'application/json', actual: 'text/plain' },
    'The body is JSON, but the reply names the content type "text/plain".',
  ],
  'schema.mismatch': [
    { pointer: '/2/name', expected: 'must be string', actual: 'number' },
    'name of element 2 is a number: must be string.',
  ],
  'attribute.missing': [
    { pointer: '/0', expected: 'href', actual: 'absent' },
    'The mandatory attribute href of element 0 is missing.',
  ],
  'attribute.unsent': [
    { pointer: '', expected: 'description' },
    'description was not sent and is not in the reply, though the test case expects it there.',
  ],
  'attribute.empty': [{ pointer: '/href', expected: 'href', actual: '' }, 'The mandatory attribute href is empty.'],
  'attribute.wrong-type': [{ pointer: '/id', expected: 'a string', actual: 17 }, 'id is 17 where a string is due.'],
  'href.not-own': [
    { pointer: '/href', expected: '…/partyAccount/17', actual: 'javascript:WRONG' },
    'href is "javascript:WRONG", which does not lead to …/partyAccount/17.',
  ],
  'href.relative': [
    { pointer: '/href', actual: '/partyAccount/17' },
    'href is "/partyAccount/17", which is not an absolute URL.',
  ],
  'href.bare-id': [{ pointer: '/href', actual: '17' }, 'href is "17": the bare id instead of a URL.'],
  'location.missing': [
    { where: 'header Location', expected: '…/partyAccount/17' },
    'The reply to the creation has no Location header.',
  ],
  'location.wrong-path': [
    { where: 'header Location', expected: '…/partyAccount/17', actual: '/17' },
    'The Location header is "/17", which does not lead to …/partyAccount/17.',
  ],
  'location.not-exact': [
    { where: 'header Location', expected: 'http://a/partyAccount/17', actual: '/partyAccount/17' },
    'The Location header is "/partyAccount/17", not "http://a/partyAccount/17".',
  ],
  'location.other-origin': [
    { where: 'header Location', expected: 'http://a', actual: 'http://b' },
    'The Location header leads to another origin (http://b), so the kit did not follow it.',
  ],
  'value.missing': [{ pointer: '/1/name', expected: 'My' }, 'name of element 1 is missing; "My" was due.'],
  'value.different': [{ pointer: '/name', expected: 'My', actual: null }, 'name is null, not "My".'],
  'value.unsupported': [
    { pointer: '/description', expected: 'x' },
    'description was sent and is in no answer: the target seems not to support it, so it is not assessed.',
  ],
  'value.server-managed': [
    { pointer: '/state', expected: 'Active', actual: 'Initialized' },
    'state is "Initialized", not "Active"; a server may manage it itself, so this is accepted.',
  ],
  'id.repeated': [{ pointer: '/id', actual: '17' }, 'Two creations were given the same id "17".'],
  'id.different': [{ pointer: '/id', expected: '17', actual: 'absent' }, 'The reply is about the id absent, not "17".'],
  'list.absent': [{ where: 'body', expected: '17', actual: 3 }, 'The list does not hold the resource with the id 17.'],
  'list.repeated': [{ pointer: '/4', expected: '17', actual: 2 }, 'The list holds the resource with the id 17 2 times.'],
  'list.present': [{ pointer: '/4', actual: '18' }, 'The list holds the resource with the id 18, which must not be in it.'],
  'list.element-without-id': [
    { where: 'body', expected: '17', actual: 5 },
    'No element of the list has an id, so the resource with the id 17 cannot be found in it.',
  ],
  'list.not-searched-whole': [
    { where: 'body', expected: '17', actual: 5000 },
    'The list has more pages than the kit reads (5000 elements were read), so it cannot be told whether this is met.',
  ],
  'list.settled-late': [{}, 'The list was right only when it was asked again: the target makes changes visible with a delay.'],
  'list.not-only-own': [
    { where: 'body', expected: 1, actual: 9 },
    "The list holds 9 elements, not 1: others than the run's own are in it.",
  ],
  'filter.not-met': [
    { pointer: '/3/type', expected: 'joint', actual: 'jointly' },
    'The filtered list holds an element whose type is "jointly", not "joint".',
  ],
  'fields.unrequested': [
    { pointer: '/name', expected: ['state', 'type'], actual: 'name' },
    'The answer holds name, which was not asked for: asked for was state, type.',
  ],
  'fields.unrequested-null': [
    { pointer: '/name', expected: ['state'], actual: null },
    'The answer holds name as null, though it was not asked for; null counts as absent.',
  ],
  'fields.not-returned': [
    { pointer: '', expected: 'state', actual: ['id', 'href'] },
    'The answer lacks state, which was asked for.',
  ],
  'fields.no-witness': [
    { where: 'body', expected: ['name', 'type'] },
    'The record has no other attribute (name, type) whose absence could prove that the selection works.',
  ],
  'error.no-mention': [
    { where: 'body', expected: 'name', actual: '{"code":"1"}' },
    'The error does not say that name is missing.',
  ],
  'error.no-body': [{ where: 'body', expected: 'name' }, 'The error has no body that could say that name is missing.'],
  'refused.stored': [
    { pointer: '/7', expected: 'nothing stored', actual: '99' },
    'A creation without a mandatory attribute was stored all the same, with the id 99.',
  ],
  'rule.not-followed': [
    { where: 'status', expected: 'validFor', actual: 201, ruling: 'AMB-R25' },
    'A request without validFor was answered with status 201; the rule is printed for another resource, so this is accepted.',
  ],
  'default.absent': [
    { pointer: '/billStructure', expected: 'billStructure', ruling: 'AMB-R26' },
    'billStructure was not sent and is not there, though its parts have default values.',
  ],
  'default.not-current': [
    { pointer: '/contact/0/validFor/startDateTime', expected: '2026-06-10', actual: '1970-01-01T00:00:00Z', ruling: 'AMB-R27' },
    'startDateTime was left out and is "1970-01-01T00:00:00Z", which is not the current date.',
  ],
  'list.not-empty': [
    { pointer: '/0', actual: 2, ruling: 'AMB-R45' },
    'The list holds 2 elements where nothing meets the criteria.',
  ],
  'operation.unsupported': [
    { where: 'status', expected: [201, 200], actual: 405 },
    'The status is 405: the target does not support this operation on its own record.',
  ],
  'patch.format-refused': [
    { where: 'status', expected: [201, 200], actual: 415 },
    'The target does not take merge patches under their media type: the status is 415.',
  ],
  'patch.plain-json': [
    { where: 'header Content-Type' },
    'The merge patch was sent as application/json instead of application/merge-patch+json.',
  ],
  'patch.refused': [
    { where: 'status', expected: [201, 200], actual: 400 },
    'The patch was refused with status 400 instead of 201 or 200.',
  ],
  'patch.value-refused': [
    { where: 'status', expected: [201, 200], actual: 422 },
    'The target refused the patch with status 422; whether it takes another value is not known.',
  ],
  'patch.not-removed': [
    { pointer: '/description', actual: 'x' },
    'The patch gives description as null, which removes it, and it is still "x".',
  ],
  'patch.fixed-changed': [
    { pointer: '/href', expected: 'a', actual: 'b' },
    'href cannot be patched, and after the patch it is "b", not "a".',
  ],
  'patch.not-denied': [
    { where: 'status', expected: [401, 403], actual: 200 },
    'The patch was carried out with status 200, without the credential of an admin.',
  ],
  'patch.denial-unclear': [
    { where: 'status', expected: [401, 403], actual: 404 },
    'The status is 404, which does not say that the rights of an admin were missing.',
  ],
  'patch.not-shown': [
    { pointer: '/description', expected: 'new', actual: 'old' },
    'The JSON Patch was accepted, and description is "old", not "new"; the format is optional, so this is accepted.',
  ],
  'value.not-kept': [
    { pointer: '/type', expected: 'joint', actual: 'absent' },
    'type was not to be changed, and it is absent, not "joint".',
  ],
  'value.appeared': [
    { pointer: '/type', actual: 'joint' },
    'type is "joint" now; it was not there before, and the patch does not mention it.',
  ],
  'subscription.no-id': [
    { where: 'body', expected: 'id', ruling: 'AMB-R58' },
    'The reply to the subscription names no id, so it cannot be ended, and ending it is not assessed.',
  ],
  'notification.missing': [
    { where: 'callback', expected: 'FinancialAccountRemoveNotification' },
    'FinancialAccountRemoveNotification did not arrive.',
  ],
  'notification.unheard': [
    { where: 'callback', expected: 'FinancialAccountRemoveNotification' },
    'FinancialAccountRemoveNotification did not arrive, and nothing else ever reached the callback: whether it was sent cannot be told.',
  ],
  'notification.late': [
    { where: 'notification n3', expected: 10_000, actual: 10_400 },
    'The notification came 10400 ms after the change was answered; 10000 ms are allowed.',
  ],
  'notification.out-of-order': [
    { where: 'notification n3', actual: 'FinancialAccountRemoveNotification' },
    'FinancialAccountRemoveNotification came before the change was asked for that it should tell of.',
  ],
  'notification.before-visible': [
    { where: 'notification n3', actual: 'PartyAccountStateChangeEvent', ruling: 'AMB-A46' },
    'PartyAccountStateChangeEvent came before a retrieval showed the change that it tells of.',
  ],
  'notification.duplicate': [
    { where: 'notification n4', expected: 'n3', actual: 'FinancialAccountRemoveNotification', ruling: 'AMB-R58' },
    'FinancialAccountRemoveNotification came more than once: it repeats n3.',
  ],
  'notification.other-name': [
    { where: 'notification n3', expected: 'FinancialAccountRemoveNotification', actual: 'FinancialAccountDeleteEvent' },
    'The notification is called "FinancialAccountDeleteEvent", not FinancialAccountRemoveNotification.',
  ],
  'notification.wrong-name': [
    { where: 'notification n3', expected: 'FinancialAccountRemoveNotification', actual: 'FinancialAccountGone' },
    'The change was told of as "FinancialAccountGone", not as FinancialAccountRemoveNotification.',
  ],
  'notification.wrong-resource': [
    { where: 'notification n3', expected: 'event.financialAccount', actual: 'event.billFormat' },
    'The notification is about another resource: event.billFormat where event.financialAccount is due.',
  ],
  'notification.envelope': [
    { where: 'notification n3', expected: 'eventId', actual: 'absent' },
    'The notification has no eventId.',
  ],
  'notification.not-json': [
    { where: 'notification n3', actual: 'Unexpected token <' },
    'What came to the callback is not JSON: Unexpected token <.',
  ],
  'notification.false': [
    { where: 'notification n3', expected: '17', actual: 'FinancialAccountStateChangeNotification', ruling: 'AMB-R64' },
    'FinancialAccountStateChangeNotification tells of a change of the record 17 that did not happen.',
  ],
  'notification.unknown-type': [
    { where: 'notification n3', expected: '17', actual: 'AuditEvent', ruling: 'AMB-R64' },
    'A notification about a record of this run is called "AuditEvent", which the document does not have.',
  ],
  'notification.after-unsubscribing': [
    { where: 'notification n3', expected: 1000, actual: 'FinancialAccountStateChangeNotification', ruling: 'AMB-R61' },
    'FinancialAccountStateChangeNotification came later than 1000 ms after the subscription was ended.',
  ],
  'faces.unseen': [
    { where: 'status', actual: 404 },
    'The record is at one of the two targets, and the other one does not know it: the status is 404.',
  ],
  'faces.different': [{ pointer: '/name', expected: 'A', actual: 'B' }, 'name is "B" at this target, and "A" at the other one.'],
  'faces.still-there': [
    { where: 'status', expected: 404, actual: 200 },
    'The record was deleted at one of the two targets, and the other one still shows it: the status is 200.',
  ],
  'faces.not-changed': [
    { where: 'status', actual: 400 },
    'The status is 400: the change was not carried out, so it cannot be told whether the other target shows it.',
  ],
  'faces.undecided': [{ where: 'status', actual: 500 }, 'The status is 500, which does not tell whether the record is there.'],
  'faces.settled-late': [
    { where: 'body', actual: 2 },
    'The two targets agreed only when the second one was asked again: what one has done shows at the other with a delay.',
  ],
  'role.not-different': [
    { where: 'role S', expected: ['state', 'name'] },
    'The two records do not differ in any attribute that could be searched by (state, name).',
  ],
  'role.fallback': [
    { expected: ['state'], actual: 'description' },
    'The two records do not differ in state; description is used in its place.',
  ],
};

const CODES = Object.keys(EXAMPLES) as FindingCode[];

function finding(code: FindingCode, more: Partial<Finding> = {}): Finding {
  return { code, kind: 'violation', ...EXAMPLES[code][0], ...more };
}

describe('sentence', () => {
  it.each(CODES)('words %s', (code) => {
    expect(sentence(finding(code))).toBe(EXAMPLES[code][1]);
  });

  it.each(CODES)('has words for %s without any details', (code) => {
    const bare: Finding = { code, kind: 'violation' };
    expect(sentence(bare)).toMatch(/^\S.*\.$/);
    for (const words of [sentence(bare), expectedText(bare), actualText(bare), placeOf(bare)]) {
      expect(words).not.toMatch(/undefined|\[object| {2}| $| [,.;:]/);
    }
  });

  it('cuts long values, and never within a character', () => {
    const long = sentence(finding('value.different', { expected: 'x'.repeat(500), actual: '🙂'.repeat(500) }));
    expect(long.length).toBeLessThan(270);
    expect(long).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
    expect(long).toContain('…');
  });

  it('does not write a large value out only to cut it', () => {
    let written = 0;
    const huge = new Proxy(['x'.repeat(50)], {
      get(target, key, receiver) {
        if (key === 'length') return 1_000_000;
        if (typeof key === 'string' && /^\d+$/.test(key)) {
          written += 1;
          return target[0];
        }
        return Reflect.get(target, key, receiver);
      },
    });
    expect(sentence(finding('value.different', { actual: huge }))).toContain('…');
    expect(written).toBeLessThan(10);
  });

  it('says under which ruling a deviation is accepted', () => {
    expect(sentence(finding('attribute.wrong-type', { kind: 'remark', ruling: 'AMB-R59' }))).toBe(
      'id is 17 where a string is due; it is accepted under ruling AMB-R59.',
    );
  });

  it('tells null from missing, and a missing value in a filtered list', () => {
    expect(sentence(finding('attribute.missing', { pointer: '', actual: null }))).toBe('The mandatory attribute href is null.');
    expect(sentence(finding('filter.not-met', { actual: 'absent' }))).toBe(
      'The filtered list holds an element without type; the filter asks for "joint".',
    );
    expect(sentence(finding('body.content-type', { actual: null }))).toBe(
      'The body is JSON, but the reply names no content type.',
    );
  });
});

describe('expectedText and actualText', () => {
  it.each<[FindingCode, string, string]>([
    ['status.unexpected', '201', '500'],
    ['body.empty', 'a JSON object', 'no body'],
    ['location.missing', '…/partyAccount/17', 'no Location header'],
    ['value.different', '"My"', 'null'],
    ['value.missing', '"My"', 'absent'],
    ['attribute.missing', 'href, not empty', 'absent'],
    ['list.absent', 'one element with the id 17', 'not among 3 elements'],
    ['list.repeated', 'one element with the id 17', '2 elements with it'],
    ['fields.unrequested', 'state, type and no other', 'name'],
    ['fields.not-returned', 'state', 'only id, href'],
    ['list.present', 'no such element', 'an element with the id 18'],
    ['refused.stored', 'nothing stored', 'a record with the id 99'],
  ])('puts %s into short phrases', (code, expected, actual) => {
    expect(expectedText(finding(code))).toBe(expected);
    expect(actualText(finding(code))).toBe(actual);
  });

  it('joins several accepted statuses', () => {
    expect(expectedText(finding('status.unexpected', { expected: [200, 201] }))).toBe('200 or 201');
    expect(sentence(finding('status.unexpected', { expected: [200, 201] }))).toBe('The status is 500, not 200 or 201.');
  });
});

describe('placeOf', () => {
  it.each<[Partial<Finding>, string]>([
    [{ code: 'value.different', pointer: '/0/name' }, 'body /0/name'],
    [{ code: 'fields.not-returned', pointer: '' }, 'body'],
    [{ code: 'location.missing', where: 'header Location' }, 'header Location'],
    [{ code: 'status.unexpected', where: 'status' }, 'status'],
    [{ code: 'value.different', where: 'page 2', pointer: '/0/name' }, 'page 2, body /0/name'],
    [{ code: 'value.different', where: 'body', pointer: '/0/name' }, 'body /0/name'],
    [{ code: 'location.missing' }, 'header Location'],
    [{ code: 'reply.none' }, ''],
  ])('names the place of %o', (given, place) => {
    expect(placeOf({ kind: 'violation', code: 'value.different', ...given })).toBe(place);
  });
});

describe('hintFor', () => {
  const schema: unknown = JSON.parse(readFileSync(new URL('../../../schemas/config.schema.json', import.meta.url), 'utf8'));
  const keysIn = (code: FindingCode, target?: { readonly url: string }) =>
    [...(hintFor(code, target) ?? '').matchAll(/`([\w.]+)`/g)].flatMap(([, key]) => key ?? []);

  it('leads to the credentials after a 401, and nowhere where only the target can help', () => {
    expect(keysIn('status.not-authorised')).toEqual(['auth']);
    expect(hintFor('value.different')).toBeUndefined();
  });

  it('speaks of topics instead of addresses over Kafka, and names keys of the configuration there too', () => {
    const cluster = { url: 'kafka://broker.example:9092' };
    expect(keysIn('status.not-authorised', cluster)).toEqual(['kafka.headers']);
    expect(hintFor('list.absent', cluster)).toBe(hintFor('list.absent'));
    for (const code of ['status.not-authorised', 'status.says-nothing', 'body.not-json', 'notification.missing'] as const) {
      expect(hintFor(code, cluster)).not.toMatch(/callback|curl|URL|`auth`|address of the target/);
      for (const key of keysIn(code, cluster)) {
        expect(schema).toHaveProperty(key.split('.').flatMap((part) => ['properties', part]));
      }
    }
  });

  it.each(CODES.filter((code) => keysIn(code).length > 0))('names keys of the configuration for %s', (code) => {
    for (const key of keysIn(code)) {
      expect(schema).toHaveProperty(key.split('.').flatMap((part) => ['properties', part]));
    }
  });
});
