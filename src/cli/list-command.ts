import { CHECKS } from '../checks/index.ts';
import { citedBy } from '../core/engine/plan.ts';
import { optionsOf } from '../core/profile/readings.ts';
import { listBuiltin, loadProfile } from '../load/profile.ts';
import { layOut } from './columns.ts';
import { coverageIn } from './coverage.ts';
import { coverageItems, coverageText } from './coverage-listing.ts';
import { packagePath } from './kit.ts';
import { requireWord } from './near-word.ts';
import { NO_CHANGES, prepareProfile } from './prepared-profile.ts';
import type { Streams } from './streams.ts';
import { UsageError } from './usage-error.ts';
import { DEFAULT_PROFILE, openWorkbench, SELECTABLE_RULINGS, type Workbench } from './workbench.ts';

/** What is listed does not depend on a run: every ruling is read by its default. */
const DEFAULT_READINGS = {};

/** Narrower terminals are written to as if they were this wide. */
const COVERAGE_WIDTH = 80;

const COVERAGE_HINT = 'ctk list requirements --coverage shows what checks each of them.';

/** Flags of `ctk list`. */
export interface ListFlags {
  readonly profile?: string;
  readonly json?: boolean;
  readonly coverage?: boolean;
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
  variants: async () => listVariants(),
};

/** Shows one kind of thing that the kit knows. */
export async function list(what: string, flags: ListFlags, streams: Streams): Promise<number> {
  const { out } = streams;
  const kind = requireWord('list of', what, Object.keys(LISTINGS));
  if (flags.coverage === true) {
    if (kind !== 'requirements') throw new UsageError(`--coverage is about requirements, not ${kind}`, COVERAGE_HINT);
    await listCoverage(flags, streams);
    return 0;
  }
  const listing = await LISTINGS[kind]?.(flags.profile ?? DEFAULT_PROFILE);
  if (listing === undefined) return 3;
  if (flags.json === true) out(`${JSON.stringify(listing.items, null, 2)}\n`);
  else out(layOut([listing.head, ...listing.rows]));
  return 0;
}

async function listCoverage({ profile = DEFAULT_PROFILE, json }: ListFlags, { out, columns }: Streams): Promise<void> {
  const { requirements, coverage } = await coverageIn(profile);
  if (json === true) out(`${JSON.stringify(coverageItems(requirements, coverage), null, 2)}\n`);
  else out(coverageText(requirements, coverage, Math.max(COVERAGE_WIDTH, columns)));
}

async function listProfiles(): Promise<Listing> {
  const folder = packagePath('profiles');
  const profiles = await Promise.all((await listBuiltin(folder)).map((id) => loadProfile(id, folder)));
  const items = profiles.map(({ profile, digest }) => ({
    id: profile.id,
    title: profile.title,
    document: profile.document,
    ...(profile.derivedFrom !== undefined && { derivedFrom: profile.derivedFrom }),
    digest,
  }));
  return {
    items,
    head: ['PROFILE', 'DOCUMENT', 'KIND', 'TITLE'],
    rows: items.map(({ id, title, document, derivedFrom }) => [
      id,
      `${document.number} v${document.version}`,
      derivedFrom === undefined ? 'conformance profile' : 'derived',
      title,
    ]),
  };
}

function listScenarios(workbench: Workbench): Listing {
  const prepared = prepareProfile(workbench, DEFAULT_READINGS, NO_CHANGES).scenarios;
  const known = [...prepared.keys()];
  const items = workbench.scenarios.map(({ id, aliases, title, clause, scope, tags }) => {
    const runs = known.flatMap((resource) =>
      (prepared.get(resource) ?? []).filter((one) => one.id === id).map((one) => ({ resource, one })),
    );
    const requirements = [...new Set(runs.flatMap(({ one }) => [...citedBy(one)]))];
    return { id, aliases, title, clause, scope, tags, resources: runs.map(({ resource }) => resource), requirements };
  });
  return {
    items,
    head: ['SCENARIO', 'IN THE DOCUMENT', 'SCOPE', 'TAGS', 'TITLE', 'RESOURCES'],
    rows: items.map(({ id, aliases, scope, tags, title, resources }) => [
      id,
      aliases.join(' '),
      scope,
      tags.join(' '),
      title,
      resources.length === known.length ? `all ${known.length}` : resources.join(', '),
    ]),
  };
}

/** The table shows the clause at the first resource, the JSON at each. */
function listRequirements(workbench: Workbench): Listing {
  const { requirements } = prepareProfile(workbench, DEFAULT_READINGS, NO_CHANGES);
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

/** The column LITERAL tells what `--reading literal` takes; where nothing stands there is no wording to go by. */
function listRulings({ loaded }: Workbench): Listing {
  const items = loaded.profile.rulings.map((ruling) => {
    const { id, title, options, literal, unexecutable } = ruling;
    const selectable = optionsOf(ruling, SELECTABLE_RULINGS);
    return {
      id,
      title,
      options: Object.fromEntries(selectable.map((option) => [option, options[option]])),
      ...(literal !== undefined && SELECTABLE_RULINGS.has(id) && { literal }),
      ...(unexecutable !== undefined && { unexecutable }),
    };
  });
  return {
    items,
    head: ['RULING', 'OPTIONS', 'LITERAL', 'TITLE'],
    rows: items.map(({ id, options, literal, unexecutable, title }) => [
      id,
      Object.keys(options).join(', '),
      literal ?? (unexecutable === undefined ? '' : 'default'),
      unexecutable === undefined ? title : `${title} (by the letter not executable: ${unexecutable})`,
    ]),
  };
}

function listChecks(): Listing {
  const items = Object.entries(CHECKS).map(([check, { summary, argument }]) => ({ check, summary, argument }));
  return { items, head: ['CHECK', 'WHAT IT ASKS'], rows: items.map(({ check, summary }) => [check, summary]) };
}

/** The table shows the requirements of the first model that the fault is for, the JSON those of each. */
async function listFaults(): Promise<Listing> {
  const { FAULTS, violatedBy } = await import('../reference/faults.ts');
  const items = Object.values(FAULTS).map((fault) => {
    const { id, summary, models, faces } = fault;
    const violates = Object.fromEntries(models.map((model) => [model, violatedBy(fault, model)]));
    return { id, summary, models, faces, violates };
  });
  return {
    items,
    head: ['FAULT', 'MODELS', 'FACES', 'VIOLATES', 'WHAT THE SERVER DOES'],
    rows: items.map(({ id, models, faces, violates, summary }) => [
      id,
      models.join(' '),
      faces.join(' '),
      (violates[models[0] ?? 'v1'] ?? []).join(' '),
      summary,
    ]),
  };
}

async function listVariants(): Promise<Listing> {
  const { VARIANTS } = await import('../reference/variants.ts');
  const items = Object.values(VARIANTS).map(({ id, summary, models, faces, rulings }) => ({
    id,
    summary,
    models,
    faces,
    rulings,
  }));
  return {
    items,
    head: ['VARIANT', 'MODELS', 'FACES', 'RULINGS', 'WHAT THE SERVER DOES'],
    rows: items.map(({ id, models, faces, rulings, summary }) => [
      id,
      models.join(' '),
      faces.join(' '),
      rulings.join(' '),
      summary,
    ]),
  };
}
