import { nearest } from '../load/suggest.ts';
import { UsageError } from './usage-error.ts';

/**
 * The known word that was asked for, whatever its case.
 *
 * @throws UsageError with the near word, or all known ones.
 */
export function requireWord(kind: string, word: string, known: readonly string[]): string {
  const found = known.find((candidate) => candidate.toLowerCase() === word.toLowerCase());
  if (found !== undefined) return found;
  const near = nearest(word, known);
  throw new UsageError(`no ${kind} ${word}`, near === undefined ? `known: ${known.join(', ')}` : `did you mean ${near}?`);
}
