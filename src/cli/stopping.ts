import type { StopReason } from '../core/engine/run-setup.ts';
import type { Streams } from './streams.ts';

/** Said at the first Ctrl-C in a run. */
export const INTERRUPTED = 'Interrupted: deleting what the run created. Ctrl-C again leaves it; ctk clean can delete it later.';

/** The two ways out of a run: `stop` ends the test and cleans up, `quit` ends the clean-up too. */
export interface Stopping {
  readonly stop: AbortSignal;
  readonly quit: AbortSignal;
  /** Stops the run from inside. */
  end(reason: StopReason): void;
  /** Stops listening for signals and for the time limit. */
  dispose(): void;
}

/** The first Ctrl-C, or the time limit of the run, stops; the second Ctrl-C quits. */
export function listenForStop(streams: Streams, message: string, runTimeoutMs?: number): Stopping {
  const stop = new AbortController();
  const quit = new AbortController();
  const end = (reason: StopReason) => stop.abort(reason);
  const unlisten = streams.onInterrupt(() => {
    if (stop.signal.aborted) {
      quit.abort('interrupted');
      return;
    }
    streams.err(`\n${message}\n`);
    end('interrupted');
  });
  const timer = runTimeoutMs === undefined ? undefined : setTimeout(() => end('time-limit'), runTimeoutMs);
  return {
    stop: stop.signal,
    quit: quit.signal,
    end,
    dispose() {
      unlisten();
      clearTimeout(timer);
    },
  };
}
