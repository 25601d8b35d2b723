let isHushed = false;

/**
 * Keeps one warning of Node from the user's terminal, about a timer that kafkajs sets to a negative time. It says
 * nothing about the run; every other warning is shown as before.
 */
export function hushTimers(): void {
  if (isHushed) return;
  isHushed = true;
  const emitWarning = process.emitWarning;
  const isOfTimers = (type: unknown) => type === 'TimeoutNegativeWarning';
  process.emitWarning = ((warning: string | Error, ...rest: unknown[]) => {
    const [options] = rest;
    const type = typeof options === 'object' && options !== null && 'type' in options ? options.type : options;
    if (isOfTimers(type) || (warning instanceof Error && isOfTimers(warning.name))) return;
    Reflect.apply(emitWarning, process, [warning, ...rest]);
  }) as typeof process.emitWarning;
}
