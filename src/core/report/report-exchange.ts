import type { ExchangeRecorded } from '../event.ts';
import type { Exchange, Reply } from '../exchange.ts';
import { repeatLine } from '../wording/repeat.ts';
import { excerptOfBody, excerptOfText } from './report-excerpt.ts';
import type {
  CheckReport,
  ExchangeAddress,
  ExchangeDetail,
  ExchangeLine,
  ExchangeReport,
  FailureReport,
  MessageReport,
  StepReport,
} from './report-model.ts';

/** An exchange in one line: what is kept of a step that passed. */
export function lineOf(event: ExchangeRecorded): ExchangeLine {
  return { detail: 'line', ...commonOf(event) };
}

/** An exchange with headers, the beginning of the bodies and the way to repeat it. */
export function detailOf(event: ExchangeRecorded): ExchangeDetail {
  const { sent, outcome, notes, startedAt } = event.exchange;
  return {
    detail: 'full',
    ...commonOf(event),
    startedAt,
    request: { headers: sent.headers, ...(sent.body !== undefined && { body: excerptOfText(sent.body) }) },
    ...(outcome.kind === 'reply' ? { reply: messageOf(outcome) } : { failure: failureOf(outcome) }),
    ...(notes.length > 0 && { notes }),
    ...(event.foreignRecords !== undefined && { foreignRecords: event.foreignRecords }),
    repeat: repeatLine(sent),
  };
}

/** The exchange that a check's findings point into, else the step's last one in full. */
export function shownFor(step: StepReport, check?: CheckReport): ExchangeDetail | undefined {
  const full = step.exchanges.filter(isFull);
  return full.find((e) => e.id === check?.exchange) ?? full.at(-1);
}

/** How to repeat it. */
export function repeatOf(step: StepReport, check?: CheckReport): string | undefined {
  return shownFor(step, check)?.repeat;
}

function isFull(exchange: ExchangeReport): exchange is ExchangeDetail {
  return exchange.detail === 'full';
}

function commonOf({ exchange, attempt }: ExchangeRecorded) {
  const { id, request, outcome, durationMs } = exchange;
  return {
    id,
    attempt,
    ...(request.over && { over: request.over }),
    ...addressIn(exchange),
    ...(outcome.kind === 'reply' && { status: outcome.status }),
    durationMs,
  };
}

function addressIn({ sent, outcome }: Exchange): ExchangeAddress {
  if (sent.protocol === 'http') return { protocol: 'http', method: sent.method, url: sent.url };
  const { topic, partition, offset, key, replyTopic } = sent;
  const found = outcome.kind === 'reply' ? outcome.record : outcome.heard?.record;
  return {
    protocol: 'kafka',
    topic,
    ...(partition !== undefined && { partition }),
    ...(offset !== undefined && { offset }),
    ...(key !== undefined && { key }),
    replyTopic,
    ...(found && { found }),
  };
}

function failureOf({ reason, message, heard }: Extract<Exchange['outcome'], { kind: 'failure' }>): FailureReport {
  return { reason, message, ...(heard && { heard: messageOf(heard) }) };
}

function messageOf({ headers, body: whole }: Pick<Reply, 'headers' | 'body'>): MessageReport {
  const body = excerptOfBody(whole);
  return { headers, ...(body && { body }) };
}
