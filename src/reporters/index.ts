import type { Reporter, ReporterSinks } from './reporter.ts';

/** What reporters are told besides the events. */
export interface ReporterOptions {
  readonly verbose: boolean;
  readonly quiet: boolean;
  /** True where what is said of the whole run comes with the comparison of two. */
  readonly isCompared?: boolean;
}

/** A kind of report. Its module is loaded only when it is asked for. */
export interface ReporterKind {
  /** One line for the help text. */
  readonly summary: string;
  /** The file in the report folder that a user opens; absent for the terminal. */
  readonly file?: string;
  create(sinks: ReporterSinks, options: ReporterOptions): Promise<Reporter>;
}

/** Every reporter by the name that `--reporter` takes. */
export const REPORTERS = {
  terminal: {
    summary: 'progress, matrix, every failure and the conclusion, at the terminal',
    create: async ({ terminal }, options) => (await import('./terminal/terminal.ts')).createTerminalReporter(terminal, options),
  },
  json: {
    summary: 'the whole report as data; its schema is published',
    file: 'report.json',
    create: async (sinks) => (await import('./json.ts')).createJsonReporter(sinks),
  },
  junit: {
    summary: 'JUnit XML for Jenkins, GitLab and GitHub',
    file: 'junit.xml',
    create: async (sinks) => (await import('./junit.ts')).createJunitReporter(sinks),
  },
  html: {
    summary: 'one self-contained page to read, show and print',
    file: 'report.html',
    create: async (sinks) => (await import('./html.ts')).createHtmlReporter(sinks),
  },
  evidence: {
    summary: 'every exchange and verdict as it happens, one JSON object per line',
    file: 'evidence.ndjson',
    create: async (sinks) => (await import('./evidence.ts')).createEvidenceReporter(sinks),
  },
} as const satisfies Readonly<Record<string, ReporterKind>>;

export type ReporterName = keyof typeof REPORTERS;

/** True for a name that `REPORTERS` has. */
export function isReporterName(name: string): name is ReporterName {
  return Object.hasOwn(REPORTERS, name);
}
