import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { certify, temporaryFolder } from '../support/cli.ts';
import { startVariant } from '../support/proxy.ts';

const CONFIG = 'format: ctk-config/1\nauth: { bearer: { env: SUT_TOKEN } }\n';

/** A run with a bearer token, and everything that it wrote. */
async function runWith(token: string, root: string) {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'ctk.config.yaml'), CONFIG);
  const result = await certify(['--target', root, '--resource', 'PartyAccount', '--verbose'], {
    cwd,
    env: { SUT_TOKEN: token },
  });
  const files = readdirSync(join(cwd, 'ctk-report'), { recursive: true, encoding: 'utf8' })
    .map((name) => join(cwd, 'ctk-report', name))
    .filter((file) => statSync(file).isFile());
  return { ...result, written: [result.out, result.err, ...files.map((file) => readFileSync(file, 'utf8'))].join('\n') };
}

describe('a secret', () => {
  it('that the server echoes wherever it can is written nowhere', async () => {
    const token = 's3cr3t-bearer-token';
    const root = await startVariant({
      reply: (reply) => {
        reply.headers['x-echo'] = `Bearer ${token}`;
        if (reply.status >= 400) reply.body = JSON.stringify({ code: '1', reason: `name is missing, ${token}`, [token]: token });
        else if (reply.body.startsWith('{')) reply.body = JSON.stringify({ ...JSON.parse(reply.body), echo: token });
      },
    });
    const { written } = await runWith(token, root);
    expect(written).not.toContain(token);
    expect(written).toContain('${SUT_TOKEN}');
  });

  it.each(['tmf-api', 'Active', 'MyAccount', 'joint', 'partyAccount', '0000'])(
    'that happens to be the text %s of an id, a path or a value changes no verdict',
    async (token) => {
      let count = 0;
      const root = await startVariant({ reference: { newId: () => `id-0000-${++count}` } });
      const { code, out, report } = await runWith(token, root);
      expect(code, out).toBe(0);
      expect(report().counts.scenarios.pass).toBe(6);
      expect(report().residue).toEqual([]);
      expect(await (await fetch(`${root}/partyAccount`)).json()).toEqual([]);
    },
  );
});
