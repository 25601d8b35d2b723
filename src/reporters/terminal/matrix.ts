import type { PlannedScenario, ScenarioFinished } from '../../core/event.ts';
import type { Verdict } from '../../core/verdict.ts';
import { worst } from '../../core/verdict.ts';
import type { Paint } from './paint.ts';
import { VERDICT_WORDS } from './paint.ts';
import { clean } from './text.ts';

/** Verdicts of the scenarios that came to their end; one that ran several times has the worst of them. */
export interface Verdicts {
  add(event: ScenarioFinished): void;
  of(planned: PlannedScenario): Verdict | 'not run';
}

/** Creates an empty set of verdicts. */
export function collectVerdicts(): Verdicts {
  const verdicts = new Map<string, Verdict>();
  const key = ({ scenario, resource }: { readonly scenario: string; readonly resource: string }) => `${scenario}@${resource}`;
  return {
    add(event) {
      const before = verdicts.get(key(event));
      verdicts.set(key(event), before === undefined ? event.verdict : worst([before, event.verdict]));
    },
    of: (planned) => verdicts.get(key(planned)) ?? 'not run',
  };
}

interface Column {
  readonly scenario: string;
  readonly width: number;
}

/**
 * Resources as rows, scenarios as columns; what does not fit into the width goes into further blocks.
 * Nothing where nothing has run.
 */
export function matrixLines(plan: readonly PlannedScenario[], verdicts: Verdicts, width: number, paint: Paint): string[] {
  if (plan.every((p) => verdicts.of(p) === 'not run')) return [];
  const resources = [...new Set(plan.map((p) => p.resource))];
  const scenarios = [...new Set(plan.map((p) => p.scenario))];
  const find = (scenario: string, resource: string) => plan.find((p) => p.scenario === scenario && p.resource === resource);
  const columns = scenarios.map((scenario): Column => {
    const words = resources.map((resource) => wordOf(find(scenario, resource), verdicts));
    return { scenario, width: Math.max(clean(scenario).length, ...words.map((word) => word.length)) };
  });
  const nameWidth = Math.max(0, ...resources.map((r) => clean(r).length));
  const roomy = nameWidth + columns.reduce((sum, c) => sum + c.width + 2, 0) <= width;
  const gap = ' '.repeat(roomy ? 2 : 1);

  const lines: string[] = [];
  for (const block of blocksOf(columns, width - nameWidth, gap.length)) {
    const heads = block.map((column) => gap + clean(column.scenario).padEnd(column.width));
    lines.push((' '.repeat(nameWidth) + heads.join('')).trimEnd());
    for (const resource of resources) {
      const cells = block.map((column, index) => {
        const planned = find(column.scenario, resource);
        const word = wordOf(planned, verdicts);
        const padded = index === block.length - 1 ? word : word.padEnd(column.width);
        return gap + (planned ? paint.verdict(verdicts.of(planned), padded) : padded);
      });
      lines.push(clean(resource).padEnd(nameWidth) + cells.join(''));
    }
    lines.push('');
  }
  if (plan.some((p) => p.reason === 'prerequisite')) lines.push('* prerequisite: only the steps that the others need', '');
  return lines;
}

function wordOf(planned: PlannedScenario | undefined, verdicts: Verdicts): string {
  if (planned === undefined) return '-';
  return VERDICT_WORDS[verdicts.of(planned)] + (planned.reason === 'prerequisite' ? '*' : '');
}

function blocksOf(columns: readonly Column[], room: number, gap: number): Column[][] {
  const blocks: Column[][] = [];
  let left = 0;
  for (const column of columns) {
    const block = blocks.at(-1);
    if (block !== undefined && column.width + gap <= left) {
      block.push(column);
      left -= column.width + gap;
    } else {
      blocks.push([column]);
      left = room - column.width - gap;
    }
  }
  return blocks;
}
