import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ctk } from '../support/cli.ts';

async function serve(status: number): Promise<string> {
  const server = createServer((_, response) => response.writeHead(status).end('[]'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

describe('ctk doctor', () => {
  it('finds all well with the reference implementation', async () => {
    const { code, out, err } = await ctk(['doctor']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^✓ Node: v\d+/);
    expect(out.match(/^✓ \w+: its list can be read, 20[06]/gm)).toHaveLength(7);
    expect(out).toContain('✓ notifications: can be received at a loopback address');
    expect(out).toContain('\nAll well.\n');
    expect(out).not.toContain('\u001b');
  });

  it('shows colour where it is asked for', async () => {
    const { out } = await ctk(['doctor', '--color']);
    expect(out).toContain('\u001b[32m');
  });

  it.each([
    [401, 'look at `auth`'],
    [404, 'look at the path of --target'],
    [503, "the target's log should say why"],
  ])('says what to do about a list that is answered %i', async (status, hint) => {
    const { code, out } = await ctk(['doctor', '--target', await serve(status)]);
    expect(code).toBe(2);
    expect(out).toContain(`✗ PartyAccount:`);
    expect(out).toContain(hint);
    expect(out).toContain('\n7 things are wrong.\n');
  });

  it('says that nobody listens, and stops there', async () => {
    const { code, out } = await ctk(['doctor', '--target', 'http://127.0.0.1:9/v1']);
    expect(code).toBe(2);
    expect(out).toContain('✗ target http://127.0.0.1:9/v1: 127.0.0.1:9 refused the connection');
    expect(out).not.toContain('PartyAccount');
  });

  it('says the same of each broker, as JSON too', async () => {
    const flags = ['doctor', '--target', 'kafka://127.0.0.1:9,127.0.0.1:10', '--topic-prefix', 'x', '--timeout', '1000'];
    const { code, out } = await ctk([...flags, '--json']);
    expect(code).toBe(2);
    const { ok, findings } = JSON.parse(out) as { ok: boolean; findings: readonly { state: string; subject: string }[] };
    expect(ok).toBe(false);
    expect(findings.filter(({ state }) => state === 'wrong').map(({ subject }) => subject)).toEqual([
      'broker 127.0.0.1:9',
      'broker 127.0.0.1:10',
    ]);
  });

  it.each([
    [['--target', 'kafka://127.0.0.1:9'], 'prefix of its topics'],
    [['--create-topics'], '--create-topics is for Kafka targets'],
    [['--target', 'accounts.example'], 'has no scheme'],
  ])('%j is a usage error', async (flags, message) => {
    const { code, err } = await ctk(['doctor', ...flags]);
    expect(code).toBe(3);
    expect(err).toContain(message);
  });
});
