import type { ComplianceLevel, Reading } from '../event.ts';
import type { Profile, Ruling } from '../profile.ts';

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
 * @param selectable the rulings that something in the kit asks for: a report must not claim a reading nobody applied
 * @throws UnknownReading for a ruling or an option that the profile does not know.
 */
export function decideReadings(profile: Profile, choice: ReadingChoice, selectable: ReadonlySet<string>): Readings {
  const readings: Record<string, string> = {};
  for (const ruling of profile.rulings) {
    const literal = choice.reading === 'literal' && selectable.has(ruling.id) ? ruling.literal : undefined;
    readings[ruling.id] = literal ?? 'default';
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
    const known = optionsOf(ruling, selectable);
    if (!known.includes(option)) throw new UnknownReading(`ruling ${id} has no option ${option}`, option, known);
    readings[id] = option;
  }
  return readings;
}

/** The rulings that even the literal reading leaves at their default, since their wording cannot be executed. */
export function keptDefaults(profile: Profile, readings: Readings): readonly Ruling[] {
  return profile.rulings.filter(({ id, unexecutable }) => unexecutable !== undefined && readings[id] === 'default');
}

/** The options of a ruling that this kit can apply. */
export function optionsOf(ruling: Ruling, selectable: ReadonlySet<string>): readonly string[] {
  return selectable.has(ruling.id) ? Object.keys(ruling.options) : ['default'];
}

/** How each ruling is read, with what could have been chosen. */
export function describeReadings(profile: Profile, readings: Readings, selectable: ReadonlySet<string>): readonly Reading[] {
  return profile.rulings.map((ruling) => {
    const option = readings[ruling.id] ?? 'default';
    const meaning = ruling.options[option] ?? '';
    return { ruling: ruling.id, title: ruling.title, option, meaning, options: optionsOf(ruling, selectable) };
  });
}

/** The level that is certified: claiming another one is an option of AMB-R21. */
export function levelIn(readings: Readings): ComplianceLevel {
  return readings['AMB-R21'] === 'otherLevel' ? 'other' : 'L1';
}
