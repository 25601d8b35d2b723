import { request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startReference } from '../../src/reference/server.ts';
import { startApi } from './api.ts';

describe('addresses and methods', () => {
  it.each(['/unknown', '', '/partyAccount/1/2', '/partyAccount//1', '/PartyAccount', '/hub/a/b', '/partyAccount/%E0%A4%A'])(
    '%s is 404',
    async (path) => {
      const api = await startApi();
      const { status, body } = await api.get(path);
      expect(status).toBe(404);
      expect(body).toMatchObject({ code: 'not-found', status: '404' });
    },
  );

  it.each([
    ['PUT', '/partyAccount', 'GET, HEAD, POST'],
    ['DELETE', '/partyAccount', 'GET, HEAD, POST'],
    ['POST', '/partyAccount/1', 'GET, HEAD, PATCH, DELETE'],
    ['OPTIONS', '/partyAccount/1', 'GET, HEAD, PATCH, DELETE'],
    ['GET', '/hub', 'POST'],
    ['GET', '/hub/1', 'DELETE'],
  ])('%s %s is 405 with Allow', async (method, path, allow) => {
    const api = await startApi();
    const { status, headers } = await api.send(method, path);
    expect([status, headers.get('allow')]).toStrictEqual([405, allow]);
  });

  it('a trailing slash, as the test cases write it, is taken', async () => {
    const api = await startApi();
    const { status, body } = await api.post('/partyAccount/', { name: 'a' });
    expect(status).toBe(201);
    expect((await api.get('/partyAccount/')).body).toHaveLength(1);
    expect((await api.get(`/partyAccount/${body.id}/`)).status).toBe(200);
  });

  it('ids are percent-decoded, and encoded in href and Location', async () => {
    const api = await startApi({ newId: () => 'ä/b c' });
    const { body, headers } = await api.post('/billFormat', { name: 'a' });
    expect(body).toMatchObject({ id: 'ä/b c', href: `${api.root}/billFormat/%C3%A4%2Fb%20c` });
    expect((await (await fetch(headers.get('location') ?? '')).json()) as object).toStrictEqual(body);
  });

  it('HEAD answers as GET does, without the body', async () => {
    const api = await startApi();
    await api.make('/billFormat', { name: 'a' });
    const [get, head] = await Promise.all([fetch(`${api.root}/billFormat`), fetch(`${api.root}/billFormat`, { method: 'HEAD' })]);
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    expect(head.headers.get('content-length')).toBe(String((await get.arrayBuffer()).byteLength));
    expect(head.headers.get('x-total-count')).toBe('1');
  });

  it.each([
    ['accounts.example:8080', /^http:\/\/accounts\.example:8080\//],
    ['[', /^http:\/\/127\.0\.0\.1:\d+\//],
  ])('href and Location use the name that the client uses: Host %s', async (host, origin) => {
    const api = await startApi();
    const { port, pathname } = new URL(`${api.root}/billFormat`);
    const location = await new Promise<string>((resolve, reject) => {
      const creation = request({ port, host: '127.0.0.1', path: pathname, method: 'POST', headers: { host } }, (response) => {
        response.resume();
        resolve(response.headers.location ?? '');
      });
      creation.on('error', reject).end('{"name":"a"}');
    });
    expect(location).toMatch(origin);
  });

  it('the base path is configurable', async () => {
    expect((await startApi({ basePath: 'api/' })).root).toMatch(/:\d+\/api$/);
    const api = await startApi({ basePath: '/' });
    expect(api.root).toMatch(/:\d+$/);
    expect((await api.get('/billFormat')).status).toBe(200);
  });
});

describe('request bodies', () => {
  it.each(['', '{', '{"name":"a",}', '\u0000'])('%j is malformed JSON: 400', async (text) => {
    const api = await startApi();
    const { status, body } = await api.post('/partyAccount', text);
    expect([status, body.code]).toStrictEqual([400, 'malformed-json']);
  });

  it.each(['null', '[]', '"a"', '7'])('%s is not an object: 400', async (text) => {
    const api = await startApi();
    const { status, body } = await api.post('/partyAccount', text);
    expect([status, body.code]).toStrictEqual([400, 'not-an-object']);
  });

  it('what is not UTF-8 is 400', async () => {
    const api = await startApi();
    const body = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    expect((await fetch(`${api.root}/billFormat`, { method: 'POST', body })).status).toBe(400);
  });

  it('what is nested too deep to be written again is 400', async () => {
    const api = await startApi();
    const { status, body } = await api.post('/billFormat', `{"name":"a","x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`);
    expect([status, body.code]).toStrictEqual([400, 'malformed-json']);
  });

  it('10 MiB are taken, more is 413', async () => {
    const api = await startApi();
    const frame = '{"name":""}'.length;
    const exactly = JSON.stringify({ name: 'a'.repeat(10 * 1024 * 1024 - frame) });
    expect((await api.post('/billFormat', exactly)).status).toBe(201);
    const { status, body } = await api.post('/billFormat', `${exactly} `);
    expect([status, body.code]).toStrictEqual([413, 'too-large']);
  });

  it('a client that goes away in the middle of a body leaves the server serving', async () => {
    const api = await startApi();
    const { port, pathname } = new URL(`${api.root}/billFormat`);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(`POST ${pathname} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"name"`, () => socket.destroy());
      });
      socket.on('close', () => resolve());
    });
    expect((await api.get('/billFormat')).body).toStrictEqual([]);
  });
});

describe('life of the server', () => {
  it('counts requests and stamps replies by its clock', async () => {
    const api = await startApi({ now: () => new Date('2024-05-01T10:00:00Z') });
    expect(api.served()).toBe(0);
    const { headers } = await api.get('/billFormat');
    expect(headers.get('date')).toBe('Wed, 01 May 2024 10:00:00 GMT');
    expect(api.served()).toBe(1);
  });

  it('an error of the server itself is 500 and does not end it', async () => {
    let ids = 0;
    const newId = () => {
      ids += 1;
      if (ids === 1) throw new Error('no ids left');
      return 'x';
    };
    const api = await startApi({ newId });
    expect((await api.post('/billFormat', { name: 'a' })).body).toMatchObject({ status: '500', message: 'no ids left' });
    expect((await api.post('/billFormat', { name: 'a' })).status).toBe(201);
  });

  it('close ends idle and half-sent connections, and may be called twice', async () => {
    const api = await startApi();
    await api.get('/billFormat');
    const { port, pathname } = new URL(`${api.root}/billFormat`);
    const cut = new Promise<string>((resolve) => {
      const open = request({ port, host: '127.0.0.1', path: pathname, method: 'POST', headers: { 'content-length': 100 } });
      open.on('error', (error) => resolve(error.message));
      open.on('socket', (socket) => socket.once('connect', () => open.write('{', () => void api.close())));
    });
    expect(await cut).toMatch(/hang up|ECONNRESET|ECONNREFUSED/);
    await api.close();
    await expect(fetch(`${api.root}/billFormat`)).rejects.toThrow();
  });

  it('a port that is taken is an error with its cause', async () => {
    const api = await startApi();
    const port = Number(new URL(api.root).port);
    await expect(startReference({ port })).rejects.toThrow(new RegExp(`^cannot listen on 127.0.0.1, port ${port}: `));
  });
});
