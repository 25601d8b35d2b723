import type { CheckResult, StepFinished } from '../event.ts';
import type { Body, Exchange, Failure, OperationRequest, Reply, SentMessage } from '../exchange.ts';
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
    notes: notes.map((note) =>
      note.kind === 'redirect' ? { ...note, from: secrets.mask(note.from), to: secrets.mask(note.to) } : note,
    ),
    ...(more === undefined ? {} : { more: secrets.mask(more) }),
  };
}

/** A notification as it may be written. */
export function maskNotification(notification: ReceivedNotification, secrets: Secrets): ReceivedNotification {
  if (secrets.isEmpty) return notification;
  const { method, path, headers } = notification.sent;
  return {
    ...notification,
    sent: { method, path: secrets.mask(path), headers: maskValues(headers, secrets) },
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
  return {
    ...sent,
    url: secrets.mask(sent.url),
    headers: maskValues(sent.headers, secrets),
    ...(sent.body === undefined ? {} : { body: secrets.mask(sent.body) }),
  };
}

function maskReply(reply: Reply, secrets: Secrets): Reply {
  return { ...reply, headers: maskValues(reply.headers, secrets), body: maskBody(reply.body, secrets) };
}

function maskBody(body: Body, secrets: Secrets): Body {
  if (body.kind === 'json') return { ...body, value: secrets.maskJson(body.value) };
  return body.kind === 'text' ? { ...body, text: secrets.mask(body.text), error: secrets.mask(body.error) } : body;
}

function maskFailure(failure: Failure, secrets: Secrets): Failure {
  return { ...failure, message: secrets.mask(failure.message) };
}

function maskValues(headers: Readonly<Record<string, string>>, secrets: Secrets): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, secrets.mask(value)]));
}
