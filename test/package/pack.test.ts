import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/core/report/report-model.ts';
import { runNpm, runProcess } from '../support/processes.ts';

const root = path.resolve(import.meta.dirname, '../..');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };

const PACKED = [
  /^(package\.json|LICENSE|README\.md|CHANGELOG\.md|bin\/ctk\.js)$/,
  /^dist\/(adapters|checks|cli|core|load|reference|reporters|transports)\/[\w./-]+\.js$/,
  /^dist\/validators\/[\w.-]+\.cjs$/,
  /^dist\/parsed\/[0-9a-f]+\.json$/,
  /^(profiles|scenarios)\/[\w.-]+\.yaml$/,
  /^schemas\/[\w./-]+\.schema\.json$/,
  /^docs\/[\w.-]+\.(md|yaml)$/,
];

/** What a vendor downloads may grow to this. */
const MOST_PACKAGES = 20;
const MOST_BYTES = 15 * 1024 * 1024;

describe('the npm package', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ctk-package-'));
  const home = path.join(folder, 'home');
  const elsewhere = path.join(folder, 'elsewhere');
  let files: readonly string[];

  beforeAll(async () => {
    mkdirSync(home);
    mkdirSync(elsewhere);
    const packed = await npm(root, 'pack', '--ignore-scripts', '--json', '--pack-destination', folder);
    const [tarball] = JSON.parse(packed) as [{ filename: string; files: readonly { path: string }[] }];
    files = tarball.files.map((file) => file.path);
    writeFileSync(path.join(home, 'package.json'), JSON.stringify({ private: true }));
    const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
    await npm(home, 'install', ...options, path.join(folder, tarball.filename));
  }, 240_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('holds what a run needs and a reader wants', () => {
    expect(files).toEqual(expect.arrayContaining(['package.json', 'LICENSE', 'README.md', 'CHANGELOG.md', 'bin/ctk.js']));
    expect(files).toEqual(expect.arrayContaining(listed('profiles', '.yaml')));
    expect(files).toEqual(expect.arrayContaining(listed('scenarios', '.yaml')));
    expect(files).toEqual(expect.arrayContaining(listed('schemas', '.json')));
    expect(files).toEqual(expect.arrayContaining(listed('docs', '.md')));
    expect(files).toEqual(expect.arrayContaining(listed('src', '.ts').map(compiled)));
  });

  test('holds nothing else: no source, no map, no test', () => {
    expect(files.filter((file) => !PACKED.some((pattern) => pattern.test(file)))).toEqual([]);
    const sources = new Set(listed('src', '.ts').map(compiled));
    expect(files.filter((file) => /^dist\/.*\.js$/.test(file) && !sources.has(file))).toEqual([]);
  });

  test('is small with everything it needs', () => {
    const { packages } = JSON.parse(readFileSync(path.join(home, 'node_modules', '.package-lock.json'), 'utf8'));
    const count = Object.keys(packages).length;
    const bytes = sizeOf(path.join(home, 'node_modules'));
    process.stdout.write(`installed: ${count} packages, ${(bytes / 1024 / 1024).toFixed(1)} MB\n`);
    expect(count).toBeLessThanOrEqual(MOST_PACKAGES);
    expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
  });

  test('gives the command ctk', async () => {
    expect((await npm(home, 'exec', '--no', '--', 'ctk', '--version')).trim()).toBe(version);
  });

  test('runs the certification from any folder', async () => {
    const command = path.join(home, 'node_modules', '.bin', process.platform === 'win32' ? 'ctk.cmd' : 'ctk');
    const { code, out, err } = await runProcess(command, ['run', '--scope', 'connect'], { cwd: elsewhere });
    expect({ code, err }, out).toEqual({ code: 0, err: '' });
    const report: Report = JSON.parse(readFileSync(path.join(elsewhere, 'ctk-report', 'report.json'), 'utf8'));
    const verdicts = report.matrix.rows.flatMap(({ cells }) => cells.map(({ verdict }) => verdict));
    expect(verdicts).toEqual(Array(42).fill('pass'));
    expect(existsSync(path.join(elsewhere, 'ctk-report', 'report.html'))).toBe(true);
  });
});

/** Runs npm, which must succeed. */
async function npm(cwd: string, ...parameters: string[]): Promise<string> {
  const { code, out, err } = await runNpm(parameters, { cwd, limitMs: 120_000 });
  expect(code, err).toBe(0);
  return out;
}

/** The repository's files below a folder, as the package names them. */
function listed(folder: string, extension: string): string[] {
  const names = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith(extension)).map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
}

function compiled(source: string): string {
  return source.replace(/^src\//, 'dist/').replace(/\.ts$/, '.js');
}

function sizeOf(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.reduce((sum, entry) => sum + lstatSync(path.join(entry.parentPath, entry.name)).size, 0);
}
