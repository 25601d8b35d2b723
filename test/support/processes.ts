import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** How a process ended and what it wrote. */
export interface ProcessResult {
  /** `null` where it did not end by itself. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** The process and everything it started is a group of this id, where the system has such groups. */
  readonly group: number;
}

export interface ProcessOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** After this it is killed with all it started; default one minute. */
  readonly limitMs?: number;
}

/** Runs a program to its end. */
export function runProcess(command: string, parameters: readonly string[], options: ProcessOptions): Promise<ProcessResult> {
  const child = launch(command, parameters, options, process.platform !== 'win32');
  const timer = setTimeout(() => killGroup(child), options.limitMs ?? 60_000);
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, out, err, group: child.pid ?? 0 });
    });
  });
}

/** Runs npm to its end. */
export function runNpm(parameters: readonly string[], options: ProcessOptions): Promise<ProcessResult> {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('npm-cli.js')) return runProcess(process.execPath, [cli, ...parameters], options);
  return runProcess(process.platform === 'win32' ? 'npm.cmd' : 'npm', parameters, options);
}

/** Starts a program that goes on until it is ended. It ends with this process on Ctrl-C. */
export function startProcess(command: string, parameters: readonly string[], options: ProcessOptions): ChildProcess {
  return launch(command, parameters, options, false);
}

/** Ends a process that is still there, and waits for its end. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await ended;
}

/** Whether a process of the group is still there; always false where the system has no process groups. */
export function isGroupAlive(group: number): boolean {
  if (process.platform === 'win32') return false;
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}

/** Whether a server can listen on the port of the loopback address. */
export function isPortFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function launch(command: string, parameters: readonly string[], { cwd, env }: ProcessOptions, ownGroup: boolean): ChildProcess {
  return spawn(command, parameters, {
    cwd,
    env: env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: ownGroup,
    shell: command.endsWith('.cmd'),
  });
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // it has ended meanwhile
  }
}
