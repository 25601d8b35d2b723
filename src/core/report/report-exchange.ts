import type { ExchangeRecorded } from '../event.ts';
import { curlLine } from '../wording/curl.ts';
import { excerptOfBody, excerptOfText } from './report-excerpt.ts';
import type { CheckReport, ExchangeDetail, ExchangeLine, ExchangeReport, MessageReport, StepReport } from './report-model.ts';

/** An exchange in one line: what is kept of a step that passed. */
export function lineOf({ exchange, attempt }: ExchangeRecorded): ExchangeLine {
  const { id, sent, outcome, durationMs } = exchange;
  return {
    detail: 'line',
    id,
    attempt,
    method: sent.method,
    url: sent.url,
    ...(outcome.kind === 'reply' && { status: outcome.status }),
    durationMs,
  };
}

/** An exchange with headers, the beginning of the bodies and the way to repeat it. */
export function detailOf(event: ExchangeRecorded): ExchangeDetail {
  const { sent, outcome, notes, startedAt } = event.exchange;
  return {
    ...lineOf(event),
    detail: 'full',
    startedAt,
    request: { headers: sent.headers, ...(sent.body !== undefined && { body: excerptOfText(sent.body) }) },
    ...(outcome.kind === 'reply'
      ? { reply: replyOf(outcome) }
      : { failure: { reason: outcome.reason, message: outcome.message } }),
    ...(notes.length > 0 && { notes }),
    ...(event.foreignRecords !== undefined && { foreignRecords: event.foreignRecords }),
    curl: curlLine(sent),
  };
}

/** The curl line of the exchange that a check's findings point into, else of the step's last one in full. */
export function repeatOf(step: StepReport, check?: CheckReport): string | undefined {
  const full = step.exchanges.filter(isFull);
  return (full.find((e) => e.id === check?.exchange) ?? full.at(-1))?.curl;
}

function isFull(exchange: ExchangeReport): exchange is ExchangeDetail {
  return exchange.detail === 'full';
}

function replyOf(reply: Extract<ExchangeRecorded['exchange']['outcome'], { kind: 'reply' }>): MessageReport {
  const body = excerptOfBody(reply.body);
  return { headers: reply.headers, ...(body && { body }) };
}
