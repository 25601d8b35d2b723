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
  const found = bodyIn(event);
  if (found?.body.kind !== 'stored') return event as RunEvent;
  const { file, bytes } = found.body;
  return replaced(event, found.path, { kind: 'json', value: JSON.parse(read(file)), bytes }) as RunEvent;
}

/** Where an event can hold what a SUT has sent. */
const BODIES = [
  ['exchange', 'outcome', 'body'],
  ['exchange', 'outcome', 'heard', 'body'],
  ['notification', 'body'],
  ['stray', 'reply', 'body'],
] as const;

function withStoredBody(event: RunEvent, files: Pick<ReportFiles, 'store'>): object {
  const found = bodyIn(event);
  if (found?.body.kind !== 'json') return event;
  const text = JSON.stringify(found.body.value);
  if (Buffer.byteLength(text) <= INLINE_LIMIT) return event;
  return replaced(event, found.path, { kind: 'stored', file: files.store(text), bytes: found.body.bytes });
}

function bodyIn(event: object): { readonly path: readonly string[]; readonly body: Body | StoredBody } | undefined {
  for (const path of BODIES) {
    const body = path.reduce<object | undefined>(memberOf, event);
    if (body !== undefined) return { path, body: body as Body | StoredBody };
  }
  return undefined;
}

function memberOf(holder: object | undefined, name: string): object | undefined {
  return holder === undefined ? undefined : (holder as Record<string, object | undefined>)[name];
}

function replaced(holder: object, [name = '', ...rest]: readonly string[], body: Body | StoredBody): object {
  return { ...holder, [name]: rest.length === 0 ? body : replaced(memberOf(holder, name) ?? {}, rest, body) };
}
