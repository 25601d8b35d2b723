import type { RunEvent } from '../core/event.ts';

/** A listener on the run's event stream. */
export interface Reporter {
  /** Takes the next event; events come in the order of the run. */
  onEvent(event: RunEvent): void;
  /** After `run-finished` or a crash: writes what is left. */
  finish(): Promise<void>;
  /** After all reporters have finished: which files are in `outDir` now. */
  reportsWritten?(outDir: string, files: readonly string[]): void;
}

/** Where reports go; injected, so that tests and other hosts can give their own. */
export interface ReporterSinks {
  /** The folder of `files`, as the user wrote it. */
  readonly outDir: string;
  readonly files: ReportFiles;
  readonly terminal: TerminalSink;
}

/** The files of one run's report folder. `name` is relative to it; errors name the file. */
export interface ReportFiles {
  /** Writes a whole file atomically: under a temporary name, then renamed. */
  write(name: string, text: string): Promise<void>;
  /** Appends synchronously to a file opened at the first call; survives kill -9 up to the last call. */
  append(name: string, text: string): void;
  /** Stores a text once, as `bodies/<sha256 of it>`; returns that path. */
  store(text: string): string;
}

/** A terminal, or what stands in for one. */
export interface TerminalSink {
  write(text: string): void;
  readonly isTTY: boolean;
  /** Width in characters. */
  readonly columns: number;
  /** 0 none, 1 sixteen colours, 2 256 colours, 3 true colour. */
  readonly colorLevel: 0 | 1 | 2 | 3;
}
