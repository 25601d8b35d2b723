import type { Streams } from './streams.ts';

/**
 * How much colour the terminal gets: `--color` and `--no-color` win, then `FORCE_COLOR`, then
 * `NO_COLOR`, then whether anybody is watching.
 */
export function colorLevel(asked: boolean | undefined, { isTTY, env }: Streams): 0 | 1 | 2 | 3 {
  if (asked === false) return 0;
  if (asked === true) return depthOf(env);
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR === '0' || env.FORCE_COLOR === 'false' ? 0 : depthOf(env);
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return 0;
  return isTTY && env.TERM !== 'dumb' ? depthOf(env) : 0;
}

function depthOf(env: Streams['env']): 1 | 2 | 3 {
  if (env.COLORTERM === 'truecolor') return 3;
  return env.TERM?.includes('256') === true ? 2 : 1;
}
