import { expect, it } from 'vitest';
import { CHECKS } from '../../src/checks/index.ts';
import type { Profile } from '../../src/core/profile.ts';
import { lintMessages } from '../../src/load/lint-messages.ts';
import { PROFILES, readProfile } from '../support/profile-file.ts';
import { readWholeProfile } from '../support/whole-profile.ts';

/** What is found where the second statement on messages wants this check; its place is the path itself. */
function found(check: string) {
  const profile = readProfile('tmf666-async-5.0.0');
  const statements = profile.messages?.statements.map((each, index) => (index === 1 ? { ...each, check } : each)) ?? [];
  const changed: Profile = { ...profile, messages: { clause: 'x', statements } };
  return lintMessages({ profile: changed, position: (path) => ({ file: path.join('/'), line: 1, column: 1 }) }, CHECKS);
}

it.each(PROFILES)('finds nothing in %s', async (id) => {
  const profile = await readWholeProfile(id);
  expect(lintMessages({ profile, position: () => ({ file: 'x', line: 1, column: 1 }) }, CHECKS)).toEqual([]);
});

it('names the check that there is not, and the near one', () => {
  expect(found('corelated')).toEqual([
    {
      file: 'messages/statements/1/check',
      line: 1,
      column: 1,
      message: 'there is no check "corelated" – did you mean "correlated"?',
    },
  ]);
});

it('refuses a check of what a reply says', () => {
  expect(found('typed').map(({ message }) => message)).toEqual(['the check "typed" does not judge how messages are labelled']);
});
