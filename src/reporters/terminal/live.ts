import type { TerminalSink } from '../reporter.ts';
import { clean } from './text.ts';

/** Goes to the first column and clears the line. */
const CLEAR = '\r\u001b[2K';

/** Output with one status line below it that is rewritten in place; without a TTY there is no such line. */
export interface Live {
  /** Writes lines above the status line. */
  print(lines: readonly string[]): void;
  /** Shows a status, cut to the terminal's width. */
  status(text: string): void;
  /** Takes the status line away. */
  clear(): void;
}

/** Creates the output of a terminal. */
export function createLive(sink: TerminalSink): Live {
  let shown = '';
  const clear = () => {
    if (shown !== '') sink.write(CLEAR);
    shown = '';
  };
  return {
    clear,
    print(lines) {
      if (lines.length === 0) return;
      clear();
      sink.write(`${lines.join('\n')}\n`);
    },
    status(text) {
      if (!sink.isTTY) return;
      // a full line would wrap, and then could not be cleared
      const line = clean(text).slice(0, Math.max(0, sink.columns - 1));
      if (line === shown) return;
      sink.write(shown === '' ? line : `${CLEAR}${line}`);
      shown = line;
    },
  };
}
