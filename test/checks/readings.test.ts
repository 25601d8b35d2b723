import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../src/checks/index.ts';
import type { CheckContext, ReplyExchange } from '../../src/core/check.ts';
import { verdictOf } from '../../src/core/finding.ts';
import type { Json } from '../../src/core/json.ts';
import { readProfile } from '../support/profile-file.ts';
import { aContext, aList, aReply, codesOf } from '../support/replies.ts';

/** A reply that one option of a ruling takes otherwise than the default. */
interface Telling {
  readonly option: `AMB-R${number}=${string}`;
  readonly check: string;
  readonly argument: Json;
  readonly reply: ReplyExchange;
  readonly context?: Partial<CheckContext>;
  /** The findings of the default reading. */
  readonly byDefault: readonly string[];
  /** Those of the option. */
  readonly byOption: readonly string[];
}

const ROOT = 'http://sut.example/api/v1/partyAccount';
const FULL = { id: '7', href: `${ROOT}/7` };
const patch = (status: number) => aReply({ status, json: { id: '7' }, request: { operation: 'patch', body: { name: 'x' } } });
const creation = (status: number, json: Json, body: Json = { name: 'x' }) =>
  aReply({ status, json, headers: {}, request: { operation: 'create', body } });
const refusal = (status: number, json: Json) => creation(status, json, {});
const reduced = (json: Json) => aReply({ json, request: { fields: ['state'] } });

const TELLING: readonly Telling[] = [
  {
    option: 'AMB-R01=optional',
    check: 'succeeded',
    argument: 'PATCH',
    reply: patch(405),
    byDefault: ['violation operation.unsupported'],
    byOption: ['not-applicable'],
  },
  {
    option: 'AMB-R02=literal',
    check: 'succeeded',
    argument: 'PATCH',
    reply: patch(200),
    byDefault: ['remark status.tolerated'],
    byOption: ['violation status.unexpected'],
  },
  {
    option: 'AMB-R03=literal',
    check: 'succeeded',
    argument: 'DELETE',
    reply: aReply({ status: 204, request: { operation: 'delete' } }),
    byDefault: ['remark status.tolerated'],
    byOption: ['violation status.unexpected'],
  },
  {
    option: 'AMB-R04=literal',
    check: 'status',
    argument: 200,
    reply: aList([], { status: 206 }),
    byDefault: ['remark status.partial-content'],
    byOption: ['violation status.partial-content'],
  },
  {
    option: 'AMB-R07=literal',
    check: 'matches',
    argument: { sent: { lastModified: '2017-06-01T10:00:00Z' } },
    reply: aReply({ json: { lastModified: '2026-01-01T00:00:00Z' } }),
    byDefault: ['remark value.server-managed'],
    byOption: ['violation value.different'],
  },
  {
    option: 'AMB-R10=literal',
    check: 'unsent',
    argument: ['description', 'severity'],
    reply: aReply({ json: FULL }),
    byDefault: [],
    byOption: ['remark attribute.unsent'],
  },
  {
    option: 'AMB-R11=literal',
    check: 'location',
    argument: true,
    reply: aReply({ status: 201, json: { id: '7' }, headers: { location: '/api/v1/partyAccount/7' } }),
    byDefault: [],
    byOption: ['violation location.not-exact'],
  },
  {
    option: 'AMB-R11=body',
    check: 'location',
    argument: true,
    reply: creation(201, FULL),
    byDefault: ['violation location.missing'],
    byOption: [],
  },
  {
    option: 'AMB-R15=emptyServer',
    check: 'contains',
    argument: { ids: ['7'], alone: true },
    reply: aList([{ id: '7' }, { id: '8' }]),
    byDefault: [],
    byOption: ['violation list.not-only-own'],
  },
  {
    option: 'AMB-R19=strict',
    check: 'only',
    argument: { attributes: ['state'] },
    reply: reduced({ ...FULL, state: 'Active' }),
    byDefault: [],
    byOption: ['violation fields.unrequested', 'violation fields.unrequested'],
  },
  {
    option: 'AMB-R19=idHrefRequired',
    check: 'only',
    argument: { attributes: ['state'] },
    reply: reduced({ id: '7', state: 'Active' }),
    byDefault: [],
    byOption: ['violation fields.not-returned'],
  },
  {
    option: 'AMB-R26=literal',
    check: 'defaulted',
    argument: { at: 'billStructure.format.name', value: 'Standard invoice', omitted: true },
    reply: aReply({ json: FULL }),
    byDefault: ['remark default.absent'],
    byOption: ['violation default.absent'],
  },
  {
    option: 'AMB-R29=plainJson',
    check: 'succeeded',
    argument: 'PATCH',
    reply: patch(201),
    byDefault: [],
    byOption: ['remark patch.plain-json'],
  },
  {
    option: 'AMB-R34=literal',
    check: 'mentions',
    argument: 'name',
    reply: refusal(400, { reason: 'a mandatory attribute is missing' }),
    byDefault: [],
    byOption: ['violation error.no-mention'],
  },
  {
    option: 'AMB-R39=literal',
    check: 'matches',
    argument: { sent: { state: 'Active' } },
    reply: aReply({ json: { state: 'Created' } }),
    byDefault: ['remark value.server-managed'],
    byOption: ['violation value.different'],
  },
  {
    option: 'AMB-R39=literal',
    check: 'accepted',
    argument: 201,
    reply: creation(422, {}, { name: 'x', type: 'joint' }),
    byDefault: ['undecided status.fixture-refused'],
    byOption: ['violation status.creation-refused'],
  },
  {
    option: 'AMB-R39=literal',
    check: 'accepted',
    argument: 201,
    reply: creation(422, {}, { name: 'x', frequency: 'monthly' }),
    byDefault: ['undecided status.fixture-refused'],
    byOption: ['undecided status.fixture-refused'],
  },
  {
    option: 'AMB-R48=strict',
    check: 'body',
    argument: 'object',
    reply: aReply({ json: {}, headers: {} }),
    byDefault: ['remark body.content-type'],
    byOption: ['violation body.content-type'],
  },
  {
    option: 'AMB-R52=strict',
    check: 'only',
    argument: { attributes: ['state'] },
    reply: reduced({ state: 'Active', name: null }),
    byDefault: ['remark fields.unrequested-null'],
    byOption: ['violation fields.unrequested'],
  },
  {
    option: 'AMB-R54=absoluteOnly',
    check: 'mandatory',
    argument: ['href'],
    reply: aReply({ json: { id: '7', href: '/api/v1/partyAccount/7' } }),
    byDefault: [],
    byOption: ['violation href.relative'],
  },
  {
    option: 'AMB-R56=literal',
    check: 'matches',
    argument: { sent: { type: 'joint' } },
    reply: aReply({ json: FULL }),
    byDefault: ['remark value.unsupported'],
    byOption: ['violation value.missing'],
  },
  {
    option: 'AMB-R59=tolerant',
    check: 'mandatory',
    argument: ['id'],
    reply: aReply({ json: { ...FULL, id: 7 } }),
    byDefault: ['violation attribute.wrong-type'],
    byOption: ['remark attribute.wrong-type'],
  },
  {
    option: 'AMB-R60=tolerant',
    check: 'meets',
    argument: { type: 'joint' },
    reply: aList([{ id: '7', type: 'JOINT' }]),
    byDefault: ['violation filter.not-met'],
    byOption: [],
  },
  {
    option: 'AMB-R62=literal',
    check: 'refused',
    argument: 'name',
    reply: refusal(422, {}),
    byDefault: ['remark status.tolerated'],
    byOption: ['violation status.unexpected'],
  },
];

