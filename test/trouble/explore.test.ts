import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ctk } from '../support/cli.ts';
import { answer, startTcp, startTroubled, unusedPort, type Trouble } from '../support/troubled-server.ts';

const html = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html><body>Sign in</body></html>' };
const T: Record<string, Trouble> = {
  html: () => html,
  empty: () => ({ status: 200, headers: {}, body: '' }),
  emptybodies: async (c) => { const a = await c.forward(); return { ...a, body: '' }; },
  invalid: async (c) => { const a = await c.forward(); return { ...a, body: a.body.slice(0, -1) }; },
  plain: async (c) => { const a = await c.forward(); a.headers['content-type'] = 'text/plain'; return a; },
  e500: () => answer(500, { code: '1', reason: 'boom' }),
  e401: () => answer(401, { code: '1', reason: 'no' }),
  e403: () => answer(403, { code: '1', reason: 'no' }),
  loop: (c) => ({ status: 302, headers: { location: c.path === '/a' ? '/b' : '/a' }, body: '' }),
  elsewhere: (c) => ({ status: 307, headers: { location: 'https://sut.example/api' + c.path }, body: '' }),
  e429: () => answer(429, {}, { 'retry-after': '0' }),
  nullbody: async (c) => { const a = await c.forward(); return a.body === '' ? a : { ...a, body: 'null' }; },
  object: async (c) => { const a = await c.forward(); return a.body.startsWith('[') ? { ...a, body: `{"items":${a.body}}` } : a; },
  numbers: async (c) => { const a = await c.forward(); return { ...a, body: a.body.replaceAll(/"id":"([^"]*)"/g, (_, x) => `"id":${parseInt(x, 16)}`) }; },
  cutall: async (c) => { const a = await c.forward(); c.response.writeHead(a.status, { ...a.headers, 'content-length': a.body.length + 100 }); c.response.write(a.body, () => c.cut()); return undefined; },
  chunkcut: async (c) => { const a = await c.forward(); c.response.writeHead(a.status, { ...a.headers }); c.response.write(a.body || ' ', () => c.cut()); return undefined; },
  hangpost: async (c) => (c.method === 'POST' ? undefined : c.forward()),
  hangall: () => undefined,
};
it.each(Object.keys(T))('%s', async (name) => {
  const s = await startTroubled(T[name]!);
  const begun = Date.now();
  const r = await ctk(['run', '--target', s.root, '--resource', 'PartyAccount', '--timeout', '300']);
  let res = '';
  try { res = JSON.stringify(r.report().residue); } catch {}
  const steps = r.report().scenarios.flatMap((s) => s.steps.map((t) => `${s.scenario}/${t.step} ${t.verdict} ${t.reason ?? ''}`)).join('\n');
  const { readdirSync } = await import('node:fs');
  writeFileSync(`/tmp/explore/${name}.txt`, `code ${r.code} ${Date.now() - begun}ms calls ${s.calls.length}\n${r.out}\n--err\n${r.err}\n--residue ${res}\nleft: ${(await s.records()).join(' ')}\n${readdirSync(r.cwd + '/ctk-report')}\n${steps}`);
  expect(1).toBe(1);
});
