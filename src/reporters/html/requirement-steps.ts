import type { StepVerdict } from '../../core/event.ts';
import type { RequirementReport } from '../../core/report/requirement-report.ts';
import { shortened, withoutRow } from '../../core/wording/step-names.ts';
import type { Links } from './links.ts';
import { type Html, html } from './template.ts';
import { classOf, count, joined } from './words.ts';

type Word = StepVerdict['verdict'];

/** Steps that say the same about a requirement at one resource: those of one group, or a step alone. */
interface Cell {
  readonly resource: string;
  readonly steps: readonly string[];
}

/** The steps that checked a requirement, folded: those of a group as one, with a link to them at each resource. */
export function requirementSteps({ results }: RequirementReport, links: Links): Html | undefined {
  const lines = new Map<string, { readonly name: string; readonly verdict: Word; readonly cells: Cell[] }>();
  for (const { resource, steps } of results) {
    for (const [key, own] of grouped(steps)) {
      const [first] = own;
      if (first === undefined) continue;
      const line = lines.get(key) ?? { name: withoutRow(first.step), verdict: first.verdict, cells: [] };
      line.cells.push({ resource, steps: own.map(({ step }) => step) });
      lines.set(key, line);
    }
  }
  if (lines.size === 0) return undefined;
  const total = results.reduce((sum, { steps }) => sum + steps.length, 0);
  return html`<details class="fold"><summary>${count(total, 'step')}</summary><ul>
${[...lines.values()].map(({ name, verdict, cells }) => html`<li>${named(name, cells)} <span class="${classOf(verdict)} verdict">${verdict}</span> ${joined(places(cells, links), ', ')}</li>\n`)}
</ul></details>`;
}

/** What did not pass is told row by row; of what passed, the rows of a group are one. */
function grouped(steps: readonly StepVerdict[]): ReadonlyMap<string, readonly StepVerdict[]> {
  const groups = new Map<string, StepVerdict[]>();
  for (const each of steps) {
    const key = `${each.verdict} ${each.verdict === 'pass' || each.verdict === 'skipped' ? withoutRow(each.step) : each.step}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return groups;
}

function named(name: string, cells: readonly Cell[]): string {
  const all = new Set(cells.flatMap(({ steps }) => steps));
  const [only] = all;
  if (all.size === 1 && only !== undefined) return only;
  const sizes = cells.map(({ steps }) => steps.length);
  return Math.min(...sizes) === Math.max(...sizes) ? (shortened(cells[0]?.steps ?? [])[0] ?? name) : name;
}

function places(cells: readonly Cell[], links: Links): readonly Html[] {
  return cells.map(({ resource, steps }) => links.step(steps[0] ?? '', resource, resource));
}
