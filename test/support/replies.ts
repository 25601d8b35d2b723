import type { CheckContext, Judgement, ReplyExchange } from '../../src/core/check.ts';
import type { ExchangeNote, OperationRequest } from '../../src/core/exchange.ts';
import type { Finding } from '../../src/core/finding.ts';
import type { Json } from '../../src/core/json.ts';
import type { Profile } from '../../src/core/profile.ts';

const ROOT = 'http://sut.example/api/v1';

const ATTRIBUTES = 'id href name description type state lastModified relatedParty billStructure'
  .split(' ')
  .map((name) => ({ name }));

interface ReplyParts {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A JSON value; `text` for what is not JSON; neither for an empty body. */
  readonly json?: Json;
  readonly text?: string;
  readonly request?: Partial<OperationRequest>;
  readonly notes?: readonly ExchangeNote[];
}

/** One exchange with a reply, a retrieval of a PartyAccount unless told otherwise. */
export function aReply({ status = 200, headers, json, text, request, notes }: ReplyParts): ReplyExchange {
  return {
    id: 'e1',
    request: { operation: 'retrieve', resource: 'PartyAccount', ...request },
    sent: { protocol: 'http', method: 'GET', url: `${ROOT}/partyAccount`, headers: {} },
    outcome: {
      kind: 'reply',
      status,
      headers: headers ?? { 'content-type': 'application/json' },
      body:
        json !== undefined
          ? { kind: 'json', value: json, bytes: JSON.stringify(json).length }
          : text !== undefined
            ? { kind: 'text', text, bytes: text.length, error: 'not JSON' }
            : { kind: 'empty' },
    },
    notes: notes ?? [],
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 1,
  };
}

/** A reply to a list request. */
export function aList(json: Json, parts: Omit<ReplyParts, 'json'> = {}): ReplyExchange {
  return aReply({ ...parts, json, request: { operation: 'list', ...parts.request } });
}

/** A context in which every ruling has its default and the run has created nothing. */
export function aContext(
  changes: Partial<CheckContext> & { readonly options?: Readonly<Record<string, string>> } = {},
): CheckContext {
  const profile = {
    bindings: { rest: { paths: { PartyAccount: 'partyAccount' } } },
    resources: {
      PartyAccount: {
        create: { mandatory: [{ name: 'name' }] },
        patch: { patchable: [], nonPatchable: [] },
        attributes: { rows: ATTRIBUTES },
      },
    },
    statusPatterns: {
      GET: { success: 200 },
      POST: { success: 201 },
      PATCH: { success: 201, tolerated: [200], ruling: 'AMB-R02' },
      DELETE: { success: 200, tolerated: [204], ruling: 'AMB-R03' },
    },
    testData: { serverManaged: ['state', 'lastModified'], resources: {} },
    notifications: { completeness: 'whole', rows: [] },
    rulings: [],
  } as unknown as Profile;
  return {
    profile,
    resource: 'PartyAccount',
    option: (ruling) => changes.options?.[ruling] ?? 'default',
    ownIds: new Set(),
    shownAttributes: new Set(),
    managedAttributes: new Set(),
    movingAttributes: new Set(),
    cutShort: false,
    pagesOf: () => undefined,
    validate: () => [],
    resolve: (reference, sentUrl) => (URL.canParse(reference, sentUrl) ? new URL(reference, sentUrl) : undefined),
    isOwnOrigin: (url) => url.origin === new URL(ROOT).origin,
    ...changes,
  };
}

/** The findings as `kind code`, which is what most tests are about; `blocked` or `not-applicable` where the check did not judge. */
export function codesOf(judgement: Judgement): readonly string[] {
  return judgement.kind !== 'judged'
    ? [judgement.kind]
    : judgement.findings.map((finding: Finding) => `${finding.kind} ${finding.code}`);
}
