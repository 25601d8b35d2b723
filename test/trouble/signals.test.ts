import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { ctk, temporaryFolder } from '../support/cli.ts';
import { type Outcome, proveRows } from '../support/trouble-rows.ts';
import { startTroubled, type Trouble, unusedPort } from '../support/troubled-server.ts';

const CTK = fileURLToPath(new URL('../../bin/ctk.js', import.meta.url));

interface Process {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number; readonly out: string; readonly err: string; readonly cwd: string }>;
}

/** Starts the real program; it does not outlive the test. */
function start(argv: readonly string[]): Process {
  const cwd = temporaryFolder();
  const child = spawn(process.execPath, [CTK, ...argv], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk;
  });
  const ended = once(child, 'close').then(([code]) => ({ code: Number(code), out, err, cwd }));
  return { child, ended };
}

/** Sends a signal; `heard` waits until the program says that it was interrupted. */
interface Kill {
  (signal: NodeJS.Signals): void;
  heard(signal: NodeJS.Signals): Promise<void>;
}

/** Runs one resource at a server that can end the program. */
async function run(troubleOf: (kill: Kill) => Trouble): Promise<Outcome> {
  let child: ChildProcess | undefined;
  const kill = Object.assign((signal: NodeJS.Signals) => void child?.kill(signal), {
    async heard(signal: NodeJS.Signals) {
      const said = child?.stderr ? once(child.stderr, 'data') : undefined;
      child?.kill(signal);
      await said;
    },
  });
  const server = await startTroubled(troubleOf(kill));
  const started = start(['run', '--scope', 'connect', '--target', server.root, '--resource', 'PartyAccount']);
  child = started.child;
  return { ...(await started.ended), server };
}

const isSecondCreation = ({ method, body }: { method: string; body: string }) => method === 'POST' && body.includes('-A"');

/** A run that is killed while its second creation is under way, and the id it had. */
async function killed(): Promise<Outcome & { readonly run: string }> {
  const outcome = await run((kill) => async (call) => {
    if (!isSecondCreation(call)) return call.forward();
    // stored, and never answered
    await call.forward();
    kill('SIGKILL');
    return undefined;
  });
  const [journal = ''] = readdirSync(join(outcome.cwd, 'ctk-report', 'journal'));
  return { ...outcome, run: journal.replace('.ndjson', '') };
}

proveRows('Interruption', {
  interrupted: () =>
    run((kill) => async (call) => {
      if (isSecondCreation(call)) {
        await kill.heard('SIGINT');
        // were the creation cut off, the list would be asked for before the record is there
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
      return call.forward();
    }),
  terminated: () =>
    run((kill) => async (call) => {
      if (isSecondCreation(call)) await kill.heard('SIGTERM');
      return call.forward();
    }),
  'interrupted-twice': async () => {
    const outcome = await run((kill) => async (call) => {
      if (isSecondCreation(call)) await kill.heard('SIGINT');
      if (call.method !== 'DELETE') return call.forward();
      // a clean-up that never ends
      kill('SIGINT');
      return undefined;
    });
    expect(readdirSync(join(outcome.cwd, 'ctk-report', 'journal'))).toHaveLength(1);
    return { ...outcome, leaves: true };
  },
  killed: async () => {
    const { run: id, cwd, server } = await killed();
    expect(await server?.records()).toHaveLength(2);
    const cleaned = await ctk(['clean', '--run', id], { cwd });
    return { ...cleaned, ...(server && { server }), words: { RUN: id } };
  },
  'killed-target-dead': async () => {
    const { run: id, cwd } = await killed();
    const host = `127.0.0.1:${await unusedPort()}`;
    return { ...(await ctk(['clean', '--run', id, '--target', `http://${host}/api`], { cwd })), words: { HOST: host } };
  },
  'clean-unknown-run': async () => {
    const { cwd } = await killed();
    return ctk(['clean', '--run', 'no-such-run-at-all'], { cwd });
  },
});

it.each([
  ['a word that nothing has', ['run', 'TC_M1'], 3, 'no scenario TC_M1'],
  ['an unknown flag', ['run', '--bial'], 3, "unknown option '--bial'"],
])('the process itself ends with the code: %s', async (_, argv, code, sentence) => {
  const ended = await start(argv).ended;
  expect(ended).toMatchObject({ code, err: expect.stringContaining(sentence) });
});

it('the process itself ends with the code: a dead target', async () => {
  const ended = await start(['run', '--scope', 'connect', '--target', `http://127.0.0.1:${await unusedPort()}/api`]).ended;
  expect(ended).toMatchObject({ code: 2, err: '', out: expect.stringContaining('refused the connection') });
});
