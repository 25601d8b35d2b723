import type { CheckRegistry } from '../core/check.ts';
import type { Problem } from './problem.ts';
import type { LoadedProfile } from './profile.ts';
import { didYouMean } from './suggest.ts';

/** Finds checks that a profile wants at every reply, and that there are not, or that look at something else than the message. */
export function lintMessages(
  { profile, position }: Pick<LoadedProfile, 'profile' | 'position'>,
  checks: CheckRegistry,
): readonly Problem[] {
  const suitable = Object.keys(checks).filter((name) => checks[name]?.about === 'message');
  return (profile.messages?.statements ?? []).flatMap(({ check }, index) => {
    if (check === undefined || suitable.includes(check)) return [];
    const at = position(['messages', 'statements', index, 'check']);
    if (Object.hasOwn(checks, check))
      return [{ ...at, message: `the check "${check}" does not judge how messages are labelled` }];
    return [{ ...at, message: `there is no check "${check}"${didYouMean(check, suitable)}` }];
  });
}
