import type { Finding, FindingCode } from '../finding.ts';
import { listText, messageText, plainText, valueText } from './phrase.ts';

type MessageCode = Extract<FindingCode, `message.${string}` | `reply.${string}`>;

const told = (f: Finding) => (f.actual === undefined ? '.' : `: ${stopped(messageText(f.actual))}`);
const stopped = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);
const or = (f: Finding, otherwise: string) => plainText(f.expected) || otherwise;
const other = (f: Finding) => (f.actual === undefined || f.actual === 'absent' ? 'is missing' : `is ${valueText(f.actual)}`);

/** Seconds with one digit: what a reader compares with a limit. */
const seconds = (ms: Finding['actual']) => (typeof ms === 'number' ? `${(ms / 1000).toFixed(1)} s after` : 'after');

/** The sentences about replies that cannot be judged, and about how messages are sent and labelled. */
export const MESSAGE_SENTENCES: Readonly<Record<MessageCode, (f: Finding) => string>> = {
  'reply.none': (f) => `No reply came${told(f)}`,
  'reply.too-large': (f) => `The reply is larger than the kit reads, so it was not judged${told(f)}`,
  'reply.denied': (f) => `The broker does not let the kit do this, so nothing can be told of the target${told(f)}`,
  'reply.unknown-topic': (f) => `A topic does not exist, so nothing can be told of the target${told(f)}`,
  'reply.compression': (f) => `The reply is compressed in a way that the kit cannot read, so it was not judged${told(f)}`,
  'reply.no-status': (f) => `A reply came that has no usable Status-Code${told(f)}`,
  'reply.abandoned': (f) => `The change was accepted for later and was not made${told(f)}`,
  'reply.untraceable': (f) => `The change was accepted for later, and nobody can tell what became of it${told(f)}`,
  'reply.uncorrelated': (f) => `A reply came that does not bear the correlation id of the request${told(f)}`,

  'message.correlation': (f) => `X-Correlation-Id of the reply ${other(f)}; ${or(f, 'that of the request')} was sent.`,
  'message.status-missing': (f) =>
    f.actual === undefined || f.actual === 'absent'
      ? 'The reply has no header Status-Code.'
      : `Status-Code of the reply is ${valueText(f.actual)}, which is no status.`,
  'message.status-text': (f) =>
    `Status-Code of the reply is ${valueText(f.actual)}: behind the digits nothing is due${f.kind === 'remark' ? '; it is accepted' : ''}.`,
  'message.request-channel': (f) => `X-Request-Channel of the reply ${other(f)}; the request went to ${or(f, 'another topic')}.`,
  'message.reply-channel': (f) =>
    `The reply came on ${plainText(f.actual) || 'another topic'}, not on ${or(f, 'the topic that the request named')}.`,
  'message.repeated': (f) => `The reply to ${or(f, 'a request')} came once more, the same as before.`,
  'message.contradicted': (f) =>
    `A second reply to ${or(f, 'a request')} says something else than the first${f.actual === undefined ? '' : `: its status is ${listText(f.actual)}`}.`,
  'message.late': (f) => `The reply to ${or(f, 'a request')} came ${seconds(f.actual)} the limit.`,
};
