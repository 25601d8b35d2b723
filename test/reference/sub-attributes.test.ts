import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import { startApi } from './api.ts';

const validFor = { startDateTime: '2024-01-01T00:00:00Z' };

/** "Additional Rules" of /financialAccount: context, and a sub-resource with nothing but its mandatory sub-attributes. */
const RULES: readonly (readonly [context: string, complete: JsonObject])[] = [
  ['taxExemption', { issuingJurisdiction: 'FR', validFor }],
  ['accountRelationship', { relationshipType: 'aggregates', validFor }],
  ['contact', { contactType: 'primary', validFor }],
  ['accountBalance', { type: 'receivable', amount: { amount: 0, units: 'EUR' }, validFor, status: 'active' }],
  ['paymentPlan', { status: 'active', amount: 5, paymentFrequency: 'monthly', validFor, paymentMethod: { id: '1' } }],
];

describe.each(RULES)('Additional Rules of /financialAccount: %s', (context, complete) => {
  it('POST takes a complete one, single or in an array', async () => {
    const api = await startApi();
    expect(await api.make('/financialAccount', { name: 'a', [context]: complete })).toMatchObject({ [context]: complete });
    expect(await api.make('/financialAccount', { name: 'a', [context]: [complete, complete] })).toMatchObject({
      [context]: [complete, complete],
    });
  });

  it.each(Object.keys(complete))('%s is mandatory', async (attribute) => {
    const api = await startApi();
    const { [attribute]: _, ...incomplete } = complete;
    for (const body of [
      { [context]: incomplete },
      { [context]: [complete, incomplete] },
      { [context]: { ...complete, [attribute]: null } },
    ]) {
      const heard = await api.post('/financialAccount', { name: 'a', ...body });
      expect(heard.status).toBe(400);
      expect(heard.body.message).toContain(`${context}.${attribute}`);
    }
    expect((await api.get('/financialAccount')).body).toStrictEqual([]);
  });

  it('note of PATCH: the rule holds for what a patch creates', async () => {
    const api = await startApi();
    const { id } = await api.make('/financialAccount', { name: 'a' });
    expect((await api.merge(`/financialAccount/${id}`, { [context]: {} })).status).toBe(400);
    expect((await api.get(`/financialAccount/${id}`)).body).not.toHaveProperty(context);
    const patched = await api.merge(`/financialAccount/${id}`, { [context]: complete });
    expect(patched.status).toBe(200);
    expect(patched.body[context]).toStrictEqual(complete);
  });

  it('the other accounts have no such table', async () => {
    const api = await startApi();
    expect((await api.post('/partyAccount', { name: 'a', [context]: {} })).status).toBe(201);
  });
});
