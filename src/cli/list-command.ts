import { CHECKS } from '../checks/index.ts';
import { citedBy } from '../core/engine/plan.ts';
import { optionsOf } from '../core/profile/readings.ts';
import { listBuiltin, loadProfile } from '../load/profile.ts';
import { layOut } from './columns.ts';
import { packagePath } from './kit.ts';
import { requireWord } from './near-word.ts';
import type { Streams } from './streams.ts';
import { DEFAULT_PROFILE, openWorkbench, SELECTABLE_RULINGS, type Workbench } from './workbench.ts';

/** Flags of `ctk list`. */
export interface ListFlags {
  readonly profile?: string;
  readonly json?: boolean;
}

/** What a listing shows: objects for `--json`, rows with a head for people. */
interface Listing {
  readonly items: readonly unknown[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const LISTINGS: Readonly<Record<string, (profile: string) => Promise<Listing>>> = {
  profiles: listProfiles,
  scenarios: async (profile) => listScenarios(await openWorkbench(profile)),
  requirements: async (profile) => listRequirements(await openWorkbench(profile)),
  rulings: async (profile) => listRulings(await openWorkbench(profile)),
  checks: async () => listChecks(),
  faults: async () => listFaults(),
};

/** Shows one kind of thing that the kit knows. */
export async function list(what: string, flags: ListFlags, { out }: Streams): Promise<number> {
  const kind = requireWord('list of', what, Object.keys(LISTINGS));
  const listing = await LISTINGS[kind]?.(flags.profile ?? DEFAULT_PROFILE);
  if (listing === undefined) return 3;
  if (flags.json === true) out(`${JSON.stringify(listing.items, null, 2)}\n`);
  else out(layOut([listing.head, ...listing.rows]));
  return 0;
}

async function listProfiles(): Promise<Listing> {
  const folder = packagePath('profiles');
  const profiles = await Promise.all((await listBuiltin(folder)).map((id) => loadProfile(id, folder)));
  const items = profiles.map(({ profile, digest }) => ({
    id: profile.id,
    title: profile.title,
    document: profile.document,
    digest,
  }));
  return {
    items,
    head: ['PROFILE', 'DOCUMENT', 'TITLE'],
    rows: items.map(({ id, title, document }) => [id, `${document.number} v${document.version}`, title]),
  };
}

function listScenarios({ scenarios }: Workbench): Listing {
  const items = scenarios.map((scenario) => ({
    id: scenario.id,
    aliases: scenario.aliases,
    title: scenario.title,
    clause: scenario.clause,
    scope: scenario.scope,
    tags: scenario.tags,
    requirements: [...citedBy(scenario)],
  }));
  return {
    items,
    head: ['SCENARIO', 'IN THE DOCUMENT', 'SCOPE', 'TAGS', 'TITLE'],
    rows: items.map(({ id, aliases, scope, tags, title }) => [id, aliases.join(' '), scope, tags.join(' '), title]),
  };
}

/** The table shows the clause at the first resource, the JSON at each. */
function listRequirements({ requirements }: Workbench): Listing {
  return {
    items: requirements,
    head: ['REQUIREMENT', 'LEVEL', 'SCOPE', 'RESOURCES', 'TEXT', 'CLAUSE'],
    rows: requirements.map(({ id, level, scope, clauses, text, condition }) => [
      id,
      level,
      scope,
      String(Object.keys(clauses).length),
      condition === undefined ? text : `${text} (${condition})`,
      Object.values(clauses)[0] ?? '',
    ]),
  };
}

function listRulings({ loaded }: Workbench): Listing {
  const { rulings } = loaded.profile;
  return {
    items: rulings.map(({ id, title, options, literal }) => ({
      id,
      title,
      options: Object.fromEntries(
        optionsOf({ id, title, options }, SELECTABLE_RULINGS).map((option) => [option, options[option]]),
      ),
      ...(literal !== undefined && SELECTABLE_RULINGS.has(id) ? { literal } : {}),
    })),
    head: ['RULING', 'OPTIONS', 'TITLE'],
    rows: rulings.map((ruling) => [
      ruling.id,
      optionsOf(ruling, SELECTABLE_RULINGS)
        .map((option) =>
          option === ruling.literal && option !== 'literal' && option !== 'default' ? `${option} (literal)` : option,
        )
        .join(', '),
      ruling.title,
    ]),
  };
}

function listChecks(): Listing {
  const items = Object.entries(CHECKS).map(([check, { summary, argument }]) => ({ check, summary, argument }));
  return { items, head: ['CHECK', 'WHAT IT ASKS'], rows: items.map(({ check, summary }) => [check, summary]) };
}

async function listFaults(): Promise<Listing> {
  const { FAULTS } = await import('../reference/faults.ts');
  const items = Object.values(FAULTS).map(({ id, summary, violates }) => ({ id, summary, violates }));
  return {
    items,
    head: ['FAULT', 'VIOLATES', 'WHAT THE SERVER DOES'],
    rows: items.map(({ id, summary, violates }) => [id, violates.join(' '), summary]),
  };
}
