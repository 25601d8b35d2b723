import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { endProcess, runNpm, startProcess } from './processes.ts';

const folder = path.resolve(import.meta.dirname, '../peers/prism');
const description = path.resolve(import.meta.dirname, '../data/tmf666-v4.0.0.swagger.json');

/** Prism, serving static examples made from the public v4 description. */
export interface Prism {
  /** The API root. */
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** Installs what `test/peers/prism/package-lock.json` names, unless that is there. Takes some 15 seconds. */
export async function installPrism(): Promise<void> {
  const installed = path.join(folder, 'node_modules', '.package-lock.json');
  const isCurrent =
    existsSync(installed) && statSync(installed).mtimeMs >= statSync(path.join(folder, 'package-lock.json')).mtimeMs;
  if (isCurrent) return;
  const parameters = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  const { code, err } = await runNpm(parameters, { cwd: folder, limitMs: 240_000 });
  if (code !== 0) throw new Error(`Prism could not be installed: ${err}`);
}

/** Starts Prism on a free port. */
export async function startPrism(): Promise<Prism> {
  const program = path.join(folder, 'node_modules', '@stoplight', 'prism-cli', 'dist', 'index.js');
  const child = startProcess(process.execPath, [program, 'mock', '--port', '0', description], { cwd: folder });
  let log = '';
  const url = await new Promise<URL>((resolve, reject) => {
    const listen = (text: string) => {
      log += text;
      const found = /Prism is listening on (\S+)/.exec(log)?.[1];
      if (found !== undefined) resolve(new URL(found));
    };
    child.stdout?.setEncoding('utf8').on('data', listen);
    child.stderr?.setEncoding('utf8').on('data', listen);
    child.once('close', (code) => reject(new Error(`Prism ended with ${code}: ${log}`)));
  });
  return { url: url.origin, port: Number(url.port), stop: () => endProcess(child) };
}
