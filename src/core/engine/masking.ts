import type { CheckResult, StepFinished } from '../event.ts';
import type {
  Body,
  Exchange,
  ExchangeNote,
  Failure,
  OperationRequest,
  RecordPlace,
  Reply,
  SentMessage,
  StrayReply,
} from '../exchange.ts';
import type { Finding } from '../finding.ts';
import type { Json, JsonObject } from '../json.ts';
import type { ReceivedNotification } from '../notification.ts';
import type { Secrets } from '../secrets.ts';

/**
 * An exchange as it may be written. The engine works with what really came: a token that happens to be part of an id
 * or of a path must not change a verdict, so secrets are replaced only where an event is made.
 */
export function maskExchange(exchange: Exchange, secrets: Secrets): Exchange {
  if (secrets.isEmpty) return exchange;
  const { request, sent, outcome, notes, more, ...rest } = exchange;
  return {
    ...rest,
    request: secrets.maskJson(request as unknown as JsonObject) as unknown as OperationRequest,
    sent: maskSent(sent, secrets),
    outcome: outcome.kind === 'failure' ? maskFailure(outcome, secrets) : maskReply(outcome, secrets),
    notes: notes.map((note) => maskNote(note, secrets)),
    ...(more === undefined ? {} : { more: secrets.mask(more) }),
  };
}

function maskNote(note: ExchangeNote, secrets: Secrets): ExchangeNote {
  if (note.kind === 'redirect') return { ...note, from: secrets.mask(note.from), to: secrets.mask(note.to) };
  return note.kind === 'accepted' ? { ...note, url: secrets.mask(note.url) } : note;
}

/** A reply besides those that were awaited, as it may be written. */
export function maskStray(stray: StrayReply, secrets: Secrets): StrayReply {
  return secrets.isEmpty ? stray : { ...stray, reply: maskReply(stray.reply, secrets) };
}

/** A notification as it may be written. */
export function maskNotification(notification: ReceivedNotification, secrets: Secrets): ReceivedNotification {
  if (secrets.isEmpty) return notification;
  const { sent } = notification;
  const headers = maskValues(sent.headers, secrets);
  return {
    ...notification,
    sent:
      sent.protocol === 'http'
        ? { ...sent, path: secrets.mask(sent.path), headers }
        : { ...sent, ...maskKey(sent, secrets), headers },
    body: maskBody(notification.body, secrets),
  };
}

/** A finished step as it may be written: what its findings quote, and its reasons. */
export function maskStep(step: StepFinished, secrets: Secrets): StepFinished {
  if (secrets.isEmpty) return step;
  return { ...step, ...maskReason(step, secrets), checks: step.checks.map((check) => maskCheck(check, secrets)) };
}

function maskCheck(check: CheckResult, secrets: Secrets): CheckResult {
  return { ...check, ...maskReason(check, secrets), findings: check.findings.map((finding) => maskFinding(finding, secrets)) };
}

function maskFinding(finding: Finding, secrets: Secrets): Finding {
  const { pointer, expected, actual } = finding;
  const masked = (value: Json) => secrets.maskJson(value);
  return {
    ...finding,
    ...(pointer === undefined ? {} : { pointer: secrets.mask(pointer) }),
    ...(expected === undefined ? {} : { expected: masked(expected) }),
    ...(actual === undefined ? {} : { actual: masked(actual) }),
  };
}

function maskReason({ reason }: { readonly reason?: string }, secrets: Secrets): { readonly reason?: string } {
  return reason === undefined ? {} : { reason: secrets.mask(reason) };
}

function maskSent(sent: SentMessage, secrets: Secrets): SentMessage {
  const masked = {
    headers: maskValues(sent.headers, secrets),
    ...(sent.body === undefined ? {} : { body: secrets.mask(sent.body) }),
  };
  return sent.protocol === 'http'
    ? { ...sent, url: secrets.mask(sent.url), ...masked }
    : { ...sent, ...maskKey(sent, secrets), ...masked };
}

function maskReply(reply: Reply, secrets: Secrets): Reply {
  return { ...reply, ...maskHeard(reply, secrets) };
}

type Heard = Pick<Reply, 'headers' | 'body' | 'record'>;

function maskHeard({ headers, body, record }: Heard, secrets: Secrets): Heard {
  return {
    headers: maskValues(headers, secrets),
    body: maskBody(body, secrets),
    ...(record && { record: { ...record, ...maskKey(record, secrets) } }),
  };
}

function maskKey({ key }: RecordPlace, secrets: Secrets): Pick<RecordPlace, 'key'> {
  return key === undefined ? {} : { key: secrets.mask(key) };
}

function maskBody(body: Body, secrets: Secrets): Body {
  if (body.kind === 'json') return { ...body, value: secrets.maskJson(body.value) };
  return body.kind === 'text' ? { ...body, text: secrets.mask(body.text), error: secrets.mask(body.error) } : body;
}

function maskFailure(failure: Failure, secrets: Secrets): Failure {
  const { heard } = failure;
  return { ...failure, message: secrets.mask(failure.message), ...(heard && { heard: maskHeard(heard, secrets) }) };
}

function maskValues(headers: Readonly<Record<string, string>>, secrets: Secrets): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, secrets.mask(value)]));
}