/** What a check finds under some options. */
function judge({ check, argument, reply, context }: Telling, options: Readonly<Record<string, string>>) {
  const judgement = CHECKS[check]?.judge([reply], argument, aContext({ ...context, options }));
  return judgement === undefined ? ['no such check'] : codesOf(judgement);
}

describe('each reading that a check decides, from both sides', () => {
  it.each(TELLING)('$option: $check', (telling) => {
    const [ruling = '', option = ''] = telling.option.split('=');
    expect(judge(telling, {}), 'by default').toEqual(telling.byDefault);
    expect(judge(telling, { [ruling]: option }), `by ${option}`).toEqual(telling.byOption);
  });

  it('leaves out no option of a ruling that checks ask for', () => {
    // those of notifications are shown where notifications are
    const elsewhere = ['AMB-R32', 'AMB-R33'];
    const asked = new Set(Object.values(CHECKS).flatMap(({ rulings = [] }) => rulings));
    const options = readProfile()
      .rulings.filter(({ id }) => asked.has(id) && !elsewhere.includes(id))
      .flatMap(({ id, options: all }) => Object.keys(all).map((option) => `${id}=${option}`))
      .filter((option) => !option.endsWith('=default'));
    expect([...new Set(TELLING.map(({ option }) => option))].sort()).toEqual([...options].sort());
  });

  it('AMB-R10 never fails', () => {
    const judgement = CHECKS.unsent?.judge(
      [aReply({ json: {} })],
      ['description', 'type'],
      aContext({ options: { 'AMB-R10': 'literal' } }),
    );
    expect(judgement?.kind === 'judged' && verdictOf(judgement.findings)).toBe('pass');
    expect(judgement).toMatchObject({ findings: [{ expected: 'description' }, { expected: 'type' }] });
  });

  it.each([{ location: `${ROOT}/7` }, { location: `${ROOT}/7`, href: 'nonsense' }])(
    'AMB-R11=body takes location before href: %j',
    (says) => {
      const reply = creation(201, { id: '7', ...says });
      expect(codesOf(CHECKS.location?.judge([reply], true, aContext({ options: { 'AMB-R11': 'body' } })) as never)).toEqual([]);
    },
  );

  it('AMB-R11=body still judges what the body says, and prefers a header', () => {
    const context = aContext({ options: { 'AMB-R11': 'body' } });
    const wrong = creation(201, { id: '7', href: `${ROOT}/8` });
    expect(CHECKS.location?.judge([wrong], true, context)).toMatchObject({
      findings: [{ code: 'location.wrong-path', where: 'body' }],
    });
    const header = aReply({ status: 201, json: FULL, headers: { location: `${ROOT}/8` } });
    expect(CHECKS.location?.judge([header], true, context)).toMatchObject({ findings: [{ where: 'header Location' }] });
  });
});
