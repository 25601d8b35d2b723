import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { startReference } from '../../src/reference/server.ts';
import { certify, requirementsWith, temporaryFolder } from '../support/cli.ts';
import { eachRecord, type ProxiedReply, type ProxiedRequest, startVariant, type Variant } from '../support/proxy.ts';

const ROOT = '/tmf-api/accountManagement/v1';
const isList = ({ method, path }: ProxiedRequest) => method === 'GET' && /^\/\w+(\?|$)/.test(path);
const isReduced = ({ path }: ProxiedRequest) => path.includes('fields=');
const withParameter = (path: string, parameter: string) => `${path}${path.includes('?') ? '&' : '?'}${parameter}`;

const PART = ['--resource', 'PartyAccount', '--resource', 'BillFormat'];

/** Creates a record of somebody else; returns its id. */
async function createForeign(root: string, path: string): Promise<string> {
  const response = await fetch(`${root}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"name":"Somebody","description":"private matter"}',
  });
  return ((await response.json()) as { id: string }).id;
}

async function namesIn(root: string, path: string): Promise<readonly string[]> {
  return ((await (await fetch(`${root}/${path}`)).json()) as { name: string }[]).map(({ name }) => name);
}

/** The first list that goes on to a further page gets that page moved by one, as when a record was created meanwhile. */
function movedOnce(): NonNullable<Variant['request']> {
  const moved = new Set<string>();
  return (request) => {
    const collection = request.path.split('?')[0] ?? '';
    if (!/offset=\d/.test(request.path) || moved.has(collection)) return request;
    moved.add(collection);
    return { ...request, path: request.path.replace(/offset=(\d+)/, (_, offset) => `offset=${Number(offset) - 1}`) };
  };
}

function numbers(): () => string {
  let count = 100;
  return () => String(++count);
}

const withNumbers = (reply: ProxiedReply) =>
  eachRecord(reply, (record) => (record.id === undefined ? record : { ...record, id: Number(record.id) }));

describe('legal ways of paging', () => {
  const LEGAL: Readonly<Record<string, Variant>> = {
    'an empty page before the one with content': {
      request: (request) => ({ ...request, path: request.path.replace(/[?&]cursor=1/, '') }),
      reply: (reply, request) => {
        if (!isList(request) || reply.status !== 200 || request.path.includes('cursor=')) return;
        reply.body = '[]';
        reply.headers.link = `<${ROOT}${withParameter(request.path, 'cursor=1')}>; rel="next"`;
        delete reply.headers['x-total-count'];
      },
    },
    'a count of the page alone beside a link': {
      reference: { pageSize: 1 },
      reply: (reply, request) => {
        if (isList(request) && reply.status === 200) reply.headers['x-total-count'] = String(JSON.parse(reply.body).length);
      },
    },
    'a count of the whole collection, and 204 beyond what was filtered': {
      reply: (reply, request) => {
        if (!isList(request) || reply.status !== 200) return;
        delete reply.headers.link;
        reply.headers['x-total-count'] = '500';
        if (reply.body !== '[]' || !request.path.includes('offset=')) return;
        reply.status = 204;
        reply.body = '';
      },
    },
    'a record of somebody else that moves the pages': { reference: { pageSize: 2 }, request: movedOnce() },
  };

  it.each(Object.entries(LEGAL))('%s', async (_, variant) => {
    const root = await startVariant(variant);
    const result = await certify(['--target', root, ...PART]);
    expect(result.code, result.out).toBe(0);
    expect(result.report().residue).toEqual([]);
  });
});

describe('a violation is not hidden', () => {
  it('by null members before it in a reduced answer', async () => {
    const nulls = { v1: null, v2: null, v3: null, v4: null, v5: null };
    const root = await startVariant({
      reply: (reply, request) => {
        if (isReduced(request)) eachRecord(reply, (record) => ({ ...nulls, ...record, vendor: 'not asked for' }));
      },
    });
    const result = await certify(['--target', root, '--resource', 'PartyAccount']);
    expect(result.code).toBe(1);
    expect(requirementsWith(result.report(), 'fail')).toEqual(
      expect.arrayContaining(['TC_N3.state.only', 'TC_N3.state-and-type.only', 'TC_N4.search.only']),
    );
  });

  it('by pages that overlap every time', async () => {
    const root = await startVariant({
      reference: { pageSize: 2 },
      request: (request) => ({
        ...request,
        path: request.path.replace(/offset=(\d+)/, (_, offset) => `offset=${Number(offset) - 1}`),
      }),
    });
    const result = await certify(['--target', root, '--resource', 'BillFormat']);
    expect(requirementsWith(result.report(), 'fail')).toEqual(['TC_N2.list.contains']);
  });
});

describe('numbers as ids (AMB-R59)', () => {
  it('fail, and pass where they are tolerated', async () => {
    const root = await startVariant({ reference: { newId: numbers() }, reply: withNumbers });
    const strict = await certify(['--target', root, ...PART]);
    expect(requirementsWith(strict.report(), 'fail')).toContain('attribute.id');
    const tolerant = await certify(['--target', root, ...PART, '--ruling', 'AMB-R59=tolerant']);
    expect(tolerant.code, tolerant.out).toBe(0);
  });
});

describe('records of others', () => {
  it('are not deleted where the server passes one off as created', async () => {
    let theirs = '';
    const root = await startVariant({
      request: (request) =>
        request.method === 'POST' && request.body === '{}'
          ? {
              status: 200,
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ id: theirs, href: `${ROOT}/billFormat/${theirs}`, name: 'Somebody' }),
            }
          : request,
    });
    theirs = await createForeign(root, 'billFormat');
    const result = await certify(['--target', root, '--resource', 'BillFormat']);
    expect(requirementsWith(result.report(), 'fail')).toEqual(['TC_E2.refused']);
    expect(await namesIn(root, 'billFormat')).toEqual(['Somebody']);
  });

  it.each<[string, (records: { id?: string }[]) => unknown]>([
    ['in an object', (items) => ({ items })],
    ['by their ids', (items) => Object.fromEntries(items.map((item, index) => [item.id ?? index, item]))],
    ['in rows', (items) => items.map((item) => [item])],
  ])('are not copied from a list that holds them %s', async (_, wrap) => {
    const root = await startVariant({
      reply: (reply, request) => {
        if (isList(request) && reply.status === 200) reply.body = JSON.stringify(wrap(JSON.parse(reply.body)));
      },
    });
    // the list is changed for whoever asks, the creation is not
    await createForeign(root, 'billFormat');
    const result = await certify(['--target', root, '--resource', 'BillFormat']);
    expect(result.code).toBe(1);
    expect(JSON.stringify([result.report(), result.evidence(), result.out])).not.toContain('private matter');
  });
});

describe('what the run left is told', () => {
  it('by a server that answers 404 to a method it does not know', async () => {
    const root = await startVariant({
      request: (request) =>
        request.method === 'DELETE' ? { status: 404, headers: {}, body: `Cannot DELETE ${request.path}` } : request,
    });
    const result = await certify(['--target', root, '--resource', 'BillFormat']);
    expect(result.report().residue).toHaveLength(3);
    expect(result.out).toContain('DELETE answered 404, and the record is still there');
  });

  it('or removed, where the Location leads to the collection and the body is empty', async () => {
    const root = await startVariant({
      reply: (reply, { method }) => {
        if (method !== 'POST' || reply.status !== 201) return;
        reply.body = '';
        reply.headers.location = String(reply.headers.location).replace(/\/[^/]+$/, '');
      },
    });
    const result = await certify(['--target', root, '--resource', 'BillFormat']);
    expect(result.code).toBe(1);
    expect(result.report().residue).toEqual([]);
    expect(await namesIn(root, 'billFormat')).toEqual([]);
  });
});

describe('a configuration that would make a conformant server fail', () => {
  it('is refused: `name` among the additional mandatory attributes spoils TC_E2', async () => {
    const cwd = temporaryFolder();
    writeFileSync(`${cwd}/ctk.config.yaml`, 'additionalMandatory:\n  BillFormat: { name: x, description: d }\n');
    const server = await startReference();
    const result = await certify(['--target', server.root], { cwd });
    await server.close();
    expect(result.code).toBe(3);
    expect(result.err).toContain('ctk.config.yaml:2:');
    expect(result.err).toContain('"name" is mandatory by the profile itself');
    expect(server.requests).toBe(0);
  });
});
