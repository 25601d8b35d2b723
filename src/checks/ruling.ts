import type { CheckContext } from '../core/check.ts';

/** Whether the document in force has a question: profiles of other documents answer it otherwise, or need not ask it. */
export function hasRuling({ profile }: Pick<CheckContext, 'profile'>, id: string): boolean {
  return profile.rulings.some((ruling) => ruling.id === id);
}

/** The one of two rulings on the same question that the profile has: that of its own document first. */
export function rulingOf<Own extends string, Other extends string>(
  context: Pick<CheckContext, 'profile'>,
  own: Own,
  other: Other,
): Own | Other {
  return hasRuling(context, own) ? own : other;
}
