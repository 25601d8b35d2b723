import type { ComparedCell, Comparison } from '../../core/report/comparison-model.ts';
import type { ScenarioVerdict } from '../../core/report/report-model.ts';
import { blocksIn, type Grid } from './grid.ts';
import type { Paint } from './paint.ts';
import { VERDICT_WORDS } from './paint.ts';
import { clean, wrap } from './text.ts';

/** One table of both runs: a cell has one word where they agree, and both where they do not. */
export function comparedMatrixLines({ matrix: { resources, rows }, sides }: Comparison, width: number, paint: Paint): string[] {
  if (rows.length === 0) return [];
  const cells = rows.map(({ cells: own }) => new Map(own.map((cell) => [cell.resource, cell])));
  const at = (row: number, column: number) => cells[row]?.get(resources[column] ?? '');
  const grid: Grid = {
    rows: rows.map(({ scenario }) => scenario),
    heads: resources.map((name) => clean(name).split(/(?<=[a-z0-9])(?=[A-Z])/)),
    word: (row, column) => wordOf(at(row, column)),
    paint: (row, column, padded) => painted(at(row, column), padded, paint),
  };
  const isSplit = rows.some(({ cells: own }) => own.some(({ verdicts: [one, other] }) => one !== other));
  return [
    ...blocksIn(grid, width).flatMap((block) => [...block, '']),
    ...(isSplit ? [...wrap(`Where there are two: ${sides.map(({ label }) => label).join(' / ')}`, width), ''] : []),
  ];
}

function wordOf(cell: ComparedCell | undefined): string {
  if (cell === undefined) return '-';
  const [one, other] = cell.verdicts.map((verdict) => (verdict === null ? '-' : VERDICT_WORDS[verdict]));
  return one === other ? (one ?? '-') : `${one}/${other}`;
}

function painted(cell: ComparedCell | undefined, padded: string, paint: Paint): string {
  if (cell === undefined) return padded;
  const [one, other] = cell.verdicts;
  const verdict: ScenarioVerdict | null = cell.differs ? 'inconclusive' : (one ?? other);
  return verdict === null ? padded : paint.verdict(verdict, padded);
}
