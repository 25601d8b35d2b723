import { expect, test } from 'vitest';
import { packagePath } from '../../src/cli/kit.ts';
import { DEFAULT_PROFILE, SELECTABLE_RULINGS } from '../../src/cli/workbench.ts';
import { optionsOf } from '../../src/core/profile/readings.ts';
import { loadProfile } from '../../src/load/profile.ts';
import { textOf } from './documents.ts';

/** Title and options of a ruling, as `docs/rulings.md` prints them. */
const PRINTED = new Map(
  textOf('docs/rulings.md')
    .split(/^### /m)
    .slice(1)
    .map(
      (
        section,
      ): [string, { title: string | undefined; options: string | undefined; letter: string | undefined; text: string }] => {
        const [id = '', ...lines] = section.split(/^## /m)[0]?.split('\n') ?? [];
        const text = lines.join('\n').trim();
        return [
          id,
          {
            title: /^\*\*(.+?)\.\*\*/.exec(text)?.[1],
            options: /^Options: (.+)\.$/m.exec(text)?.[1],
            letter: /^By the letter it cannot be executed: (.+)\.$/m.exec(text)?.[1],
            text,
          },
        ];
      },
    ),
);

const { profile } = await loadProfile(DEFAULT_PROFILE, packagePath('profiles'));

test('every ruling of the profile has its heading, and no other has one', () => {
  expect([...PRINTED.keys()].sort()).toEqual(profile.rulings.map(({ id }) => id).sort());
});

test.each(profile.rulings)('$id has its title, its options in this version and an explanation', (ruling) => {
  const options = optionsOf(ruling, SELECTABLE_RULINGS).map((option) =>
    option === ruling.literal ? `\`${option}\` (*literal*)` : `\`${option}\``,
  );
  const printed = PRINTED.get(ruling.id);
  expect(printed?.title).toBe(ruling.title);
  expect(printed?.options).toBe(options.join(', '));
  expect(printed?.text.split(' ').length).toBeGreaterThan(15);
  expect(printed?.letter).toBe(ruling.unexecutable);
});
