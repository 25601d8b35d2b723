import type { FaultEntry } from '../../fault.ts';
import type { KafkaFault, OutgoingMessage } from '../../kafka-fault.ts';
import type { Call } from '../../operations/operation.ts';

/** Replies that do not come, come late, or come more than once. */
export const SILENCE_FAULTS: Readonly<Record<string, FaultEntry>> = {
  'silent-create': {
    summary: 'creations are carried out and not answered',
    violates: ['TC_N1.create.status', 'operation.POST'],
    kafka: silentOn('create'),
  },
  'silent-list': {
    summary: 'lists are not answered',
    violates: ['TC_N1.list.status', 'operation.GET'],
    kafka: silentOn('list'),
  },
  'silent-retrieve': {
    summary: 'retrievals are not answered',
    violates: ['TC_N1.retrieve.status', 'operation.GET'],
    kafka: silentOn('retrieve'),
  },
  'silent-patch': {
    summary: 'patches are carried out and not answered',
    violates: ['operation.PATCH', 'patch.entity'],
    kafka: silentOn('patch'),
  },
  'silent-delete': {
    summary: 'deletions are carried out and not answered',
    violates: ['operation.DELETE'],
    kafka: silentOn('delete'),
  },
  'silent-refusals': {
    summary: 'what is refused is not answered',
    violates: ['TC_E1.status', 'TC_E2.refused'],
    kafka: { replies: (reply) => (isRefusal(reply) ? [] : [reply]) },
  },
  'silent-after-first': {
    summary: 'the first command is answered, and no other',
    // whoever has fallen silent for good is gone: nothing can be said of it any more
    violates: [],
    kafka: { replies: (reply, { nth }) => (nth === 1 ? [reply] : []) },
  },
  'late-retrieve': {
    summary: 'retrievals are answered later than anybody waits',
    violates: ['TC_N1.retrieve.status', 'operation.GET'],
    kafka: {
      replies: (reply, { operation }, { lateBy }) => [operation === 'retrieve' ? { ...reply, delayMs: lateBy } : reply],
    },
  },
  'two-replies-status': {
    summary: 'a second reply says that the first was wrong: it has status 500',
    violates: ['message.one-reply'],
    kafka: andThen((reply) => ({ ...reply, headers: { ...reply.headers, 'Status-Code': '500' } })),
  },
  'two-replies-body': {
    summary: 'a second reply has another body',
    violates: ['message.one-reply'],
    kafka: andThen((reply) => ({ ...reply, value: '{"again":true}' })),
  },
  'accepted-first': {
    summary: 'before the reply to a creation comes one with status 102',
    violates: ['message.one-reply', 'TC_N1.create.status'],
    kafka: {
      replies: (reply, { operation }) =>
        operation === 'create' ? [{ ...reply, value: '', headers: { ...reply.headers, 'Status-Code': '102' } }, reply] : [reply],
    },
  },
};

function silentOn(silent: Call['operation']): KafkaFault {
  return { replies: (reply, { operation }) => (operation === silent ? [] : [reply]) };
}

function andThen(second: (reply: OutgoingMessage) => OutgoingMessage): KafkaFault {
  return { replies: (reply) => [reply, second(reply)] };
}

function isRefusal({ headers }: OutgoingMessage): boolean {
  return Number(headers['Status-Code']) >= 400;
}
