import type { ExchangeRecorded, NotificationRecorded, RunEvent, StepFinished, StrayReplyRecorded } from '../../src/core/event.ts';
import type { Exchange, Operation, Reply, SentRecord } from '../../src/core/exchange.ts';
import type { Requirement } from '../../src/core/requirement.ts';
import { type CaseTemplate, REQUIREMENTS, RESOURCES } from './cases.ts';
import { aFinding, aRun, type RunOptions } from './events.ts';

const PREFIX = 'T.accountManagement.v5';
const ID = '4226b739-1dd2-4b43-a393-5e6f05cef169';

const DERIVED_FROM = 'The guide has no test cases: those of TMF666B v1.1.0 are run by analogy (AMB-X09).';

/** The same run as if it had been over Kafka: each exchange has taken place on the topics of its operation. */
export function overKafka(events: readonly RunEvent[]): RunEvent[] {
  let offset = 10;
  return events.map((event): RunEvent => {
    if (event.event === 'run-started') {
      const { product, version } = event.target;
      return {
        ...event,
        profile: {
          ...event.profile,
          id: 'tmf666-async-5.0.0',
          title: 'Account Management',
          document: 'TMF666',
          version: '5.0.0',
          derivedFrom: DERIVED_FROM,
        },
        target: {
          url: 'kafka://broker.example:9092',
          topicPrefix: 'T',
          embedded: false,
          ...(product && { product }),
          ...(version && { version }),
        },
      };
    }
    if (event.event !== 'exchange') return event;
    offset += 1;
    return { ...event, exchange: onTopics(event, `${offset}`) };
  });
}

function onTopics({ exchange, resource }: ExchangeRecorded, offset: string): Exchange {
  const { request, outcome } = exchange;
  const topics = topicsOf(request.operation, resource);
  const body = exchange.sent.body;
  const sent: SentRecord = {
    protocol: 'kafka',
    brokers: 'broker.example:9092',
    topic: topics.request,
    partition: 0,
    offset,
    replyTopic: topics.reply,
    headers: {
      'X-Correlation-Id': ID,
      'Reply-Channel': topics.reply,
      ...(request.id !== undefined && { Parameters: JSON.stringify({ id: request.id }) }),
    },
    ...(body !== undefined && { body }),
  };
  if (outcome.kind === 'failure') return { ...exchange, sent, outcome };
  return { ...exchange, sent, outcome: recordOf(outcome, topics, offset) };
}

function topicsOf(operation: Operation, resource: string): { readonly request: string; readonly reply: string } {
  const name = `${PREFIX}.${operation}${resource}`;
  return { request: `${name}.commandRequest`, reply: `${name}.commandReply` };
}

function recordOf(reply: Reply, topics: ReturnType<typeof topicsOf>, offset: string): Reply {
  const headers = {
    'x-correlation-id': ID.toUpperCase(),
    'status-code': `${reply.status}`,
    'x-request-channel': topics.request,
  };
  return { ...reply, headers, record: { topic: topics.reply, partition: 2, offset, key: '17' } };
}

const NAMES = ['CreateEvent', 'StateChangeEvent'] as const;
const TWO = ['PartyAccount', 'BillFormat'];

/** Waits for the notifications of a resource. */
const NOTIFY: CaseTemplate = {
  id: 'NOTIFY',
  printedId: 'NOTIFY',
  title: 'Changes are told of',
  steps: NAMES.map((name) => ({
    id: `wait-${name}`,
    title: `Wait for the ${name}`,
    phase: 'steps' as const,
    operation: 'retrieve' as const,
    status: 200,
    checks: [],
  })),
};

const NOTIFICATIONS: readonly Requirement[] = RESOURCES.flatMap((resource) =>
  NAMES.map((name): Requirement => {
    const isNever = resource === 'BillFormat' && name === 'StateChangeEvent';
    return {
      id: `notification.${resource}${name}`,
      kind: 'notification',
      level: 'MUST',
      text: `${resource}${name} is published on the notification topic of the resource when its change happens.`,
      scope: 'notifications',
      clauses: { [resource]: `Notification Resource Models, row ${resource}${name}` },
      ...(isNever && { exempt: { [resource]: { exemption: 'not-offered', reason: 'the resource has no state (AMB-A21)' } } }),
      rulings: [],
    };
  }),
);

