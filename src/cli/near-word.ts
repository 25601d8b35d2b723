import { nearest } from '../load/suggest.ts';
import { UsageError } from './usage-error.ts';

/** What to say beside an unknown word: the near one, or all that are known. */
export function nearHint(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? `known: ${known.join(', ')}` : `did you mean ${near}?`;
}

/**
 * The known word that was asked for, whatever its case.
 *
 * @throws UsageError with the near word, or all known ones.
 */
export function requireWord(kind: string, word: string, known: readonly string[]): string {
  const found = known.find((candidate) => candidate.toLowerCase() === word.toLowerCase());
  if (found !== undefined) return found;
  throw new UsageError(`no ${kind} ${word}`, nearHint(word, known));
}
