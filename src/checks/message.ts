import type { CheckDefinition, Judgement } from '../core/check.ts';
import type { Exchange, Reply, SentRecord } from '../core/exchange.ts';
import type { Finding } from '../core/finding.ts';
import { judged } from './body.ts';

/** What was heard of a record that was sent: the reply, or what came instead of a usable one. */
interface Heard {
  readonly sent: SentRecord;
  readonly reply: Pick<Reply, 'headers' | 'record'>;
  readonly isUncorrelated: boolean;
}

const NOTHING_HEARD: Judgement = { kind: 'not-applicable', reason: 'no message came whose labels could be judged' };
const OTHER_PROTOCOL: Judgement = {
  kind: 'not-applicable',
  reason: 'the request was no record on a topic',
  exemption: 'wire',
};

/** A reply has the correlation id of its request: how else would anybody know whose it is (AMB-A31). */
export const correlated: CheckDefinition = messageCheck(
  'the reply bears the correlation id of the request',
  [],
  ({ sent, reply, isUncorrelated }) =>
    isUncorrelated
      ? [
          {
            code: 'message.correlation',
            kind: 'violation',
            where: 'header X-Correlation-Id',
            expected: headerOf(sent.headers, 'x-correlation-id') ?? '',
            actual: reply.headers['x-correlation-id'] ?? 'absent',
            ruling: 'AMB-A31',
          },
        ]
      : [],
);

/** The status is in a header of its own, in digits (AMB-A39). */
export const statusCode: CheckDefinition = messageCheck(
  'the reply has the status in Status-Code, in digits and nothing else',
  ['AMB-A39'],
  ({ reply }, option) => {
    const said = { where: 'header Status-Code', ruling: 'AMB-A39' } as const;
    const actual = reply.headers['status-code'];
    if (actual === undefined) return [{ code: 'message.status-missing', kind: 'violation', ...said, actual: 'absent' }];
    const [, digits, rest] = /^([1-5]\d\d)(?!\d)(.*)$/s.exec(actual.trim()) ?? [];
    if (digits === undefined) return [{ code: 'message.status-missing', kind: 'violation', ...said, actual }];
    if (rest === '') return [];
    const kind = option('AMB-A39') === 'strict' ? 'violation' : 'remark';
    return [{ code: 'message.status-text', kind, ...said, actual }];
  },
);

/** Each sample of a reply names the topic of its request. */
export const requestChannel: CheckDefinition = messageCheck(
  'the reply names the topic of the request in X-Request-Channel',
  [],
  ({ sent, reply }) => {
    const actual = reply.headers['x-request-channel'];
    if (actual?.trim() === sent.topic) return [];
    const where = 'header X-Request-Channel';
    return [{ code: 'message.request-channel', kind: 'violation', where, expected: sent.topic, actual: actual ?? 'absent' }];
  },
);

/** The reply comes where the request asked for it (AMB-A30). */
export const replyChannel: CheckDefinition = messageCheck(
  'the reply came on the topic that the request named in Reply-Channel',
  [],
  ({ sent, reply }) => {
    const actual = reply.record?.topic;
    if (actual === undefined || actual === sent.replyTopic) return [];
    const said = { where: 'topic', expected: sent.replyTopic, actual, ruling: 'AMB-A30' } as const;
    return [{ code: 'message.reply-channel', kind: 'violation', ...said }];
  },
);

/** A check of each message that came, with or without a usable reply in it. */
function messageCheck(
  summary: string,
  rulings: readonly string[],
  find: (heard: Heard, option: (ruling: string) => string) => readonly Finding[],
): CheckDefinition {
  return {
    summary,
    ...(rulings.length > 0 && { rulings }),
    about: 'message',
    argument: { const: true },
    judge: (pages: readonly Exchange[], _argument, { option }) => {
      if (pages.some(({ sent }) => sent.protocol !== 'kafka')) return OTHER_PROTOCOL;
      const heard = pages.flatMap(heardIn);
      return heard.length === 0 ? NOTHING_HEARD : judged(heard.flatMap((one) => find(one, option)));
    },
  };
}

function heardIn({ sent, outcome }: Exchange): readonly Heard[] {
  if (sent.protocol !== 'kafka') return [];
  if (outcome.kind === 'reply') return [{ sent, reply: outcome, isUncorrelated: false }];
  const { heard, reason } = outcome;
  // of a reply in an unknown compression nothing is known but that it is there
  return heard === undefined || reason === 'compression'
    ? []
    : [{ sent, reply: heard, isUncorrelated: reason === 'uncorrelated' }];
}

function headerOf(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1];
}