/** A reply without status, one that came twice and one that came late, and notifications of which one is missing. */
export function aKafkaRun(options: RunOptions = {}): RunEvent[] {
  const run = aRun({
    resources: TWO,
    requirements: [...REQUIREMENTS, ...NOTIFICATIONS],
    deviations: [
      {
        scenario: 'TC_N1',
        step: 'create',
        check: 'status',
        resources: ['PartyAccount'],
        findings: [aFinding({ code: 'reply.none', actual: NO_STATUS.message, ruling: 'AMB-A39' })],
        outcome: NO_STATUS,
      },
    ],
    ...options,
  });
  const end = run.findIndex(({ event }) => event === 'residue' || event === 'run-finished');
  const events = [...run.slice(0, end), ...STRAYS, ...TWO.flatMap(notified), ...run.slice(end)];
  return overKafka(events);
}

const NO_STATUS = {
  kind: 'failure',
  reason: 'no-status',
  message: 'The reply on T.accountManagement.v5.createPartyAccount.commandReply has no Status-Code.',
  heard: {
    headers: { 'x-correlation-id': ID, 'reply-from': 'the SUT' },
    body: { kind: 'json', value: { id: '17' }, bytes: 11 },
    record: { topic: `${PREFIX}.createPartyAccount.commandReply`, partition: 2, offset: '11' },
  },
} as const;

const STRAYS = (['duplicate', 'late'] as const).map(
  (kind, index): StrayReplyRecorded => ({
    event: 'stray-reply',
    scenario: 'TC_E1',
    resource: 'BillFormat',
    step: 'retrieve',
    exchange: 'e9',
    stray: {
      kind,
      isIdentical: false,
      correlationId: ID,
      receivedAt: '2026-01-02T03:04:06.000Z',
      reply: {
        kind: 'reply',
        status: 404,
        headers: { 'x-correlation-id': ID, 'status-code': '404' },
        body: { kind: 'json', value: { reason: 'a secret place' }, bytes: 27 },
        record: { topic: `${PREFIX}.retrieveBillFormat.commandReply`, partition: 1, offset: `${20 + index}` },
      },
    },
  }),
);

function notified(resource: string): readonly (NotificationRecorded | StepFinished)[] {
  const place = { scenario: NOTIFY.id, resource } as const;
  const due = resource === 'BillFormat' ? NAMES.slice(0, 1) : NAMES;
  return due.flatMap((name) => {
    const isMissing = name === 'StateChangeEvent';
    const [step] = NOTIFY.steps.filter(({ id }) => id === `wait-${name}`);
    const expected = `${resource}${name}`;
    const id = `n-${resource}`;
    const heard: NotificationRecorded = {
      event: 'notification',
      ...place,
      step: step?.id ?? '',
      notification: {
        id,
        receivedAt: '2026-01-02T03:04:06.000Z',
        sent: {
          protocol: 'kafka',
          topic: `${PREFIX}.${resource}.notification`,
          partition: 0,
          offset: '7',
          headers: { 'event-type': expected },
        },
        body: { kind: 'json', value: { eventType: expected, event: { id: '17' } }, bytes: 40 },
      },
    };
    const missing = aFinding({ code: 'notification.missing', expected });
    const finished: StepFinished = {
      event: 'step-finished',
      ...place,
      phase: 'steps',
      step: step?.id ?? '',
      title: step?.title ?? '',
      verdict: isMissing ? 'fail' : 'pass',
      checks: [
        {
          check: 'notified',
          requirements: [`notification.${expected}`],
          verdict: isMissing ? 'fail' : 'pass',
          findings: isMissing ? [missing] : [],
          account: {
            expected,
            arrivals: isMissing ? [] : [{ notification: id, name: expected, about: '17', delayMs: 12, as: 'on-time' }],
          },
        },
      ],
      exchanges: [],
    };
    return isMissing ? [finished] : [heard, finished];
  });
}
