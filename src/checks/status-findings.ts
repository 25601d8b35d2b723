import type { ReplyExchange } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import type { Json } from '../core/json.ts';

/** Where a status stands, what was due and what came. */
interface Said {
  readonly where: 'status';
  readonly expected: Json;
  readonly actual: number;
}

/** The finding about a status that no reading accepts: undecided where it tells of something else than the request's matter. */
export function otherStatus(page: ReplyExchange, said: Said): Finding {
  return withoutAccess(said) ?? leftRedirect(page, said) ?? { code: 'status.unexpected', kind: 'violation', ...said };
}

/** Who may not look cannot tell what is there. */
export function withoutAccess(said: Said): Finding | undefined {
  const { actual } = said;
  if (actual === 401 || actual === 403 || actual === 407) return { code: 'status.not-authorised', kind: 'undecided', ...said };
  return actual === 429 ? { code: 'status.throttled', kind: 'undecided', ...said } : undefined;
}

/** AMB-R49: what the transport did not follow is judged as it is. */
function leftRedirect(page: ReplyExchange, said: Said): Finding | undefined {
  const { location } = page.outcome.headers;
  if (said.actual < 300 || said.actual >= 400 || location === undefined) return undefined;
  const actual = `${said.actual} to ${location}`;
  return { code: 'redirect.not-followed', kind: 'violation', ...said, actual, ruling: 'AMB-R49' };
}

/** What the transport had to do before it got this reply. */
export function transportRemarks(page: ReplyExchange): readonly Finding[] {
  return page.notes.map((note) =>
    note.kind === 'redirect'
      ? { code: 'redirect.followed', kind: 'remark', where: 'status', actual: note.to, ruling: 'AMB-R49' }
      : { code: 'retry.waited', kind: 'remark', where: 'status', actual: `${note.status} with Retry-After, ${note.waitedMs} ms` },
  );
}
