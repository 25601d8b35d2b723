import type { RunEvent } from '../core/event.ts';
import type { Reporter } from '../reporters/reporter.ts';

/** All reporters of a run as one. */
export interface FanOut {
  onEvent(event: RunEvent): void;
  /** Finishes every reporter, then throws the first error that any of them has met. */
  finish(): Promise<void>;
  reportsWritten(outDir: string, files: readonly string[]): void;
}

/**
 * Hands each event to every reporter. One that fails, on a full disk for example, gets no more events; the
 * others do, and `onTrouble` is called so that the run ends and cleans up.
 */
export function createFanOut(reporters: readonly Reporter[], onTrouble: () => void): FanOut {
  const working = new Set(reporters);
  const errors: unknown[] = [];
  const dismiss = (reporter: Reporter, error: unknown) => {
    working.delete(reporter);
    errors.push(error);
    onTrouble();
  };
  return {
    onEvent(event) {
      for (const reporter of working) {
        try {
          reporter.onEvent(event);
        } catch (error) {
          dismiss(reporter, error);
        }
      }
    },
    async finish() {
      for (const reporter of working) await reporter.finish().catch((error: unknown) => dismiss(reporter, error));
      if (errors.length > 0) throw errors[0];
    },
    reportsWritten(outDir, files) {
      for (const reporter of working) reporter.reportsWritten?.(outDir, files);
    },
  };
}
