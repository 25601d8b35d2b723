import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { certify, temporaryFolder } from '../support/cli.ts';
import { type Outcome, proveRows } from '../support/trouble-rows.ts';
import { answer, type Call, startTcp, startTroubled, type Trouble, unusedPort } from '../support/troubled-server.ts';

const ONE = ['--resource', 'PartyAccount'];
/** Long enough for the replies that do come, also on a busy machine. */
const IMPATIENT = ['--timeout', '700'];
const BASE = '/tmf-api/accountManagement/v1';
const SECRET = 'tok-3f9c1e77a2';

/** A run of one resource at a server that makes trouble. */
async function run(trouble: Trouble, argv: readonly string[] = ONE): Promise<Outcome> {
  const server = await startTroubled(trouble);
  const outcome = await certify(['--target', server.root, ...argv]);
  return { ...outcome, server, words: { HOST: server.host, ROOT: server.root } };
}

/** A run that cannot delete all it has created, and has to tell so. */
async function runLeaving(trouble: Trouble, argv = ONE): Promise<Outcome> {
  return { ...(await run(trouble, argv)), leaves: true };
}

/** A run with a secret in its configuration. */
async function runAs(auth: (root: string) => string, trouble: Trouble): Promise<Outcome> {
  const cwd = temporaryFolder();
  const server = await startTroubled(trouble);
  writeFileSync(join(cwd, 'ctk.config.yaml'), `auth:\n${auth(server.root)}`);
  const outcome = await certify(['--target', server.root, ...ONE], { cwd, env: { ACCOUNTS_TOKEN: SECRET } });
  return { ...outcome, server, words: { HOST: server.host }, secrets: [SECRET, Buffer.from(`kit:${SECRET}`).toString('base64')] };
}

/** A run of all seven resources that ends before anything is tested: no exchange, no verdict. */
async function runAtOnce(target: string, host: string): Promise<Outcome> {
  const outcome = await certify(['--target', target, ...IMPATIENT]);
  const { counts } = outcome.report();
  expect(counts.exchanges).toBe(0);
  expect(counts.scenarios).toMatchObject({ 'not run': 42, fail: 0 });
  return { ...outcome, words: { HOST: host } };
}

/** Dies, or falls silent, when the second record is being created. */
function until(trouble: Trouble): Trouble {
  let ill = false;
  return (call) => {
    ill ||= call.method === 'POST' && call.body.includes('-A"');
    return ill ? trouble(call) : call.forward();
  };
}

const isCollection = ({ path }: Call) => /^\/\w+$/.test(path);

proveRows('Network', {
  refused: async () => {
    const host = `127.0.0.1:${await unusedPort()}`;
    return runAtOnce(`http://${host}/api`, host);
  },
  unresolved: () => runAtOnce('http://accounts.invalid/api', 'accounts.invalid:80'),
  silent: async () => {
    const host = await startTcp(() => undefined);
    return runAtOnce(`http://${host}/api`, host);
  },
  reset: async () => {
    const host = await startTcp((socket) => socket.once('data', () => socket.resetAndDestroy()));
    return runAtOnce(`http://${host}/api`, host);
  },
  'no-http': async () => {
    const host = await startTcp((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
    return runAtOnce(`http://${host}/api`, host);
  },
  'silent-later': () =>
    runLeaving(
      until(() => undefined),
      [...ONE, ...IMPATIENT],
    ),
  'dead-later': async () => {
    const server = await startTroubled(
      until(() => {
        server.die();
        return undefined;
      }),
    );
    const outcome = await certify(['--target', server.root, '--timeout', '5000']);
    // one resource was begun, the other six were not
    expect(outcome.report().counts.scenarios).toMatchObject({ pass: 1, inconclusive: 1, 'not run': 40 });
    return { ...outcome, server, words: { HOST: server.host }, leaves: true };
  },
  'silent-operation': () => run((call) => (call.method === 'POST' ? undefined : call.forward()), [...ONE, ...IMPATIENT]),
  'slow-body': () =>
    run(
      async (call) => {
        if (!isCollection(call) || call.method !== 'GET') return call.forward();
        const { status, headers, body } = await call.forward();
        call.response.writeHead(status, { ...headers, 'content-length': body.length + 10 }).write(body);
        return undefined;
      },
      [...ONE, ...IMPATIENT],
    ),
  'cut-body': () =>
    runLeaving(async (call) => {
      const { status, headers, body } = await call.forward();
      if (call.isProbe || body === '') return { status, headers, body };
      call.response.writeHead(status, { ...headers, 'content-length': body.length }).write(body.slice(0, 10));
      // a reset overtakes what was written just before
      setTimeout(call.reset, 30);
      return undefined;
    }),
  'short-body': () =>
    runLeaving(async (call) => {
      const { status, headers, body } = await call.forward();
      if (body === '') return { status, headers, body };
      call.response.writeHead(status, { ...headers, 'content-length': body.length + 10 }).write(body, () => {
        call.response.destroy();
      });
      return undefined;
    }),
  'server-error': () => run(() => answer(500, { code: '1', reason: 'out of paper' })),
  unauthorised: () =>
    runAs(
      () => '  bearer: { env: ACCOUNTS_TOKEN }\n',
      // a server that tells the world what it was sent
      ({ headers }) =>
        answer(401, { reason: `no access with ${headers.authorization}` }, { 'x-sent': String(headers.authorization) }),
    ),
  forbidden: () => run(() => answer(403, { code: '1', reason: 'not for you' })),
  'token-refused': () =>
    runAs(
      (root) => `  oauth2:\n    tokenUrl: ${root}/token\n    clientId: kit\n    clientSecret: { env: ACCOUNTS_TOKEN }\n`,
      (call) =>
        call.path === '/token'
          ? answer(401, { error: 'invalid_client', error_description: `not ${call.headers.authorization} ${SECRET}` })
          : call.forward(),
    ),
  throttled: () => {
    const asked = new Map<string, number>();
    return run((call) => {
      const key = `${call.method} ${call.path} ${call.body}`;
      const times = (asked.get(key) ?? 0) + 1;
      asked.set(key, times);
      // each is let in at the third attempt
      return call.isProbe || times > 2 ? call.forward() : answer(429, {}, { 'retry-after': '0' });
    });
  },
  'throttled-for-ever': () => run(() => answer(429, {}, { 'retry-after': '0' })),
  'redirect-loop': () =>
    run(({ path }) => ({ status: 307, headers: { location: `${BASE}${path === '/one' ? '/two' : '/one'}` }, body: '' })),
  'redirect-elsewhere': () =>
    run(({ path }) => ({ status: 307, headers: { location: `https://accounts.example/v1${path}` }, body: '' })),
});

it('credentials do not follow a redirect to another origin', async () => {
  const seen: unknown[] = [];
  const other = await startTroubled(({ headers }) => {
    seen.push(headers.authorization);
    return answer(200, []);
  });
  const { code } = await runAs(
    () => '  bearer: { env: ACCOUNTS_TOKEN }\n',
    ({ path }) => ({ status: 307, headers: { location: other.root + path }, body: '' }),
  );
  expect(code).toBe(1);
  expect(seen).toEqual([]);
});

it('a server that comes back is judged by what it failed to answer, and the run goes on (AMB-R50)', async () => {
  const { code, server } = await run((call) => {
    if (call.method === 'GET' && call.path.includes('fields=')) {
      call.reset();
      return undefined;
    }
    return call.forward();
  });
  expect(code).toBe(1);
  expect(await server?.records()).toEqual([]);
});
