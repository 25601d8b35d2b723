import { distance } from '../adapters/edit-distance.ts';

/** The candidate that was probably meant, upper and lower case aside; `undefined` where none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: { candidate: string; away: number } | undefined;
  for (const candidate of candidates) {
    const away = distance(word.toLowerCase(), candidate.toLowerCase());
    const length = Math.max(word.length, candidate.length);
    const isNear = away <= Math.max(1, Math.round(length * 0.4)) && away < length;
    if (isNear && (best === undefined || away < best.away)) best = { candidate, away };
  }
  return best?.candidate;
}

/** ` – did you mean "expect"?`, or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const candidate = nearest(word, candidates);
  return candidate === undefined ? '' : ` – did you mean "${candidate}"?`;
}
