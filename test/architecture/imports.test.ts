import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');

/** Where a line stands, the line, and whether the linter must let it through. */
interface Snippet {
  readonly file: string;
  readonly line: string;
  readonly allowed: boolean;
}

const SNIPPETS: readonly Snippet[] = [
  ...allowed('bin/ctk.js', '../dist/cli/main.js'),
  ...forbidden('bin/ctk.js', '../dist/core/engine/run.js', 'node:fs', 'commander'),

  ...allowed('src/core/check.ts', './json.ts'),
  ...forbidden('src/core/check.ts', './engine/plan.ts', './report/report.ts', '../load/config.ts', 'node:fs'),
  ...allowed('src/core/profile/readings.ts', './demand.ts', '../profile.ts'),
  ...forbidden('src/core/profile/readings.ts', '../engine/plan.ts', '../wording/curl.ts', '../../load/config.ts', 'yaml'),
  ...forbidden('src/core/report/report.ts', '../engine/plan.ts', '../../reporters/index.ts'),
  ...allowed('src/core/engine/run.ts', './plan.ts', '../event.ts', '../profile/readings.ts', '../wording/sentence.ts'),
  ...forbidden('src/core/engine/run.ts', '../report/report.ts'),
  ...forbidden('src/core/engine/run.ts', '../../load/config.ts', '../../cli/main.ts', '../../adapters/json-schema.ts'),
  ...forbidden('src/core/engine/run.ts', 'node:fs', 'node:timers/promises', 'fs', 'yaml', 'ajv/dist/2020.js'),

  ...allowed('src/checks/status.ts', './refusal.ts', '../core/check.ts'),
  ...forbidden('src/checks/status.ts', '../load/config.ts', '../transports/rest/transport.ts', 'node:url', 'ajv'),

  ...allowed('src/load/config.ts', './yaml-file.ts', '../core/json.ts', '../adapters/json-schema.ts', 'node:fs/promises'),
  ...forbidden('src/load/config.ts', '../checks/index.ts', '../transports/rest/settings.ts', '../reporters/index.ts'),
  ...forbidden('src/load/config.ts', '../reference/model.ts', '../cli/kit.ts', '../../test/load/folder.ts', 'node:module'),
  ...forbidden('src/load/config.ts', 'ajv', 'ajv-formats', 'chalk', 'commander', 'undici', 'kafkajs', 'yaml', '@scope/package'),
  ...allowed('src/load/yaml-file.ts', 'yaml', './text-file.ts'),
  ...forbidden('src/load/yaml-file.ts', 'undici', '../cli/kit.ts'),

  ...allowed('src/transports/rest/paging.ts', './retry-after.ts', '../../core/exchange.ts', '../../adapters/link-header.ts'),
  ...forbidden('src/transports/rest/paging.ts', '../kafka/client.ts', '../../reporters/index.ts', '../../checks/index.ts'),
  ...forbidden('src/transports/rest/paging.ts', 'undici', 'undici/lib/core/connect.js', 'http-link-header', 'node:module'),
  ...allowed('src/transports/rest/undici.ts', 'undici', 'node:module'),
  ...forbidden('src/transports/rest/undici.ts', 'oauth4webapi', '../../load/config.ts'),
  ...allowed('src/transports/rest/token-request.ts', 'oauth4webapi'),
  ...forbidden('src/transports/rest/token-request.ts', 'undici', '../../load/config.ts'),
  ...allowed('src/transports/kafka/reply.ts', '../body.ts', '../../core/exchange.ts', '../../adapters/kafka.ts'),
  ...forbidden('src/transports/kafka/reply.ts', '../rest/pace.ts', '../../adapters/kafka/kafkajs.ts', 'kafkajs', 'fzstd'),

  ...allowed('src/reporters/html/page.ts', './words.ts', '../reporter.ts', '../../core/report/report.ts', 'node:path'),
  ...forbidden('src/reporters/html/page.ts', '../junit/xml.ts', '../../checks/index.ts', '../../cli/color.ts', 'chalk'),
  ...allowed('src/reporters/index.ts', './html/page.ts', '../core/report/report.ts'),
  ...allowed('src/reporters/terminal/paint.ts', 'chalk'),
  ...forbidden('src/reporters/terminal/paint.ts', 'fast-xml-builder', '../../cli/color.ts'),
  ...forbidden('src/reporters/terminal/matrix.ts', 'chalk'),
  ...allowed('src/reporters/junit/xml.ts', 'fast-xml-builder'),
  ...forbidden('src/reporters/junit/xml.ts', 'chalk'),

  ...allowed('src/reference/server.ts', './kafka/connection.ts', '../core/json.ts', '../adapters/kafka.ts', 'node:http'),
  ...forbidden('src/reference/server.ts', '../core/profile.ts', '../load/profile.ts', 'kafkajs'),
  ...allowed(
    'src/reference/faults/create.ts',
    '../fault.ts',
    '../operations/create.ts',
    '../../core/json.ts',
    '../../adapters/link-header.ts',
    'node:http',
  ),
  ...forbidden('src/reference/faults/create.ts', '../../core/profile.ts', '../../load/profile.ts', '../../checks/status.ts'),
  ...allowed('src/reference/faults/kafka/events.ts', '../../model/models.ts', '../../fault.ts', '../../../core/json.ts'),
  ...forbidden('src/reference/faults/kafka/events.ts', '../../../core/profile.ts', '../../../transports/kafka/topics.ts'),
  ...forbidden(
    'src/reference/operations/create.ts',
    '../../core/engine/run.ts',
    '../../transports/rest/inbox.ts',
    'rfc6902',
    'undici',
  ),
  ...allowed('src/reference/operations/json-patch.ts', 'rfc6902', '../../core/json.ts'),
  ...forbidden('src/reference/operations/json-patch.ts', '../../core/profile.ts', 'yaml'),

  ...allowed('src/adapters/json-schema.ts', 'ajv', 'ajv/dist/2020.js', 'ajv-formats', '../core/json.ts', 'node:module'),
  ...forbidden('src/adapters/json-schema.ts', '../load/config.ts', '../cli/kit.ts', 'undici'),
  ...allowed('src/adapters/kafka.ts', './kafka/client.ts'),
  ...forbidden('src/adapters/kafka.ts', 'kafkajs', '../core/json.ts'),
  ...allowed('src/adapters/kafka/client.ts', './kafkajs.ts', 'node:timers/promises'),
  ...forbidden('src/adapters/kafka/client.ts', 'kafkajs', 'fzstd', '../../core/exchange.ts', '../json-schema.ts'),
  ...allowed('src/adapters/kafka/kafkajs.ts', 'kafkajs', 'node:net'),
  ...forbidden('src/adapters/kafka/kafkajs.ts', 'fzstd', '../../core/exchange.ts'),
  ...allowed('src/adapters/kafka/zstd.ts', 'fzstd'),
  ...forbidden('src/adapters/kafka/zstd.ts', 'kafkajs'),

  ...allowed(
    'src/cli/run-command.ts',
    '../core/engine/run.ts',
    '../reporters/index.ts',
    '../transports/rest/transport.ts',
    'node:fs',
  ),
  ...forbidden('src/cli/run-command.ts', 'commander', 'chalk', 'ajv', 'undici', '../../test/support/cli.ts', '../../bin/ctk.js'),
  ...allowed('src/cli/program.ts', 'commander', './run-options.ts'),
  ...forbidden('src/cli/program.ts', 'chalk', '../../test/support/cli.ts'),

  ...forbidden('src/new-part/first.ts', '../core/json.ts', './second.ts', 'undici'),

  { file: 'src/core/engine/run.ts', line: "import type { A } from '../../load/config.ts';", allowed: false },
  { file: 'src/core/engine/run.ts', line: "export { a } from '../../load/config.ts';", allowed: false },
  { file: 'src/core/engine/run.ts', line: "import '../../load/config.ts';", allowed: false },
  { file: 'src/core/engine/run.ts', line: "await import('../../load/config.ts');", allowed: false },
];

