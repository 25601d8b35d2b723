import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Journal } from '../core/engine/own-records.ts';
import { OutputError } from '../reporters/report-files.ts';

/** The first line of a journal: enough to find the target again. Holds no secret. */
export interface JournalHead {
  readonly format: 'ctk-journal/1';
  readonly run: string;
  readonly target: string;
  /** Of a Kafka target. */
  readonly topicPrefix?: string;
  readonly profile: string;
  readonly startedAt: string;
}

type Line =
  | (Noted & { readonly note: 'intend' | 'refused'; readonly token: string })
  | (Noted & { readonly note: 'created'; readonly token: string; readonly id: string })
  | (Noted & { readonly note: 'deleted'; readonly id: string });

/** A note without a kind is about a record. */
interface Noted {
  readonly resource: string;
  readonly kind?: 'subscription';
}

/** What a journal says is still at the SUT. */
export interface Leftover {
  readonly head: JournalHead;
  /** Resource → ids, newest first. */
  readonly ids: ReadonlyMap<string, readonly string[]>;
  /** Token → resource of creations that were never answered: to be searched for the run's mark. */
  readonly lost: ReadonlyMap<string, string>;
  /** The same of subscriptions to notifications; nothing can be searched for those that were never answered. */
  readonly subscriptions: Pick<Leftover, 'ids' | 'lost'>;
}

const folderOf = (outDir: string) => join(outDir, 'journal');
const fileOf = (outDir: string, run: string) => join(folderOf(outDir), `${run}.ndjson`);

/** A journal on disk: each note is written before the call returns, so it survives a kill. */
export interface JournalFile extends Journal {
  /** Removes the file when nothing is left; returns whether it did. */
  closeIfClean(): boolean;
}

/**
 * Opens the journal of a run in `<out>/journal/<run>.ndjson`.
 *
 * @throws OutputError where it cannot be written
 */
export function openJournal(outDir: string, head: JournalHead): JournalFile {
  const file = fileOf(outDir, head.run);
  const write = (line: JournalHead | Line) => {
    try {
      appendFileSync(file, `${JSON.stringify(line)}\n`);
    } catch (cause) {
      throw new OutputError(file, cause);
    }
  };
  try {
    mkdirSync(folderOf(outDir), { recursive: true });
  } catch (cause) {
    throw new OutputError(folderOf(outDir), cause);
  }
  if (!existsSync(file)) write(head);
  return {
    intend: (entry) => write({ note: 'intend', ...entry }),
    created: (entry) => write({ note: 'created', ...entry }),
    refused: (entry) => write({ note: 'refused', ...entry }),
    deleted: (entry) => write({ note: 'deleted', ...entry }),
    closeIfClean() {
      const left = readJournal(outDir, head.run);
      if (left === undefined || [left, left.subscriptions].some(({ ids, lost }) => ids.size > 0 || lost.size > 0)) return false;
      rmSync(file);
      if (readdirSync(folderOf(outDir)).length === 0) rmdirSync(folderOf(outDir));
      return true;
    },
  };
}

/** The runs that left a journal behind, which means that they may have left records too. */
export function journalledRuns(outDir: string): readonly string[] {
  if (!existsSync(folderOf(outDir))) return [];
  return readdirSync(folderOf(outDir)).flatMap((name) => (name.endsWith('.ndjson') ? [name.slice(0, -'.ndjson'.length)] : []));
}

/** A folder of reports, and those of the runs of a comparison below it, of which each keeps a journal of its own. */
export function reportFolders(outDir: string): readonly string[] {
  const below = existsSync(outDir) ? readdirSync(outDir).filter((name) => /^[12]-(?:rest|kafka)$/.test(name)) : [];
  return [outDir, ...below.map((name) => join(outDir, name))];
}

/** Reads what a run left; `undefined` where it has no journal. A last line cut off by a kill is ignored. */
export function readJournal(outDir: string, run: string): Leftover | undefined {
  const file = fileOf(outDir, run);
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line): unknown[] => parseLine(line));
  const [head, ...notes] = lines as [JournalHead | undefined, ...Line[]];
  if (head === undefined) return undefined;
  const of = (kind: Noted['kind']) => leftOf(notes.filter((line) => line.kind === kind));
  return { head, ...of(undefined), subscriptions: of('subscription') };
}

function leftOf(notes: readonly Line[]): Pick<Leftover, 'ids' | 'lost'> {
  const open = new Map<string, string>();
  const ids = new Map<string, string[]>();
  for (const line of notes) {
    if (line.note === 'intend') open.set(line.token, line.resource);
    if (line.note === 'refused' || line.note === 'created') open.delete(line.token);
    if (line.note === 'created') ids.set(line.resource, [line.id, ...(ids.get(line.resource) ?? [])]);
    if (line.note === 'deleted') {
      const left = (ids.get(line.resource) ?? []).filter((id) => id !== line.id);
      if (left.length > 0) ids.set(line.resource, left);
      else ids.delete(line.resource);
    }
  }
  return { ids, lost: open };
}

function parseLine(line: string): unknown[] {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}
