import { expect, test } from 'vitest';
import { packagePath } from '../../src/cli/kit.ts';
import { SELECTABLE_RULINGS } from '../../src/cli/workbench.ts';
import { optionsOf } from '../../src/core/profile/readings.ts';
import type { Ruling } from '../../src/core/profile.ts';
import { loadProfile } from '../../src/load/profile.ts';
import { PROFILES } from '../support/profile-file.ts';
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

/** Every ruling of the profiles of the kit; of those that several profiles have, the first profile's. */
const profiles = await Promise.all(PROFILES.map((id) => loadProfile(id, packagePath('profiles'))));
const all = profiles.flatMap(({ profile }) => profile.rulings);
const rulings = [...new Map(all.map((ruling) => [ruling.id, ruling] as const).reverse()).values()];

function printedOptions(ruling: Ruling): readonly string[] {
  return optionsOf(ruling, SELECTABLE_RULINGS).map((option) =>
    option === ruling.literal ? `\`${option}\` (*literal*)` : `\`${option}\``,
  );
}

test('every ruling of a profile has its heading, and no other has one', () => {
  expect([...PRINTED.keys()].sort()).toEqual(rulings.map(({ id }) => id).sort());
});

test.each(rulings)('$id has its title, its options in this version and an explanation', (ruling) => {
  const printed = PRINTED.get(ruling.id);
  expect(printed?.title).toBe(ruling.title);
  expect(printed?.options).toBe(printedOptions(ruling).join(', '));
  expect(printed?.text.split(' ').length).toBeGreaterThan(15);
  expect(printed?.letter).toBe(ruling.unexecutable);
});

test('another profile has the same question under the same id, and no option that is not printed', () => {
  for (const ruling of all) {
    const printed = PRINTED.get(ruling.id);
    expect(printed?.title, ruling.id).toBe(ruling.title);
    expect(printed?.options?.split(', '), ruling.id).toEqual(expect.arrayContaining([...printedOptions(ruling)]));
  }
});
