import type { RunEvent } from '../../src/core/event.ts';
import type { TerminalSink } from '../../src/reporters/reporter.ts';
import type { TerminalOptions, TerminalReporter } from '../../src/reporters/terminal/terminal.ts';
import { createTerminalReporter } from '../../src/reporters/terminal/terminal.ts';

/** A terminal that remembers what was written to it. */
interface RecordedTerminal extends TerminalSink {
  text(): string;
}

/** Creates one: 80 columns, neither TTY nor colour unless said otherwise. */
function recordTerminal(like: Partial<Omit<TerminalSink, 'write'>> = {}): RecordedTerminal {
  let written = '';
  return {
    isTTY: false,
    columns: 80,
    colorLevel: 0,
    ...like,
    write(text) {
      written += text;
    },
    text: () => written,
  };
}

/** What a person sees at the end: the effect of returning to the first column and clearing the line applied. */
export function visible(text: string): string {
  return text
    .split('\n')
    .map((line) => line.split('\r\u001b[2K').at(-1) ?? '')
    .join('\n');
}

/** Shows a run and returns the terminal; `after` may call the reporter once more. */
export async function show(
  events: readonly RunEvent[],
  options: Partial<TerminalOptions> = {},
  like: Partial<Omit<TerminalSink, 'write'>> = {},
  after: (reporter: TerminalReporter) => void = () => {},
): Promise<RecordedTerminal> {
  const terminal = recordTerminal(like);
  const reporter = createTerminalReporter(terminal, { verbose: false, quiet: false, ...options });
  for (const event of events) reporter.onEvent(event);
  await reporter.finish();
  after(reporter);
  return terminal;
}
