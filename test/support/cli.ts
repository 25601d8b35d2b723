import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { RunEvent } from '../../src/core/event.ts';
import type { Report } from '../../src/core/report/report-model.ts';

/** What one command line did, as a user and a pipeline see it. */
export interface CommandResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** The working directory, removed when the test ends. */
  readonly cwd: string;
  /** `report.json` of a run with the default `--out`. */
  report(): Report;
  /** The events in `evidence.ndjson`. */
  evidence(): readonly RunEvent[];
}

interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Called with a function that does what Ctrl-C does. */
  readonly onStart?: (interrupt: () => void) => void;
}

/** A folder that lives as long as the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ctk-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs a command line in this process. */
export async function ctk(argv: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  const cwd = options.cwd ?? temporaryFolder();
  let out = '';
  let err = '';
  const code = await main(argv, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    isTTY: false,
    columns: 100,
    env: options.env ?? {},
    cwd,
    onInterrupt(listener) {
      options.onStart?.(listener);
      return () => undefined;
    },
  });
  const read = (name: string) => readFileSync(join(cwd, 'ctk-report', name), 'utf8');
  return {
    code,
    out,
    err,
    cwd,
    report: () => JSON.parse(read('report.json')) as Report,
    evidence: () =>
      read('evidence.ndjson')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as RunEvent),
  };
}

/** A run of the certification alone: the six test cases, unless the flags say otherwise. */
export function certify(flags: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  return ctk(['run', '--scope', 'connect', ...flags], options);
}

/** Requirement ids with this status in a report, each once. */
export function requirementsWith(report: Report, verdict: string): readonly string[] {
  return report.requirements.filter(({ results }) => results.some(({ status }) => status === verdict)).map(({ id }) => id);
}
