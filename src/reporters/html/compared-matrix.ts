import type { ComparedCell, Comparison } from '../../core/report/comparison-model.ts';
import { type Html, html } from './template.ts';
import { breakable, classOf, scrolling, verdict } from './words.ts';

/** Scenario × resource: one verdict where both runs agree, both where they do not. */
export function comparedMatrix({ matrix: { resources, rows }, sides }: Comparison): Html {
  const labels = sides.map(({ label }) => label);
  const table = html`<table class="matrix">
<caption class="unseen">Verdicts of each scenario at each resource, by both runs</caption>
<thead><tr><th scope="col">Scenario</th>${resources.map((r) => html`<th scope="col">${breakable(r)}</th>`)}</tr></thead>
<tbody>
${rows.map(({ scenario, title, cells }) => {
  const known = new Map(cells.map((cell) => [cell.resource, cell]));
  return html`<tr><th scope="row">${scenario}<span class="title">${title}</span></th>${resources.map((resource) => cellOf(known.get(resource), labels))}</tr>\n`;
})}
</tbody>
</table>`;
  return html`<section aria-labelledby="results">
<h2 id="results">Results</h2>
<p class="quiet">A cell with two verdicts is one where the two runs differ, or that only one of them has planned.</p>
${scrolling('Results', table)}
</section>`;
}

function cellOf(cell: ComparedCell | undefined, labels: readonly string[]): Html {
  if (!cell) return html`<td class="quiet">not planned</td>`;
  const [one, other] = cell.verdicts;
  if (one === other && one !== null) return html`<td class="${classOf(one)}">${verdict(one)}</td>`;
  return html`<td class="${cell.differs ? 'is-inconclusive' : 'quiet'}">${cell.verdicts.map(
    (said, index) => html`<span class="note">${labels[index]}: ${said === null ? 'not planned' : verdict(said)}</span>`,
  )}</td>`;
}
