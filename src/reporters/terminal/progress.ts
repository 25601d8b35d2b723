import type {
  ExchangeRecorded,
  NotificationRecorded,
  PlannedScenario,
  ScenarioFinished,
  StepFinished,
  StrayReplyRecorded,
} from '../../core/event.ts';
import type { Body, Exchange, Failure } from '../../core/exchange.ts';
import { envelopeOf } from '../../core/notification.ts';
import { compact, cut } from '../../core/wording/compact.ts';
import { briefPlace, headersText, shortPlace, shortTopic } from '../../core/wording/record-place.ts';
import { sentence } from '../../core/wording/sentence.ts';
import { strayText } from '../../core/wording/stray-words.ts';
import type { Paint } from './paint.ts';
import { VERDICT_WORDS } from './paint.ts';
import { clean, duration, hang } from './text.ts';

/** Characters of a failing reply's body that `--verbose` shows. */
const BODY = 600;

/** Width of a verdict's word in a column. */
const WORD = Math.max(...Object.values(VERDICT_WORDS).map((word) => word.length));

/** Widths of the columns of progress lines. */
export interface Columns {
  readonly scenario: number;
  readonly resource: number;
}

/** The widths that a plan needs. */
export function columnsOf(plan: readonly PlannedScenario[]): Columns {
  const longest = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => clean(text).length));
  return { scenario: longest(plan.map((p) => p.scenario)), resource: longest(plan.map((p) => p.resource)) };
}

/** `pass  TC_N1  PartyAccount  (0.03 s)`, and below it why, where it is not a pass. */
export function scenarioLines(
  event: ScenarioFinished,
  why: string | undefined,
  columns: Columns,
  width: number,
  paint: Paint,
): string[] {
  const { verdict, scenario, resource, durationMs, reason } = event;
  const word = paint.verdict(verdict, VERDICT_WORDS[verdict].padEnd(WORD));
  const note = reason === 'prerequisite' ? '  (prerequisite)' : '';
  const line = `${word}  ${clean(scenario).padEnd(columns.scenario)}  ${clean(resource).padEnd(columns.resource)}  (${duration(durationMs)})${note}`;
  return [line, ...(verdict === 'pass' || why === undefined ? [] : hang(' '.repeat(WORD + 2), why, width))];
}

/** `    POST http://… → 201, 5 ms`; over Kafka `    createBillFormat.commandRequest [0]@12 → 201 [0]@12, 5 ms`. */
export function exchangeLine({ exchange, attempt }: ExchangeRecorded, paint: Paint): string {
  const { sent, outcome, durationMs } = exchange;
  const asked =
    sent.protocol === 'http' ? `${sent.method} ${sent.url}` : `${shortTopic(sent.topic)} ${shortPlace(sent)}`.trimEnd();
  const result = outcome.kind === 'reply' ? String(outcome.status) : `no reply (${outcome.reason})`;
  const found = outcome.kind === 'reply' ? outcome.record : outcome.heard?.record;
  const at = found === undefined ? '' : ` ${shortPlace(found)}`;
  const where = exchange.request.over === undefined ? '' : ' (the other target)';
  const again = attempt > 1 ? `, attempt ${attempt}` : '';
  return paint.dim(clean(`    ${asked} → ${result}${at}, ${Math.round(durationMs)} ms${where}${again}`));
}

/** `    n3 ← FinancialAccountCreationNotification`; over Kafka with its place on the topic. */
export function notificationLine({ notification, foreign }: NotificationRecorded, paint: Paint): string {
  const name = envelopeOf(notification).eventType ?? 'a notification without a name';
  const { sent } = notification;
  const at = sent.protocol === 'kafka' ? `, ${shortTopic(sent.topic)} ${shortPlace(sent)}` : '';
  return paint.dim(
    clean(`    ${notification.id} ← ${name}${at}${foreign === true ? ', of a record that is not of this run' : ''}`),
  );
}

/** `    besides: a second one, the same as the first: 201, createBillFormat.commandReply [0]@13`. */
export function strayLine({ stray }: StrayReplyRecorded, paint: Paint): string {
  const { status, record } = stray.reply;
  const at = record === undefined ? '' : `, ${shortTopic(record.topic)} ${shortPlace(record)}`;
  return paint.dim(clean(`    besides: ${strayText(stray)}: ${status}${at}`));
}

/** A step's verdict and findings; `body` gives the reply of an exchange, cut. */
export function stepLines(
  event: StepFinished,
  body: (exchange: string | undefined) => string | undefined,
  width: number,
  paint: Paint,
): string[] {
  const { verdict, scenario, step, resource, title, checks, reason } = event;
  const head = `  ${paint.verdict(verdict, VERDICT_WORDS[verdict].padEnd(WORD))}  `;
  const findings = checks.flatMap((check) => check.findings.map((finding) => `${finding.kind}: ${sentence(finding)}`));
  const failing = new Set(
    checks.filter((check) => check.verdict === 'fail' || check.verdict === 'inconclusive').map((check) => check.exchange),
  );
  const bodies = [...failing].flatMap((exchange) => body(exchange) ?? []);
  return [
    ...hang(head, `${scenario}/${step} at ${resource}: ${title}`, width, WORD + 4),
    ...(reason === undefined ? [] : hang('      ', reason, width)),
    ...findings.flatMap((text) => hang('      ', text, width)),
    ...bodies.flatMap((text) => hang(`      ${paint.dim('reply ')}`, text, width, 12)),
  ];
}

/** The beginning of a reply's body, on one line. */
export function bodyText({ outcome }: Exchange): string {
  if (outcome.kind === 'failure') return [outcome.message, ...heardText(outcome.heard, BODY)].join(' ');
  const { status, body } = outcome;
  return body.kind === 'empty' ? `${status}, no body` : `${status} ${beginningOf(body, BODY)}`;
}

/** Longest part of an error reply that a problem shows. */
const ANSWER = 300;

/** How an error reply begins, or what came instead of a usable one; `undefined` for other replies, and for errors without a body. */
export function errorText({ outcome }: Exchange): string | undefined {
  if (outcome.kind === 'failure') return heardText(outcome.heard, ANSWER)[0];
  const { status, body } = outcome;
  return status < 400 || body.kind === 'empty' ? undefined : beginningOf(body, ANSWER);
}

function heardText(heard: Failure['heard'], length: number): string[] {
  if (heard === undefined) return [];
  const { headers, body } = heard;
  return [`headers ${headersText(headers) || 'none'}; ${body.kind === 'empty' ? 'no body' : beginningOf(body, length)}`];
}

function beginningOf(body: Exclude<Body, { readonly kind: 'empty' }>, length: number): string {
  return body.kind === 'json' ? compact(body.value, length) : cut(body.text, length);
}

/** Where an exchange over Kafka is to be found: its request, and its reply or what came instead. */
export function recordsText({ sent, outcome }: Exchange): string | undefined {
  if (sent.protocol !== 'kafka') return undefined;
  const found = outcome.kind === 'reply' ? outcome.record : outcome.heard?.record;
  return [sent, ...(found ? [found] : [])].map(briefPlace).join(' → ');
}
