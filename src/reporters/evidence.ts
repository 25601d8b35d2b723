import type { RunEvent } from '../core/event.ts';
import type { Body } from '../core/exchange.ts';
import type { Reporter, ReporterSinks, ReportFiles } from './reporter.ts';

/** Longer bodies are stored beside the evidence, so that its lines stay readable. In UTF-8 bytes of the JSON text. */
export const INLINE_LIMIT = 64 * 1024;

/** What stands in the evidence in place of a long JSON body; `file` is relative to the evidence. */
export interface StoredBody {
  readonly kind: 'stored';
  readonly file: string;
  /** As in the body it replaces: its size when it came. */
  readonly bytes: number;
}

/** Writes `evidence.ndjson`: each event as one line, at the moment it happens. */
export function createEvidenceReporter({ files }: Pick<ReporterSinks, 'files'>): Reporter {
  return {
    onEvent(event) {
      const line = JSON.stringify(event);
      // no UTF-16 unit takes more than three bytes, so a short line needs no measuring
      const isShort = line.length * 3 <= INLINE_LIMIT;
      files.append('evidence.ndjson', `${isShort ? line : JSON.stringify(withStoredBody(event, files))}\n`);
    },
    async finish() {},
  };
}

/** Puts a stored body back into an event that was read from evidence; `read` returns the text of a file beside it. */
export function restoreBody(event: object, read: (file: string) => string): RunEvent {
  const stored = storedIn(event);
  if (!stored) return event as RunEvent;
  const body: Body = { kind: 'json', value: JSON.parse(read(stored.file)), bytes: stored.bytes };
  return replaceBody(event as Recorded, body) as RunEvent;
}

type Recorded = Extract<RunEvent, { event: 'exchange' | 'notification' }>;

function withStoredBody(event: RunEvent, files: Pick<ReportFiles, 'store'>): object {
  const body = bodyIn(event);
  if (body?.kind !== 'json') return event;
  const text = JSON.stringify(body.value);
  if (Buffer.byteLength(text) <= INLINE_LIMIT) return event;
  return replaceBody(event as Recorded, { kind: 'stored', file: files.store(text), bytes: body.bytes });
}

function bodyIn(event: RunEvent): Body | undefined {
  if (event.event === 'notification') return event.notification.body;
  return event.event === 'exchange' && event.exchange.outcome.kind === 'reply' ? event.exchange.outcome.body : undefined;
}

function replaceBody(event: Recorded, body: Body | StoredBody): object {
  if (event.event === 'notification') return { ...event, notification: { ...event.notification, body } };
  return { ...event, exchange: { ...event.exchange, outcome: { ...event.exchange.outcome, body } } };
}

function storedIn(event: object): StoredBody | undefined {
  const { exchange, notification } = event as {
    exchange?: { outcome?: { body?: Body | StoredBody } };
    notification?: { body?: Body | StoredBody };
  };
  const body = notification?.body ?? exchange?.outcome?.body;
  return body?.kind === 'stored' ? body : undefined;
}
