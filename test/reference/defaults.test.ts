import { describe, expect, it } from 'vitest';
import { PARTY_PATHS, startApi, tickingClock } from './api.ts';

const DEFAULTS = {
  cycleSpecification: { name: 'Bill issuer choice' },
  format: { name: 'Standard invoice' },
  presentationMedia: { name: 'Electronic invoice' },
};
const TODAY = expect.stringMatching(/^2024-05-01T10:00:/);

describe.each(PARTY_PATHS)('Default Values Summary of /%s', (path) => {
  it('billStructure.cycleSpecification.name, .format.name, .presentationMedia.name: an empty billStructure gets all', async () => {
    const api = await startApi();
    expect((await api.make(`/${path}`, { name: 'a', billStructure: {} })).billStructure).toStrictEqual(DEFAULTS);
  });

  it('only what is missing from billStructure is filled', async () => {
    const api = await startApi();
    const billStructure = { format: { name: 'Mine' }, presentationMedia: [{ id: '1' }, { name: 'Paper' }] };
    expect((await api.make(`/${path}`, { name: 'a', billStructure })).billStructure).toStrictEqual({
      cycleSpecification: { name: 'Bill issuer choice' },
      format: { name: 'Mine' },
      presentationMedia: [{ id: '1', name: 'Electronic invoice' }, { name: 'Paper' }],
    });
  });

  it('a billStructure that was not sent is made by the letter only', async () => {
    const api = await startApi();
    expect(await api.make(`/${path}`, { name: 'a' })).not.toHaveProperty('billStructure');
    const literal = await startApi({ reading: 'literal' });
    expect((await literal.make(`/${path}`, { name: 'a' })).billStructure).toStrictEqual(DEFAULTS);
  });

  it('validFor.startDateTime: the current date, at any depth', async () => {
    const api = await startApi({ now: tickingClock() });
    const made = await api.make(`/${path}`, {
      name: 'a',
      contact: [{ validFor: { endDateTime: '2030-01-01T00:00:00Z' }, contactMedium: [{ validFor: {} }] }],
      taxExemption: { validFor: { startDateTime: '2020-01-01T00:00:00Z' } },
      paymentPlan: { validFor: { startDateTime: null } },
    });
    expect(made).toMatchObject({
      contact: [
        {
          validFor: { startDateTime: TODAY, endDateTime: '2030-01-01T00:00:00Z' },
          contactMedium: [{ validFor: { startDateTime: TODAY } }],
        },
      ],
      taxExemption: { validFor: { startDateTime: '2020-01-01T00:00:00Z' } },
      paymentPlan: { validFor: { startDateTime: TODAY } },
    });
  });

  it('note of PATCH: what a patch creates gets its defaults', async () => {
    const api = await startApi({ now: tickingClock() });
    const { id } = await api.make(`/${path}`, { name: 'a', contact: [{ contactName: 'x' }] });
    await api.merge(`/${path}/${id}`, { billStructure: { format: {} }, contact: [{ contactName: 'x' }, { validFor: {} }] });
    expect((await api.get(`/${path}/${id}`)).body).toMatchObject({
      billStructure: DEFAULTS,
      contact: [{ contactName: 'x' }, { validFor: { startDateTime: TODAY } }],
    });
  });

  it('what a patch removes from an existing billStructure stays removed, and gets its default when it comes back', async () => {
    const api = await startApi();
    const { id } = await api.make(`/${path}`, { name: 'a', billStructure: {} });
    const { format, ...rest } = DEFAULTS;
    expect((await api.merge(`/${path}/${id}`, { billStructure: { format: null } })).body.billStructure).toStrictEqual(rest);
    expect((await api.merge(`/${path}/${id}`, { billStructure: { format: {} } })).body.billStructure).toStrictEqual({
      ...rest,
      format,
    });
    expect((await api.merge(`/${path}/${id}`, { billStructure: null })).body).not.toHaveProperty('billStructure');
  });
});

it('/financialAccount and /billingCycleSpecification have no default for validFor', async () => {
  const api = await startApi();
  const contact = { contactType: 'primary', validFor: {} };
  expect((await api.make('/financialAccount', { name: 'a', contact })).contact).toStrictEqual(contact);
  expect((await api.make('/billingCycleSpecification', { name: 'a', validFor: {} })).validFor).toStrictEqual({});
});
