import type { FaultEntry } from '../../fault.ts';
import { onHeader, onReply } from '../../kafka-fault.ts';

const CORRELATION = ['message.correlation-id'];
const STATUS = ['message.status-code'];
const CHANNEL = ['message.request-channel'];

/** Violations in the headers of replies, and in where they are written. */
export const MESSAGE_FAULTS: Readonly<Record<string, FaultEntry>> = {
  'other-correlation-id': {
    summary: 'a reply has a correlation id of its own',
    violates: CORRELATION,
    kafka: onHeader('X-Correlation-Id', (_id, _command, { newId }) => newId()),
  },
  'no-correlation-id': {
    summary: 'a reply has no correlation id',
    violates: CORRELATION,
    kafka: onHeader('X-Correlation-Id', () => undefined),
  },
  'empty-correlation-id': {
    summary: 'the correlation id of a reply is empty',
    violates: CORRELATION,
    kafka: onHeader('X-Correlation-Id', () => ''),
  },
  'cut-correlation-id': {
    summary: 'a reply has the first eight characters of the correlation id',
    violates: CORRELATION,
    kafka: onHeader('X-Correlation-Id', (id) => id?.slice(0, 8)),
  },
  'correlation-id-elsewhere': {
    summary: 'the correlation id stands in a header that is called correlationId',
    violates: CORRELATION,
    kafka: onReply(({ headers: { 'X-Correlation-Id': correlationId = '', ...headers }, ...reply }) => ({
      ...reply,
      headers: { ...headers, correlationId },
    })),
  },
  'no-status-code': {
    summary: 'a reply has no Status-Code',
    violates: STATUS,
    kafka: onHeader('Status-Code', () => undefined),
  },
  'status-code-empty': {
    summary: 'the Status-Code of a reply is empty',
    violates: STATUS,
    kafka: onHeader('Status-Code', () => ''),
  },
  'status-code-words': {
    summary: 'the Status-Code of a reply is a word without digits',
    violates: STATUS,
    kafka: onHeader('Status-Code', (status = '') => (Number(status) < 300 ? 'OK' : 'ERROR')),
  },
  'status-code-elsewhere': {
    summary: 'the status stands in a header that is called Status',
    violates: STATUS,
    kafka: onReply(({ headers: { 'Status-Code': status = '', ...headers }, ...reply }) => ({
      ...reply,
      headers: { ...headers, Status: status },
    })),
  },
  'status-code-of-refusals': {
    summary: 'every reply has Status-Code 200, whatever was asked',
    violates: ['TC_N1.create.status', 'status.POST', 'TC_E1.status', 'TC_E2.refused'],
    kafka: onHeader('Status-Code', () => '200'),
  },
  'wrong-request-channel': {
    summary: 'X-Request-Channel names the topic of another operation',
    violates: CHANNEL,
    kafka: onHeader('X-Request-Channel', (topic = '') => topic.replace(/(create|list|retrieve|patch|delete)(?=[A-Z])/, 'update')),
  },
  'no-request-channel': {
    summary: 'a reply has no X-Request-Channel',
    violates: CHANNEL,
    kafka: onHeader('X-Request-Channel', () => undefined),
  },
  'request-channel-of-reply': {
    summary: 'X-Request-Channel names the topic of the reply itself',
    violates: CHANNEL,
    kafka: onHeader('X-Request-Channel', (_topic, { replyTopic }) => replyTopic),
  },
  'request-channel-without-prefix': {
    summary: 'X-Request-Channel names the topic without what stands before accountManagement',
    violates: CHANNEL,
    kafka: onHeader('X-Request-Channel', (topic = '') => topic.slice(topic.indexOf('.v5.') + '.v5.'.length)),
  },
  'reply-elsewhere': {
    summary: 'replies to deletions are written to the reply topic of retrievals',
    violates: ['message.reply-channel'],
    kafka: onReply((reply, { operation, resource }) =>
      operation === 'delete'
        ? { ...reply, topic: reply.topic.replace(`delete${resource.name}`, `retrieve${resource.name}`) }
        : reply,
    ),
  },
  'all-replies-in-one': {
    summary: 'all replies are written to the reply topic of lists',
    violates: ['message.reply-channel'],
    kafka: onReply((reply, { operation, resource }) => ({
      ...reply,
      topic: reply.topic.replace(`${operation}${resource.name}`, `list${resource.name}`),
    })),
  },
};
