import { type Coverage, PROSPECTS } from '../core/engine/coverage.ts';
import type { Requirement } from '../core/requirement.ts';
import { hang, plural } from '../reporters/terminal/text.ts';
import { type CoverageRow, countProspects, coverageRows, mandatoryGaps } from './coverage-rows.ts';

/** Width of the longest prospect, and of the longest level. */
const [PROSPECT, LEVEL] = [Math.max(...PROSPECTS.map((prospect) => prospect.length)), 'SHOULD'.length];

/** What `--json` shows: each requirement with what covers it at each resource. */
export function coverageItems(requirements: readonly Requirement[], coverage: readonly Coverage[]): readonly unknown[] {
  return requirements.map(({ id, kind, level, scope, text, condition }) => ({
    id,
    kind,
    level,
    scope,
    text,
    ...(condition !== undefined && { condition }),
    coverage: coverage.filter((one) => one.requirement === id).map(({ requirement: _, ...one }) => one),
  }));
}

/** What people see: the requirements by kind, below each the steps that check it or why none does, then the sums. */
export function coverageText(requirements: readonly Requirement[], coverage: readonly Coverage[], width: number): string {
  const rows = coverageRows(requirements, coverage);
  const kinds = [...new Set(requirements.map(({ kind }) => kind))];
  const lines = kinds.flatMap((kind) => {
    const own = rows.filter(({ requirement }) => requirement.kind === kind);
    const count = new Set(own.map(({ requirement }) => requirement.id)).size;
    return [`${kind.toUpperCase()}  ${plural(count, 'requirement')}`, ...own.flatMap((row) => rowLines(row, width)), ''];
  });
  return [...lines, ...sumLines(requirements, coverage, width)].map((line) => `${line}\n`).join('');
}

function rowLines({ requirement: { id, level }, prospect, at, by }: CoverageRow, width: number): string[] {
  // only what is mandatory and open leaves a scope undetermined
  const word = prospect === 'gap' && level === 'MUST' ? 'GAP' : prospect;
  const head = `${word.padEnd(PROSPECT)}  ${level.padEnd(LEVEL)}  `;
  const blank = ' '.repeat(head.length);
  const fits = head.length + id.length + 2 + at.length <= width;
  const below = [...(fits ? [] : [at]), ...(by === '' ? [] : [by])];
  return [`${head}${id}${fits ? `  ${at}` : ''}`, ...below.flatMap((text) => hang(`${blank}  `, text, width))];
}

function sumLines(requirements: readonly Requirement[], coverage: readonly Coverage[], width: number): string[] {
  const counts = countProspects(coverage, PROSPECTS);
  const sums = PROSPECTS.flatMap((prospect, index) => ((counts[index] ?? 0) > 0 ? [`${counts[index]} ${prospect}`] : []));
  const gaps = mandatoryGaps(requirements, coverage).length;
  return [
    ...hang(
      '',
      `${plural(requirements.length, 'requirement')}, at their resources ${coverage.length}: ${sums.join(', ')}.`,
      width,
    ),
    gaps === 0 ? 'Nothing mandatory is a gap.' : `${plural(gaps, 'mandatory gap')}: neither tested nor explained.`,
  ];
}
