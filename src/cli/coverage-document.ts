import { type Coverage, PROSPECTS, type Prospect } from '../core/engine/coverage.ts';
import type { Requirement } from '../core/requirement.ts';
import { mergedClauses } from '../core/wording/merged-clauses.ts';
import type { ProfileCoverage } from './coverage.ts';
import { type CoverageRow, countProspects, coverageRows } from './coverage-rows.ts';
import { DEFAULT_PROFILE } from './workbench.ts';

const MEANINGS: Readonly<Record<Prospect, string>> = {
  tested: 'A step of a scenario checks it.',
  'if configured': 'A step checks it where the operator has configured what that needs.',
  'not applicable': 'The resource has nothing of the kind.',
  'not testable': 'No exchange can show it.',
  gap: 'Neither tested nor explained.',
};

/** The page on one profile, from the root of the project: that of the default profile has the short name. */
export function coveragePage(profileId: string): string {
  return profileId === DEFAULT_PROFILE ? 'docs/coverage.md' : `docs/coverage-${profileId}.md`;
}

/** What becomes of each requirement of a profile, as Markdown. */
export function coverageDocument({ profile, requirements, coverage }: ProfileCoverage): string {
  const kinds = [...new Set(requirements.map(({ kind }) => kind))];
  const rows = coverageRows(requirements, coverage);
  const { number, version } = profile.document;
  const option = profile.id === DEFAULT_PROFILE ? '' : ` --profile ${profile.id}`;
  return [
    `# Coverage of ${profile.id}`,
    '',
    ...(profile.derivedFrom === undefined ? [] : [profile.derivedFrom, '']),
    `What the kit makes of every statement of ${number} v${version}, by its scenarios and under the default readings. Written by \`npm run docs\`;`,
    `a test fails when it is stale, or when a mandatory requirement is neither tested nor explained. \`ctk list requirements --coverage${option}\` shows the`,
    'same, and what a run really came to stands in its [reports](reports.md#requirements).',
    '',
    '## Totals',
    '',
    ...totals(requirements, coverage),
    '',
    'Except for the first column, figures count each requirement once for each resource that it applies to.',
    '',
    ...table(
      ['what becomes of it', 'means'],
      PROSPECTS.map((prospect) => [prospect, MEANINGS[prospect]]),
    ),
    '',
    '## Mandatory gaps',
    '',
    ...gaps(rows),
    ...kinds.flatMap((kind) => [
      '',
      `## Requirements of the kind ${kind}`,
      '',
      ...table(
        ['requirement', 'level', 'clause', 'resources', 'steps, or why there are none'],
        rows.filter(({ requirement }) => requirement.kind === kind).map(cells),
      ),
    ]),
    '',
  ].join('\n');
}

function cells({ requirement: { id, level, condition, clauses }, prospect, resources, at, by }: CoverageRow): readonly string[] {
  const cited = mergedClauses(resources.flatMap((resource) => clauses[resource] ?? []));
  const word = prospect === 'tested' ? '' : `**${prospect}**${by === '' ? '' : ': '}`;
  return [`\`${id}\``, condition === undefined ? level : `${level} ${condition}`, cited.join('<br>'), at, `${word}${by}`];
}

function totals(requirements: readonly Requirement[], coverage: readonly Coverage[]): readonly string[] {
  const line = (name: string, own: readonly Requirement[]) => {
    const ids = new Set(own.map(({ id }) => id));
    const theirs = coverage.filter(({ requirement }) => ids.has(requirement));
    return [name, own.length, theirs.length, ...countProspects(theirs, PROSPECTS)].map(String);
  };
  const by = (part: 'level' | 'scope' | 'kind') =>
    [...new Set(requirements.map((requirement) => requirement[part]))].map((name) =>
      line(
        `${part} ${name}`,
        requirements.filter((requirement) => requirement[part] === name),
      ),
    );
  return table(
    ['', 'requirements', '× resources', ...PROSPECTS],
    [line('all', requirements), ...by('level'), ...by('scope'), ...by('kind')],
  );
}

function gaps(rows: readonly CoverageRow[]): readonly string[] {
  const open = rows.filter(({ requirement, prospect }) => prospect === 'gap' && requirement.level === 'MUST');
  return open.length === 0 ? ['None.'] : open.map(({ requirement, at }) => `- \`${requirement.id}\` at ${at}`);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (row: readonly string[]) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)];
}
