import type { CheckContext, ReplyExchange } from '../core/check.ts';
import type { ExchangeNote } from '../core/exchange.ts';
import type { Finding } from '../core/finding.ts';
import type { Json } from '../core/json.ts';
import type { StatusPattern } from '../core/profile.ts';

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

/** The options by which only the printed status counts. */
const PRINTED_ONLY: readonly string[] = ['literal', 'refused'];

/** What is said of a status that counts beside the one of success: a remark, or by the other reading a failure. */
export function toleratedStatus(
  { success, tolerated = [], ruling = '' }: StatusPattern,
  actual: number,
  { option }: Pick<CheckContext, 'option'>,
): Finding | undefined {
  if (!tolerated.includes(actual)) return undefined;
  const said = { where: 'status', expected: success, actual, ruling } as const;
  return PRINTED_ONLY.includes(option(ruling))
    ? { code: 'status.unexpected', kind: 'violation', ...said }
    : { code: 'status.tolerated', kind: 'remark', ...said };
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
  return page.notes.map(transportRemark);
}

function transportRemark(note: ExchangeNote): Finding {
  const said = { kind: 'remark', where: 'status' } as const;
  switch (note.kind) {
    case 'redirect':
      return { code: 'redirect.followed', ...said, actual: note.to, ruling: 'AMB-R49' };
    case 'retry':
      return { code: 'retry.waited', ...said, actual: `${note.status} with Retry-After, ${note.waitedMs} ms` };
    case 'accepted':
      return { code: note.isDone ? 'change.awaited' : 'change.unseen', ...said, actual: note.url, ruling: 'AMB-R67' };
  }
}
