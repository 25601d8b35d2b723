import type { Exchange } from '../exchange.ts';
import { addressOf } from '../exchange.ts';
import type { Json, JsonObject } from '../json.ts';
import { isObject } from '../json.ts';
import { percentDecode } from '../percent-decoding.ts';
import type { ResourceName } from '../profile.ts';

/** Where a run notes what it is about to create, so that it can be removed even after a kill. Writes at once. */
export interface Journal {
  /** Before the creation is sent; `token` ties later notes to it. */
  intend(entry: Noted & { readonly token: string }): void;
  created(entry: Noted & { readonly token: string; readonly id: string }): void;
  /** The SUT said that it created nothing, or a search has found nothing. */
  refused(entry: Noted & { readonly token: string }): void;
  deleted(entry: Noted & { readonly id: string }): void;
}

/** What a note is about: a record of the resource, or a subscription to its notifications. */
interface Noted {
  readonly resource: ResourceName;
  readonly kind?: 'subscription';
}

/** What this run has created at one resource and not yet deleted, oldest first. */
export interface OwnRecords {
  /** Every id the run has created here, deleted ones included, and those of supplied records. */
  readonly ids: ReadonlySet<string>;
  /** Not yet deleted, newest first. */
  left(): readonly string[];
  /** True while a creation got no clear answer: the record may exist under an id that nobody knows. */
  hasLost(): boolean;
  /** Notes the intention; returns the token for `settle`. */
  intend(): string;
  /**
   * Notes what became of a creation. A record that `isForeign` knows from before is not what was created, whatever
   * the reply says: it is not this run's to delete.
   */
  settle(token: string, exchange: Exchange, isForeign?: (id: string) => boolean): void;
  /** A record of the operator that is judged as one of this run, and never deleted (AMB-R13). */
  supply(id: string): void;
  /** A record of this run that turned up in a search. */
  adopt(id: string): void;
  /** The whole collection was searched: creations without an answer have left nothing more. */
  searched(): void;
  deleted(id: string): void;
  /** A record that was deleted is shown again. */
  returned(id: string): void;
  /** True once a record was shown after its deletion: the server's word for a deletion is not enough. */
  hasReturned(): boolean;
  /** A record that was not deleted is not under its id any more: it may be under another. */
  strayed(id: string): void;
}

/** Starts the account of one resource: of its records, or of the subscriptions to its notifications. */
export function trackOwnRecords(resource: ResourceName, journal: Journal, kind?: 'subscription'): OwnRecords {
  const noted: Noted = { resource, ...(kind && { kind }) };
  const ids = new Set<string>();
  const left: string[] = [];
  const supplied = new Set<string>();
  const open = new Set<string>();
  let anyReturned = false;
  const strayed = new Set<string>();
  let count = 0;

  const add = (id: string) => {
    if (!ids.has(id)) left.push(id);
    ids.add(id);
  };

  const intend = () => {
    count += 1;
    const token = `${resource}${kind === undefined ? '' : `-${kind}`}-${count}`;
    open.add(token);
    journal.intend({ token, ...noted });
    return token;
  };

  return {
    ids,
    left: () => [...left].reverse(),
    hasLost: () => open.size > 0,
    intend,
    settle(token, { outcome, sent }, isForeign) {
      if (outcome.kind === 'failure') return;
      const id = outcome.status < 300 && outcome.body.kind === 'json' ? identifierOf(outcome.body.value) : undefined;
      const named = id ?? (outcome.status < 300 ? idIn(outcome.headers.location, addressOf(sent)) : undefined);
      // neither what was there before nor what the operator supplied was created now
      if (named !== undefined && (supplied.has(named) || (!ids.has(named) && isForeign?.(named) === true))) return;
      if (named !== undefined) {
        open.delete(token);
        journal.created({ token, ...noted, id: named });
        add(named);
      } else if (outcome.status >= 400 && outcome.status < 500) {
        open.delete(token);
        journal.refused({ token, ...noted });
      }
    },
    supply(id) {
      ids.add(id);
      supplied.add(id);
    },
    adopt(id) {
      journal.created({ token: 'found', ...noted, id });
      add(id);
    },
    searched() {
      for (const token of open) journal.refused({ token, ...noted });
      open.clear();
    },
    deleted(id) {
      const index = left.indexOf(id);
      if (index < 0) return;
      left.splice(index, 1);
      journal.deleted({ ...noted, id });
    },
    returned(id) {
      if (!ids.has(id) || left.includes(id) || supplied.has(id)) return;
      left.push(id);
      anyReturned = true;
      journal.created({ token: 'returned', resource, id });
    },
    hasReturned: () => anyReturned,
    strayed(id) {
      if (strayed.has(id) || !left.includes(id)) return;
      strayed.add(id);
      // like a creation without an answer: the run's mark will tell the record
      intend();
    },
  };
}

/** The id of a representation as text. */
export function identifierOf(value: Json): string | undefined {
  if (!isObject(value)) return undefined;
  return (typeof value.id === 'string' && value.id !== '') || typeof value.id === 'number' ? String(value.id) : undefined;
}

/** True for a record whose name or description carries the run id: nobody else writes that. */
export function bearsMark(value: Json, runId: string): value is JsonObject {
  return isObject(value) && [value.name, value.description].some((text) => typeof text === 'string' && text.includes(runId));
}

/** The id that a `Location` names: what follows the collection's own segment. */
function idIn(location: string | undefined, collection: string): string | undefined {
  const [last, before] = segmentsOf(location).reverse();
  if (last === undefined || before !== segmentsOf(collection).at(-1)) return undefined;
  return percentDecode(last);
}

/** The path segments of a URL or of a reference to one. */
function segmentsOf(url: string | undefined): string[] {
  return (
    url
      ?.split(/[?#]/)[0]
      ?.split('/')
      .filter((part) => part !== '') ?? []
  );
}
