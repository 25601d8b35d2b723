import { decideReadings, keptDefaults, type Readings, UnknownReading } from '../core/profile/readings.ts';
import type { Profile } from '../core/profile.ts';
import { RESOURCE_PLACEHOLDER } from '../load/config-urls.ts';
import { nearHint } from './near-word.ts';
import type { RunOptions } from './run-options.ts';
import { UsageError } from './usage-error.ts';
import { SELECTABLE_RULINGS, type Workbench } from './workbench.ts';

/**
 * The option in force of every ruling.
 *
 * @throws UsageError for a ruling or option that there is not, with the near one, and for one that other settings contradict
 */
export function readingsFor({ loaded }: Workbench, options: RunOptions): Readings {
  const readings = { ...decided(loaded.profile, options), ...rootReading(options) };
  assertPrinted(readings, options);
  return readings;
}

/** What a reader must know of a literal reading: the rulings whose wording cannot be executed. */
export function readingNotices(profile: Profile, readings: Readings, { readings: asked }: RunOptions): readonly string[] {
  const kept = asked.reading === 'literal' ? keptDefaults(profile, readings) : [];
  if (kept.length === 0) return [];
  const ids = kept.map(({ id }) => id).join(', ');
  return [
    `Read by the letter, but for what cannot be executed; these keep their default: ${ids} (\`ctk list rulings\` says why).`,
  ];
}

function decided(profile: Profile, { readings }: RunOptions): Readings {
  try {
    return decideReadings(profile, readings, SELECTABLE_RULINGS);
  } catch (error) {
    if (!(error instanceof UnknownReading)) throw error;
    throw new UsageError(error.message, nearHint(error.asked, error.known));
  }
}

/** The root of each resource is made from a template exactly where the target is one: nobody has to say it twice (AMB-R12). */
function rootReading({ target, targets, readings }: RunOptions): Readings {
  const asked = readings.rulings['AMB-R12'];
  const option = [target, ...Object.values(targets)].some((root) => root?.includes(RESOURCE_PLACEHOLDER))
    ? 'template'
    : 'default';
  if (asked === undefined || asked === option) return { 'AMB-R12': option };
  throw new UsageError(
    `ruling AMB-R12 cannot be ${asked} with this target`,
    `It is template where the target has ${RESOURCE_PLACEHOLDER} in it, and default elsewhere; there is no need to give it.`,
  );
}

/** By the letter of AMB-R39 and AMB-R41 what is sent is what is printed: the configuration must not change it. */
function assertPrinted(readings: Readings, { testData: { values, roles } }: RunOptions): void {
  const isChanged = (resource: string, fixture: string, attribute: string) =>
    Object.hasOwn(values[resource]?.[fixture] ?? {}, attribute);
  const changed = {
    'AMB-R39': (resource: string) =>
      resource.endsWith('Account') &&
      (['A', 'B'].some((fixture) => ['type', 'state'].some((attribute) => isChanged(resource, fixture, attribute))) ||
        ['T', 'S'].some((role) => Object.hasOwn(roles[resource] ?? {}, role))),
    'AMB-R41': (resource: string) => isChanged(resource, 'minimal', 'name'),
  };
  for (const [ruling, isMeant] of Object.entries(changed)) {
    const resource = [...Object.keys(values), ...Object.keys(roles)].find(isMeant);
    if (readings[ruling] !== 'literal' || resource === undefined) continue;
    throw new UsageError(
      `ruling ${ruling} by the letter takes the printed values, and the configuration has others for ${resource}`,
      `Take them out of \`values\` and \`roles\`, or add --ruling ${ruling}=default.`,
    );
  }
}
