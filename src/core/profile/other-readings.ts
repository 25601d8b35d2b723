import type { OtherReading, RequirementPlace } from '../event.ts';
import type { Profile, ResourceName } from '../profile.ts';
import { demandsOf } from './derive-requirements.ts';
import { readProfile, TABLE_RULINGS } from './profile-as-read.ts';
import { optionsOf, type Readings } from './readings.ts';

/** The rulings that neither checks nor tables ask for: they change what is sent, or how. */
export const REQUEST_RULINGS: readonly string[] = [
  'AMB-R12',
  'AMB-R13',
  'AMB-R29',
  'AMB-R35',
  'AMB-R49',
  'AMB-A02',
  'AMB-A03',
  'AMB-A09',
  'AMB-A39',
];

/**
 * What options that are not in force would change besides the verdicts on the same replies: which requirements would be
 * mandatory, and whether the requests would be others. Rulings that only checks ask for have none.
 *
 * @param printed the profile as its file has it
 */
export function otherReadings(printed: Profile, readings: Readings, selectable: ReadonlySet<string>): readonly OtherReading[] {
  const now = mandatoryPlaces(readProfile(printed, readings));
  const asked = [...TABLE_RULINGS, ...REQUEST_RULINGS].filter((ruling) => selectable.has(ruling));
  return printed.rulings
    .filter(({ id }) => asked.includes(id))
    .flatMap((ruling) =>
      optionsOf(ruling, selectable)
        .filter((option) => option !== (readings[ruling.id] ?? 'default'))
        .map((option) => ({ ruling: ruling.id, option, ...differenceUnder(ruling.id, option) })),
    );

  function differenceUnder(ruling: string, option: string): Omit<OtherReading, 'ruling' | 'option'> {
    if (!TABLE_RULINGS.includes(ruling)) return { demanded: [], dropped: [], otherRequests: true };
    const then = mandatoryPlaces(readProfile(printed, { ...readings, [ruling]: option }));
    return { demanded: placesOnlyIn(then, now), dropped: placesOnlyIn(now, then), otherRequests: true };
  }
}

/** Requirement → the resources where it is mandatory and has no excuse. */
function mandatoryPlaces(profile: Profile): ReadonlyMap<string, readonly ResourceName[]> {
  const places = new Map<string, ResourceName[]>();
  for (const { id, level, resource, exempt } of demandsOf(profile)) {
    if (level !== 'MUST' || exempt !== undefined || places.get(id)?.includes(resource) === true) continue;
    places.set(id, [...(places.get(id) ?? []), resource]);
  }
  return places;
}

function placesOnlyIn(
  places: ReadonlyMap<string, readonly ResourceName[]>,
  others: ReadonlyMap<string, readonly ResourceName[]>,
): readonly RequirementPlace[] {
  return [...places].flatMap(([requirement, all]) => {
    const resources = all.filter((resource) => others.get(requirement)?.includes(resource) !== true);
    return resources.length === 0 ? [] : [{ requirement, resources }];
  });
}
