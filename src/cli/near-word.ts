import { closest, distance } from 'fastest-levenshtein';
import { UsageError } from './usage-error.ts';

/** Further apart than this, two words have nothing to do with each other. */
const NEAR = 0.5;

/** The known word that was probably meant. */
export function nearWord(word: string, known: readonly string[]): string | undefined {
  const lower = new Map(known.map((candidate) => [candidate.toLowerCase(), candidate]));
  if (lower.size === 0) return undefined;
  const near = closest(word.toLowerCase(), [...lower.keys()]);
  return distance(word.toLowerCase(), near) <= Math.max(1, near.length * NEAR) ? lower.get(near) : undefined;
}

/**
 * The known word that was asked for, whatever its case.
 *
 * @throws UsageError with the near word, or all known ones.
 */
export function requireWord(kind: string, word: string, known: readonly string[]): string {
  const found = known.find((candidate) => candidate.toLowerCase() === word.toLowerCase());
  if (found !== undefined) return found;
  const near = nearWord(word, known);
  throw new UsageError(`no ${kind} ${word}`, near === undefined ? `known: ${known.join(', ')}` : `did you mean ${near}?`);
}
