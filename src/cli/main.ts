import { EXIT } from './exit-codes.ts';
import type { Streams } from './streams.ts';
import { processStreams } from './streams.ts';
import { UsageError } from './usage-error.ts';

/**
 * Runs one command line.
 *
 * @param argv the arguments after the program's name
 * @returns the exit code; never throws and never prints a stack trace unless `CTK_DEBUG` is set
 */
export async function main(argv: readonly string[], streams: Streams = processStreams()): Promise<number> {
  try {
    const { runCommandLine } = await import('./program.ts');
    return await runCommandLine(argv, streams);
  } catch (error) {
    return explain(error, streams);
  }
}

async function explain(error: unknown, { err, env }: Streams): Promise<number> {
  const { LoadFailure } = await import('../load/problem.ts');
  if (error instanceof UsageError) {
    err(`ctk: ${error.message}\n${error.hint === undefined ? '' : `     ${error.hint}\n`}`);
    return EXIT.usage;
  }
  if (error instanceof LoadFailure) {
    err(`${error.message}\n`);
    return EXIT.usage;
  }
  const { OutputError } = await import('../reporters/report-files.ts');
  if (error instanceof OutputError) {
    err(`ctk: ${error.message}\n`);
    return EXIT.usage;
  }
  const text = error instanceof Error ? error.message : String(error);
  err(
    `ctk: a fault of the kit itself: ${text}\n     Please report it with the command line; CTK_DEBUG=1 shows where it happened.\n`,
  );
  if (env.CTK_DEBUG !== undefined && error instanceof Error) err(`${error.stack}\n`);
  return EXIT.kitFault;
}
