import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { certify, temporaryFolder } from '../support/cli.ts';
import { type Outcome, proveRows } from '../support/trouble-rows.ts';
import { type Answer, type Call, startTroubled, type Trouble } from '../support/troubled-server.ts';

const MIB = 1024 * 1024;

/** A run of one resource at a server whose replies are changed. */
async function run(trouble: Trouble, config = '', reference = {}): Promise<Outcome> {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'ctk.config.yaml'), `format: ctk-config/1\nresources: [PartyAccount]\n${config}`);
  const server = await startTroubled(trouble, { reference });
  return { ...(await certify(['--target', server.root], { cwd })), server, words: { HOST: server.host } };
}

/** A run at a server that answers as it should, but for the body. */
function withBody(change: (body: string, call: Call) => string): Promise<Outcome> {
  return run(async (call) => {
    const answer = await call.forward();
    return answer.body === '' ? answer : { ...answer, body: change(answer.body, call) };
  });
}

const isWholeList = ({ method, path }: Call) => method === 'GET' && path === '/partyAccount';

/** Other people's records, ten million bytes of them, without the brackets. */
function foreignRecords(): string {
  const description = 'a customer of somebody else, '.repeat(33);
  return Array.from({ length: 10_000 }, (_, index) =>
    JSON.stringify({
      id: `other-${index}`,
      href: `http://accounts.example/partyAccount/other-${index}`,
      name: `Other ${index}`,
      description,
    }),
  ).join(',');
}

/** A JSON list of this many bytes, sent in chunks without telling how much there is to come; `sent` counts. */
function stream({ response }: Call, bytes: number, sent: (bytes: number) => void): undefined {
  const chunk = Buffer.alloc(MIB, ' ');
  response.writeHead(200, { 'content-type': 'application/json' }).write('[');
  let left = bytes;
  const go = () => {
    for (; left > 0 && !response.destroyed; left -= chunk.length) {
      sent(chunk.length);
      if (!response.write(chunk)) {
        left -= chunk.length;
        response.once('drain', go);
        return;
      }
    }
    response.end(']');
  };
  go();
  return undefined;
}

proveRows('Bodies', {
  html: () => run(() => ({ status: 200, headers: { 'content-type': 'text/html' }, body: '<html><body>Sign in</body></html>' })),
  'empty-body': () => withBody(() => ''),
  'invalid-json': () => withBody((body) => body.slice(0, -1)),
  'plain-text': () =>
    run(async (call) => {
      const answer = await call.forward();
      answer.headers['content-type'] = 'text/plain';
      return answer;
    }),
  'number-ids': () => {
    let count = 0;
    const reference = { newId: () => String(++count) };
    return run(
      async (call): Promise<Answer> => {
        const answer = await call.forward();
        return { ...answer, body: answer.body.replaceAll(/"id":"(\d+)"/g, '"id":$1') };
      },
      '',
      reference,
    );
  },
  'null-body': () => withBody(() => 'null'),
  'object-for-list': () => withBody((body) => (body.startsWith('[') ? `{"items":${body}}` : body)),
  'list-for-object': () => withBody((body, { method }) => (method === 'POST' && body.includes('"id"') ? `[${body}]` : body)),
  'deep-body': () => withBody((body, call) => (isWholeList(call) ? '['.repeat(100_000) + ']'.repeat(100_000) : body)),
  'big-list': async () => {
    const foreign = foreignRecords();
    const outcome = await run(async (call) => {
      const answer = await call.forward();
      if (!isWholeList(call)) return answer;
      return {
        ...answer,
        headers: { 'content-type': 'application/json' },
        body: answer.body.replace(/\]$/, (end) => `${answer.body === '[]' ? '' : ','}${foreign}${end}`),
      };
    });
    return { ...outcome, secrets: ['a customer of somebody else', 'Other 77'] };
  },
  'large-body': () =>
    run(
      async (call) =>
        isWholeList(call)
          ? { status: 200, headers: { 'content-type': 'application/json' }, body: `[${' '.repeat(3 * MIB)}]` }
          : call.forward(),
      `http: { maxBody: ${MIB} }\n`,
    ),
  'zip-bomb': () => {
    const bomb = gzipSync(Buffer.alloc(64 * MIB, ' '));
    return run(async (call) => {
      if (!isWholeList(call)) return call.forward();
      call.response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bomb);
      return undefined;
    }, `http: { maxBody: ${MIB} }\n`);
  },
});

it('a body of 300 MB is cut off at the limit that holds by itself, and a length announced above it is not read at all', async () => {
  const sent: number[] = [];
  const { code, out, server } = await run(async (call) => {
    if (!isWholeList(call)) return call.forward();
    const nth = sent.push(0) - 1;
    return stream(call, 300 * MIB, (bytes) => {
      sent[nth] = (sent[nth] ?? 0) + bytes;
    });
  }, 'scenarios: [TC_N1]\n');
  expect(code, out).toBe(2);
  expect(out.replace(/\s+/g, ' ')).toContain(
    'is larger than 128 MiB. Raise http.maxBody in the configuration to have it judged.',
  );
  expect(sent.length).toBe(1);
  // what stands in the buffers on the way is sent as well
  expect(sent[0]).toBeLessThan(160 * MIB);
  expect(await server?.records()).toEqual([]);
});
