import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { startReference } from '../../src/reference/server.ts';
import { type CommandResult, ctk, requirementsWith, temporaryFolder } from '../support/cli.ts';
import { startVariant } from '../support/proxy.ts';

describe('patches for admins only (AMB-R28)', () => {
  const CONFIG = 'auth: { bearer: { env: ADMIN } }\nsecondAuth: { bearer: { env: CLERK } }\n';
  const ENV = { ADMIN: 'token-of-the-admin', CLERK: 'token-of-the-clerk' };

  /** A server that lets clerks read; `patches` says whether they may patch as well, or how they are turned away. */
  const guarded = (turnedAway: number | undefined): Promise<string> =>
    startVariant({
      request: (request) =>
        request.method === 'PATCH' && turnedAway !== undefined && request.headers.authorization === `Bearer ${ENV.CLERK}`
          ? { status: turnedAway, headers: {}, body: '{"code":"403"}' }
          : request,
    });

  async function runGuarded(turnedAway: number | undefined, resource = 'BillFormat'): Promise<CommandResult> {
    const cwd = temporaryFolder();
    writeFileSync(`${cwd}/ctk.config.yaml`, CONFIG);
    const target = await guarded(turnedAway);
    return ctk(['run', 'ADMIN_PATCH', '--scope', 'profile', '--resource', resource, '--target', target], { cwd, env: ENV });
  }

  it.each([401, 403])('pass where others are answered %i', async (status) => {
    const result = await runGuarded(status);
    expect(result.code, result.out).toBe(0);
    expect(requirementsWith(result.report(), 'pass')).toContain('patch.admin-only');
  });

  it('fail where others can patch', async () => {
    const result = await runGuarded(undefined);
    expect(result.code, result.out).toBe(1);
    expect(requirementsWith(result.report(), 'fail')).toEqual(['patch.admin-only']);
    expect(JSON.stringify([result.report(), result.evidence(), result.out])).not.toContain(ENV.CLERK);
  });

  it('are inconclusive where the answer says something else', async () => {
    const result = await runGuarded(404);
    expect(result.code, result.out).toBe(2);
  });

  it('are not assessed without a second credential, for lack of configuration', async () => {
    const server = await startReference();
    const result = await ctk(['run', 'ADMIN_PATCH', '--scope', 'profile', '--resource', 'BillFormat', '--target', server.root]);
    await server.close();
    const admin = result.report().requirements.find(({ id }) => id === 'patch.admin-only');
    expect(admin?.results[0]).toMatchObject({ status: 'not exercised', exemption: 'configuration' });
    // only the preparation took place: that is no pass
    expect(result.report().matrix.rows[0]?.cells[0]?.verdict).toBe('skipped');
    expect(result.code, result.out).toBe(2);
  });
});
