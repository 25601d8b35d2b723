import type { Profile, Ruling } from '../profile.ts';
import type { ProfileMistake } from './profile-mistake.ts';

type Path = ProfileMistake['path'];

/** Rulings that cannot be put in force: without `default`, or with a literal reading that is none of their options. */
export function wrongRulings(rulings: readonly Ruling[]): readonly ProfileMistake[] {
  return rulings.flatMap(({ id, options, literal, unexecutable }, index) => {
    const mistakes: ProfileMistake[] = [];
    if (!Object.hasOwn(options, 'default')) {
      mistakes.push({ path: ['rulings', index, 'options'], message: `${id} has no option default` });
    }
    if (literal !== undefined && !Object.hasOwn(options, literal)) {
      mistakes.push({ path: ['rulings', index, 'literal'], message: `${id} has no option ${literal}` });
    }
    if (literal !== undefined && unexecutable !== undefined) {
      mistakes.push({ path: ['rulings', index, 'unexecutable'], message: `${id} has a literal option: its wording is executed` });
    }
    return mistakes;
  });
}

/** Rulings that some part of the profile cites and that the profile does not have. */
export function unknownRulings({ rulings, testData: _, ...parts }: Profile): readonly ProfileMistake[] {
  const known = new Set(rulings.map(({ id }) => id));
  return [...citationsIn(parts, [])]
    .filter(([id]) => !known.has(id))
    .map(([id, path]) => ({ path, message: `no ruling is called ${id}` }));
}

/** The members that name one ruling. */
export const CITING_MEMBERS: readonly string[] = ['ruling', 'impliedBy', 'expectedBy'];

/** Every part cites alike: `ruling`, `impliedBy` and `expectedBy` name one, `rulings` a list. */
function* citationsIn(value: unknown, path: Path): Generator<readonly [id: string, path: Path]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    const place = [...path, Array.isArray(value) ? Number(key) : key];
    if (CITING_MEMBERS.includes(key) && typeof member === 'string') yield [member, place];
    else if (key === 'rulings' && Array.isArray(member))
      yield* member.map((id, index) => [String(id), [...place, index]] as const);
    else yield* citationsIn(member, place);
  }
}
