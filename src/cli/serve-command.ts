import type { Streams } from './streams.ts';
import { UsageError } from './usage-error.ts';

/** Flags of `ctk serve`. */
export interface ServeFlags {
  readonly port: number;
  readonly host: string;
  readonly reading?: 'default' | 'literal';
  readonly fault?: readonly string[];
}

/** Starts the reference implementation and serves until Ctrl-C. */
export async function serve(flags: ServeFlags, streams: Streams): Promise<number> {
  const [{ startReference }, { selectFaults }] = await Promise.all([
    import('../reference/server.ts'),
    import('../reference/faults.ts'),
  ]);
  const faults = flags.fault ?? [];
  usage(() => selectFaults(faults), 'ctk list faults shows them all');
  const server = await startReference({ port: flags.port, host: flags.host, reading: flags.reading ?? 'default', faults }).catch(
    (error: unknown) => {
      throw new UsageError(
        error instanceof Error ? error.message : String(error),
        'Choose another --port, or 0 for any free one.',
      );
    },
  );
  streams.out(`TMF666 reference implementation, API root ${server.root}\n`);
  if (faults.length > 0) streams.out(`broken on purpose: ${faults.join(', ')}\n`);
  streams.out(`test it with: ctk run --target ${server.root}\nCtrl-C ends it.\n`);
  await new Promise<void>((resolve) => {
    const stop = streams.onInterrupt(() => {
      stop();
      resolve();
    });
  });
  await server.close();
  return 0;
}

function usage(check: () => unknown, hint: string): void {
  try {
    check();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), hint);
  }
}
