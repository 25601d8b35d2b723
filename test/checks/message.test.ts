import { describe, expect, it } from 'vitest';
import { answeredOnce } from '../../src/checks/answered-once.ts';
import { correlated, replyChannel, requestChannel, statusCode } from '../../src/checks/message.ts';
import type { CheckDefinition, Judgement, ReplyExchange, Stray } from '../../src/core/check.ts';
import type { Exchange, Failure, Reply } from '../../src/core/exchange.ts';
import { aContext, aReply } from '../support/replies.ts';

const REQUEST = 'p.accountManagement.v5.createPartyAccount.commandRequest';
const REPLY = 'p.accountManagement.v5.createPartyAccount.commandReply';

/** An exchange over Kafka whose reply has these headers. */
function aRecord(headers: Readonly<Record<string, string>>, outcome: Partial<Reply> | Failure = {}): Exchange {
  const reply = aReply({ status: 201, json: {} });
  const sent = {
    protocol: 'kafka',
    brokers: 'broker.example:9092',
    topic: REQUEST,
    replyTopic: REPLY,
    headers: { 'X-Correlation-Id': 'c-1' },
  } as const;
  const heard = { ...reply.outcome, headers, record: { topic: REPLY, partition: 0, offset: '1' } };
  return { ...reply, sent, outcome: 'reason' in outcome ? outcome : { ...heard, ...outcome } };
}

const failed = (reason: Failure['reason'], headers?: Readonly<Record<string, string>>): Failure => ({
  kind: 'failure',
  reason,
  message: 'm',
  ...(headers && { heard: { headers, body: { kind: 'empty' }, record: { topic: REPLY } } }),
});
const findingsOf = (judgement: Judgement) => (judgement.kind === 'judged' ? judgement.findings : [judgement]);
const judge = (check: CheckDefinition, exchange: Exchange, options = {}) =>
  check.judge([exchange as ReplyExchange], true, aContext({ options }));

describe('without any message', () => {
  it.each([correlated, statusCode, requestChannel, replyChannel])('there is nothing to judge', (check) => {
    expect(judge(check, aRecord({}, failed('timeout')))).toMatchObject({ kind: 'not-applicable' });
    expect(judge(check, aRecord({}, failed('compression', { 'x-correlation-id': 'c-1' })))).toMatchObject({
      kind: 'not-applicable',
    });
  });

  it('nor over HTTP, which has no such labels', () => {
    expect(judge(correlated, aReply({}))).toMatchObject({ kind: 'not-applicable', exemption: 'wire' });
    expect(answeredOnce.judge([], true, aContext())).toMatchObject({ kind: 'not-applicable', exemption: 'wire' });
  });
});

describe('correlated', () => {
  it('passes what was matched, in whatever letters', () => {
    expect(findingsOf(judge(correlated, aRecord({ 'x-correlation-id': 'C-1' })))).toEqual([]);
  });

  it.each([
    [{ 'x-correlation-id': 'c-2' }, 'c-2'],
    [{}, 'absent'],
  ])('fails %o', (headers, actual) => {
    expect(findingsOf(judge(correlated, aRecord({}, failed('uncorrelated', headers))))).toEqual([
      {
        code: 'message.correlation',
        kind: 'violation',
        where: 'header X-Correlation-Id',
        expected: 'c-1',
        actual,
        ruling: 'AMB-A31',
      },
    ]);
  });
});

describe('status-code', () => {
  it.each(['201', ' 201', '201 '])('takes %o', (value) => {
    expect(findingsOf(judge(statusCode, aRecord({ 'status-code': value })))).toEqual([]);
  });

  it.each(['201 Created', '201-created'])('only tells of %o, unless it is read strictly', (value) => {
    const record = aRecord({ 'status-code': value });
    expect(findingsOf(judge(statusCode, record))).toMatchObject([{ code: 'message.status-text', kind: 'remark', actual: value }]);
    expect(findingsOf(judge(statusCode, record, { 'AMB-A39': 'strict' }))).toMatchObject([{ kind: 'violation' }]);
  });

  it.each(['', 'OK', '20', '2010', '900'])('fails %o', (value) => {
    const record = aRecord({}, failed('no-status', { 'status-code': value }));
    expect(findingsOf(judge(statusCode, record))).toMatchObject([
      { code: 'message.status-missing', kind: 'violation', actual: value },
    ]);
  });

  it('fails a reply without the header', () => {
    expect(findingsOf(judge(statusCode, aRecord({}, failed('no-status', {}))))).toMatchObject([{ actual: 'absent' }]);
  });
});

describe('the topics', () => {
  it('of the request is named by the reply', () => {
    expect(findingsOf(judge(requestChannel, aRecord({ 'x-request-channel': REQUEST })))).toEqual([]);
    expect(findingsOf(judge(requestChannel, aRecord({ 'x-request-channel': ` ${REQUEST} ` })))).toEqual([]);
    for (const headers of [{}, { 'x-request-channel': REPLY }]) {
      expect(findingsOf(judge(requestChannel, aRecord(headers)))).toMatchObject([
        { code: 'message.request-channel', expected: REQUEST },
      ]);
    }
  });

  it('of the reply is the one that was asked for', () => {
    expect(findingsOf(judge(replyChannel, aRecord({})))).toEqual([]);
    expect(findingsOf(judge(replyChannel, aRecord({}, { record: { topic: 'x' } })))).toMatchObject([
      { code: 'message.reply-channel', expected: REPLY, actual: 'x' },
    ]);
  });
});

describe('answered-once', () => {
  const { outcome: reply } = aReply({ status: 201 });
  const aStray = (changes: Partial<Stray>): Stray => ({
    kind: 'duplicate',
    isIdentical: true,
    correlationId: 'c-1',
    receivedAt: '2026-01-01T00:00:00.000Z',
    exchange: 'e1',
    step: 'TC_N1/create',
    lateMs: 10,
    reply,
    ...changes,
  });

  it.each<[string, readonly Stray[], readonly object[]]>([
    ['nothing', [], []],
    ['the same again', [aStray({})], [{ code: 'message.repeated', kind: 'remark', ruling: 'AMB-A40' }]],
    ['something else', [aStray({ isIdentical: false })], [{ code: 'message.contradicted', kind: 'violation', actual: 201 }]],
    ['what came too late', [aStray({ kind: 'late', lateMs: 3200 })], [{ code: 'message.late', kind: 'remark', actual: 3200 }]],
  ])('judges %s', (_, strays, findings) => {
    expect(findingsOf(answeredOnce.judge([], true, aContext({ strays })))).toMatchObject(findings);
  });
});
