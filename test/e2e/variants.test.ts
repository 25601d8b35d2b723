import { describe, expect, it } from 'vitest';
import { certify, requirementsWith } from '../support/cli.ts';
import { eachRecord, startVariant, type Variant } from '../support/proxy.ts';

const isReduced = (path: string) => path.includes('fields=');
const isCollection = (path: string) => /^\/\w+(\?|$)/.test(path);

/** Behaviour that conforms: the kit must not fail one of them. */
const LEGAL: Readonly<Record<string, Variant>> = {
  'a relative Location': {
    reply: ({ headers }) => {
      if (headers.location !== undefined) headers.location = new URL(headers.location).pathname;
    },
  },
  'a Location of a gateway': {
    reply: ({ headers }) => {
      if (headers.location !== undefined) headers.location = `https://gateway.example${new URL(headers.location).pathname}`;
    },
  },
  'a relative href': {
    reply: (reply) =>
      eachRecord(reply, (record) => ('href' in record ? { ...record, href: new URL(String(record.href)).pathname } : record)),
  },
  'another content type': {
    reply: ({ headers }) => {
      headers['content-type'] = 'text/plain';
    },
  },
  'a charset in the content type': {
    reply: ({ headers }) => {
      headers['content-type'] = 'application/json;charset=UTF-8';
    },
  },
  gzip: { gzip: true },
  chunks: { chunked: true },
  'a closed connection after each reply': { close: true },
  'further attributes': {
    reply: (reply, { path }) =>
      eachRecord(reply, (record) => ({ ...record, '@type': 'X', ...(isReduced(path) ? {} : { vendorExtension: { a: [1] } }) })),
  },
  'null for absent': {
    reply: (reply, { path }) =>
      eachRecord(reply, (record) =>
        isReduced(path) ? { name: null, creditLimit: null, ...record } : { creditLimit: null, ...record },
      ),
  },
  'reduced answers without id and href': {
    reply: (reply, { path }) => {
      if (isReduced(path) && !path.includes('fields=id')) eachRecord(reply, ({ id: _id, href: _href, ...rest }) => rest);
    },
  },
  'pages of two with Link': { reference: { pageSize: 2 } },
  'pages of two without Link, with 206': {
    reference: { pageSize: 2 },
    reply: ({ headers }) => {
      delete headers.link;
    },
  },
  'numbers as ids in texts': { reference: { newId: counter('') } },
  'ids that need escaping': { reference: { newId: counter('ä /?#%') } },
  '410 for an unknown id': {
    reply: (reply) => {
      if (reply.status === 404) reply.status = 410;
    },
  },
  '422 for a missing name': {
    reply: (reply) => {
      if (reply.status === 400) reply.status = 422;
    },
  },
  'an error without a body': {
    reply: (reply) => {
      if (reply.status === 400) reply.body = '';
    },
  },
  'a state that the server manages': {
    request: (request) => ({
      ...request,
      body: request.method === 'POST' ? request.body.replace(/"state":"\w+"/, '"state":"Created"') : request.body,
    }),
  },
  'no type at all': {
    request: (request) => ({ ...request, body: request.body.replace(/,?"(type|frequency)":"\w+"/, '') }),
  },
  'another zone in date-times': {
    reply: (reply) => {
      reply.body = reply.body.replaceAll(/"lastModified":"([^"]+)Z"/g, '"lastModified":"$1+00:00"');
    },
  },
  'a created record that enters lists late': { reply: late() },
};

function counter(prefix: string): () => string {
  let count = 0;
  return () => `${prefix}${++count}`;
}

/** The first list after each creation still lacks the new record. */
function late(): NonNullable<Variant['reply']> {
  let newest: string | undefined;
  return (reply, { method, path }) => {
    if (method === 'POST' && reply.status === 201) newest = JSON.parse(reply.body).id;
    if (method !== 'GET' || reply.status !== 200 || !isCollection(path) || newest === undefined) return;
    reply.body = JSON.stringify(JSON.parse(reply.body).filter(({ id }: { id: string }) => id !== newest));
    newest = undefined;
  };
}

describe('legal behaviour is not failed', () => {
  it.each(Object.entries(LEGAL))('%s', async (_, variant) => {
    const root = await startVariant(variant);
    const result = await certify(['--target', root, '--jobs', '2']);
    const { conclusions, counts, residue } = result.report();
    expect(
      conclusions.map(({ conclusion }) => conclusion),
      result.out,
    ).toEqual(['conformant']);
    expect(result.code).toBe(0);
    expect(counts.scenarios.pass).toBe(42);
    expect(residue).toEqual([]);
    // nothing of the run is left
    for (const path of ['partyAccount', 'billFormat']) expect(await (await fetch(`${root}/${path}`)).json()).toEqual([]);
  });

  it('records of others are not judged and not copied', async () => {
    const root = await startVariant({ reference: { pageSize: 500 } });
    const others = Array.from({ length: 1200 }, (_, index) => ({
      name: `Customer ${index}`,
      description: 'private matter',
      mail: `c${index}@x.example`,
    }));
    for (const body of others) {
      await fetch(`${root}/billFormat`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    }
    const result = await certify(['--target', root, '--resource', 'BillFormat']);
    expect(result.code, result.out).toBe(0);
    const events = JSON.stringify(result.evidence());
    expect(events).not.toContain('private matter');
    expect(events).not.toContain('c7@x.example');
    expect(((await (await fetch(`${root}/billFormat?limit=1`)).json()) as unknown[]).length).toBe(1);
  });

  it('values that the server refuses are inconclusive, with a hint, not a failure (AMB-R39)', async () => {
    const root = await startVariant({
      request: (request) =>
        request.body.includes('"joint"')
          ? { status: 400, headers: {}, body: '{"code":"1","reason":"type must be one of A, B"}' }
          : request,
    });
    const result = await certify(['--target', root, '--resource', 'PartyAccount']);
    expect(result.code).toBe(2);
    expect(requirementsWith(result.report(), 'fail')).toEqual([]);
    expect(result.out).toContain('`values`');
  });

  it('an implementer may demand further attributes, which the configuration names (AMB-R24)', async () => {
    const root = await startVariant({
      request: (request) =>
        request.method === 'POST' && !request.body.includes('"relatedParty"')
          ? { status: 400, headers: {}, body: '{"code":"1","reason":"relatedParty is mandatory"}' }
          : request,
    });
    const without = await certify(['--target', root, '--resource', 'PartyAccount']);
    expect(without.code).toBe(1);
    expect(without.out).toContain('additionalMandatory');

    const { writeFileSync } = await import('node:fs');
    writeFileSync(
      `${without.cwd}/ctk.config.yaml`,
      'additionalMandatory:\n  PartyAccount:\n    relatedParty: [{ id: "1", role: owner }]\n',
    );
    const withThem = await certify(['--target', root, '--resource', 'PartyAccount'], { cwd: without.cwd });
    expect(withThem.code, withThem.out).toBe(0);
    expect(withThem.out).toContain('Additional mandatory attributes were sent to PartyAccount: relatedParty');
    const nameless = withThem
      .report()
      .scenarios.find(({ scenario }) => scenario === 'TC_E2')
      ?.steps.find(({ step }) => step === 'create-nameless');
    expect(nameless?.verdict).toBe('pass');
  });
});