function allowed(file: string, ...sources: readonly string[]): readonly Snippet[] {
  return sources.map((source) => ({ file, line: `import { a } from '${source}';`, allowed: true }));
}

function forbidden(file: string, ...sources: readonly string[]): readonly Snippet[] {
  return sources.map((source) => ({ file, line: `import { a } from '${source}';`, allowed: false }));
}

const folder = mkdtempSync(path.join(tmpdir(), 'ctk-imports-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `file:line` of every import that the linter refuses, with the project's own rules. */
function refusedImports(): ReadonlySet<string> {
  const { vcs: _, ...config } = JSON.parse(readFileSync(path.join(root, 'biome.json'), 'utf8'));
  writeFileSync(path.join(folder, 'biome.json'), JSON.stringify(config));
  for (const [file, lines] of linesByFile()) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), `${lines.join('\n')}\n`);
  }
  const parameters = ['lint', '--only=style/noRestrictedImports', '--reporter=json', '--max-diagnostics=none', '.'];
  const { stdout } = spawnSync(process.execPath, [biome, ...parameters], { cwd: folder, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: readonly { category: string; location: { path: string; start: { line: number } } }[];
  };
  expect(new Set(diagnostics.map(({ category }) => category))).toEqual(new Set(['lint/style/noRestrictedImports']));
  return new Set(diagnostics.map(({ location }) => `${location.path.replaceAll('\\', '/')}:${location.start.line}`));
}

function linesByFile(): ReadonlyMap<string, readonly string[]> {
  const lines = new Map<string, string[]>();
  for (const { file, line } of SNIPPETS) lines.set(file, [...(lines.get(file) ?? []), line]);
  return lines;
}

const refused = refusedImports();

test.each(SNIPPETS)('$file: $line is allowed: $allowed', ({ file, line, allowed }) => {
  const at = (linesByFile().get(file) ?? []).indexOf(line) + 1;
  expect(refused.has(`${file}:${at}`)).toBe(!allowed);
});
