import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createSecrets } from '../../../src/core/secrets.ts';
import { createTokenSource } from '../../../src/transports/rest/token-source.ts';

async function tokensFrom(status: number, body: (count: number) => object) {
  let count = 0;
  const server = createServer((_, response) => {
    count += 1;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body(count)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  let now = 0;
  const secrets = createSecrets();
  const source = createTokenSource(
    {
      kind: 'oauth2-client-credentials',
      tokenUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`,
      clientId: 'ctk',
      clientSecret: { value: 'client-secret', variable: 'CLIENT_SECRET' },
      clientAuth: 'basic',
    },
    { tls: { insecure: false }, connections: 1, timeoutMs: 5000, maxBodyBytes: 10_000 },
    { now: () => now, randomHex: () => '0', sleep: async () => {}, secrets },
  );
  onTestFinished(async () => {
    await source.close();
    server.close();
  });
  return { source, secrets, wait: (ms: number) => (now += ms) };
}

test('hands the same token out until it comes near its end, and keeps it out of what is written', async () => {
  const { source, secrets, wait } = await tokensFrom(200, (count) => ({
    access_token: `token-number-${count}`,
    token_type: 'Bearer',
    expires_in: 600,
  }));
  expect(await source.token()).toEqual({ kind: 'token', value: 'token-number-1' });
  wait(500_000);
  expect(await source.token()).toEqual({ kind: 'token', value: 'token-number-1' });
  wait(100_000);
  expect(await source.token()).toEqual({ kind: 'token', value: 'token-number-2' });
  expect(secrets.mask('token-number-1 token-number-2 client-secret')).not.toMatch(/number|client-secret/);
});

test('says why there is none, without the secret', async () => {
  const { source } = await tokensFrom(401, () => ({ error: 'invalid_client', error_description: 'client-secret is wrong' }));
  const result = await source.token();
  expect(result).toMatchObject({ kind: 'failure', reason: 'credentials', message: expect.stringContaining('invalid_client') });
  expect(JSON.stringify(result)).not.toContain('client-secret');
});
