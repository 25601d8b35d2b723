import type { Reading } from './event.ts';
import type { Profile } from './profile.ts';

/** Which reading was asked for: a global switch and single rulings that override it. */
export interface ReadingChoice {
  readonly reading: 'default' | 'literal';
  readonly rulings: Readonly<Record<string, string>>;
}

/** The option in force per ruling id. */
export type Readings = Readonly<Record<string, string>>;

/** A ruling or an option that the profile does not have; `known` lists what it has. */
export class UnknownReading extends Error {
  readonly asked: string;
  readonly known: readonly string[];

  constructor(message: string, asked: string, known: readonly string[]) {
    super(message);
    this.name = 'UnknownReading';
    this.asked = asked;
    this.known = known;
  }
}

/**
 * Decides the option of every ruling. `literal` takes the literal option where it can be executed and
 * keeps the default elsewhere.
 *
 * @throws UnknownReading for a ruling or an option that the profile does not know.
 */
export function decideReadings(profile: Profile, choice: ReadingChoice): Readings {
  const readings: Record<string, string> = {};
  for (const ruling of profile.rulings) {
    readings[ruling.id] = choice.reading === 'literal' && ruling.literal !== undefined ? ruling.literal : 'default';
  }
  for (const [id, option] of Object.entries(choice.rulings)) {
    const ruling = profile.rulings.find((candidate) => candidate.id === id);
    if (ruling === undefined) {
      throw new UnknownReading(
        `no ruling ${id} in profile ${profile.id}`,
        id,
        profile.rulings.map((known) => known.id),
      );
    }
    if (!Object.hasOwn(ruling.options, option)) {
      throw new UnknownReading(`ruling ${id} has no option ${option}`, option, Object.keys(ruling.options));
    }
    readings[id] = option;
  }
  return readings;
}

/** The readings that a report names: every ruling that can be read in more than one way. */
export function describeReadings(profile: Profile, readings: Readings): readonly Reading[] {
  return profile.rulings
    .filter((ruling) => Object.keys(ruling.options).length > 1)
    .map((ruling) => {
      const option = readings[ruling.id] ?? 'default';
      return { ruling: ruling.id, title: ruling.title, option, meaning: ruling.options[option] ?? '' };
    });
}
