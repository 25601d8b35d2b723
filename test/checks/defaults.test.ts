import { describe, expect, it } from 'vitest';
import { beginsToday, defaulted } from '../../src/checks/defaults.ts';
import type { Json } from '../../src/core/json.ts';
import { aContext, aReply, codesOf } from '../support/replies.ts';

describe('defaulted (AMB-R26)', () => {
  const ask = { at: 'billStructure.format.name', value: 'Standard invoice' };
  const judge = (json: Json, argument: object = ask, options = {}) =>
    defaulted.judge([aReply({ json })], argument as Json, aContext({ options }));

  it('passes the default, in an object and in each element of an array', () => {
    expect(codesOf(judge({ billStructure: { format: { name: 'Standard invoice' } } }))).toEqual([]);
    expect(codesOf(judge({ billStructure: { format: [{ name: 'Standard invoice' }] } }))).toEqual([]);
  });

  it.each<[Json, string, string]>([
    [{ billStructure: { format: { name: 'Other' } } }, 'value.different', '/billStructure/format/name'],
    [{ billStructure: { format: { name: '' } } }, 'value.different', '/billStructure/format/name'],
    [{ billStructure: { format: {} } }, 'value.missing', '/billStructure/format/name'],
    [{ billStructure: { format: [] } }, 'value.missing', '/billStructure/format/name'],
    [{ billStructure: { format: [{ name: 'Standard invoice' }, {}] } }, 'value.missing', '/billStructure/format/1/name'],
    [{ billStructure: null }, 'value.missing', '/billStructure/format/name'],
    [{}, 'value.missing', '/billStructure/format/name'],
  ])('fails %j', (json, code, pointer) => {
    expect(judge(json)).toMatchObject({ findings: [{ code, kind: 'violation', pointer, expected: 'Standard invoice' }] });
  });

  it('takes a structure that was not sent and is not there as a remark, by the letter as a violation', () => {
    const omitted = { ...ask, omitted: true };
    expect(codesOf(judge({}, omitted))).toEqual(['remark default.absent']);
    expect(codesOf(judge({ billStructure: null }, omitted))).toEqual(['remark default.absent']);
    expect(codesOf(judge({}, omitted, { 'AMB-R26': 'literal' }))).toEqual(['violation default.absent']);
  });

  it('fails one that was not sent and is there with something else', () => {
    expect(codesOf(judge({ billStructure: {} }, { ...ask, omitted: true }))).toEqual(['violation value.missing']);
  });

  it('is blocked without an object', () => {
    expect(codesOf(judge([]))).toEqual(['blocked']);
  });
});

describe('begins-today (AMB-R27)', () => {
  const argument = { at: 'contact.validFor.startDateTime', since: 'create' };
  const created = (headers: Record<string, string>) =>
    aContext({ pagesOf: (step) => (step === 'create' ? { pages: [aReply({ headers })], cutShort: false } : undefined) });
  const at = (startDateTime: Json, headers: Record<string, string> = { date: 'Wed, 10 Jun 2026 23:30:00 GMT' }) =>
    codesOf(beginsToday.judge([aReply({ json: { contact: [{ validFor: { startDateTime } }] } })], argument, created(headers)));

  it.each(['2026-06-10T23:30:00Z', '2026-06-09T00:00:00Z', '2026-06-11T23:59:59Z', '2026-06-10', '2026-06-11T01:30:00+02:00'])(
    'passes %s on the 10th by the server',
    (date) => {
      expect(at(date)).toEqual([]);
    },
  );

  it.each(['2026-06-08T23:59:59Z', '2026-06-12T00:00:00Z', '1970-01-01T00:00:00Z', 'today', 5])('fails %s', (date) => {
    expect(at(date)).toEqual(['violation default.not-current']);
  });

  it('fails a period without a beginning, in whichever element', () => {
    const json = { contact: [{ validFor: { startDateTime: '2026-06-10' } }, { validFor: {} }] };
    const context = created({ date: 'Wed, 10 Jun 2026 23:30:00 GMT' });
    expect(beginsToday.judge([aReply({ json })], argument, context)).toMatchObject({
      findings: [{ code: 'value.missing', pointer: '/contact/1/validFor/startDateTime', expected: '2026-06-10' }],
    });
  });

  it('goes by the clock of the kit where the server names no date, or none that can be read', () => {
    expect(at('2026-01-01T12:00:00Z', {})).toEqual([]);
    expect(at('2026-01-01T12:00:00Z', { date: 'once' })).toEqual([]);
    expect(at('2026-06-10', {})).toEqual(['violation default.not-current']);
  });

  it('is blocked where the creation has no reply', () => {
    expect(codesOf(beginsToday.judge([aReply({ json: {} })], argument, aContext()))).toEqual(['blocked']);
  });
});
