import type { MatrixCell, MatrixRow, Report, ScenarioReport } from '../../core/report/report-model.ts';
import { type Html, html } from './template.ts';
import { anchor, breakable, classOf, count, resourceList, scrolling, verdict } from './words.ts';

/** Scenario × resource; each cell leads to its details. */
export function matrix({ matrix: { resources, rows }, counts, scenarios }: Report): Html {
  const summary = Object.entries(counts.scenarios).filter(([, n]) => n > 0);
  const table = html`<table class="matrix">
<caption class="unseen">Verdict of each scenario at each resource</caption>
<thead><tr><th scope="col">Scenario</th>${resources.map((r) => html`<th scope="col">${breakable(r)}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => rowOf(row, resources))}
</tbody>
</table>`;
  return html`<section aria-labelledby="results">
<h2 id="results">Results</h2>
<p class="tally">${summary.map(([word, n]) => html`<span class="${classOf(word)}"><b>${n}</b> ${word}</span> `)}
${counts.remarks > 0 && html`<a href="#remarks">${count(counts.remarks, 'remark')}</a>`}</p>
${scrolling('Results', table)}
${whyNot(scenarios, resources.length)}
</section>`;
}

function rowOf(row: MatrixRow, resources: readonly string[]): Html {
  const cells = new Map(row.cells.map((cell) => [cell.resource, cell]));
  return html`<tr><th scope="row">${row.scenario}<span class="title">${row.title}</span></th>${resources.map((resource) =>
    cellOf(row, cells.get(resource)),
  )}</tr>\n`;
}

function cellOf(row: MatrixRow, cell: MatrixCell | undefined): Html {
  if (!cell) return html`<td class="quiet">not planned</td>`;
  const href = `#${anchor(row.scenario, cell.resource)}`;
  return html`<td class="${classOf(cell.verdict)}"><a href="${href}">${verdict(cell.verdict)}</a>
${cell.remarks > 0 && html`<span class="note">${count(cell.remarks, 'remark')}</span>`}
${cell.reason === 'prerequisite' && html`<span class="note">prerequisite</span>`}</td>`;
}

/** Why scenarios were blocked or skipped, each reason once: such cells have no failure of their own to read about. */
function whyNot(scenarios: readonly ScenarioReport[], planned: number): Html | undefined {
  const reasons = new Map<
    string,
    { verdict: ScenarioReport['verdict']; why: string; scenarios: Set<string>; resources: Set<string> }
  >();
  for (const { verdict: word, why, scenario, resource } of scenarios) {
    if (why === undefined || !(word === 'blocked' || word === 'skipped')) continue;
    const key = `${word} ${why}`;
    const group = reasons.get(key) ?? { verdict: word, why, scenarios: new Set(), resources: new Set() };
    group.scenarios.add(scenario);
    group.resources.add(resource);
    reasons.set(key, group);
  }
  if (reasons.size === 0) return undefined;
  return html`<ul class="why">
${[...reasons.values()].map(
  (group) =>
    html`<li>${verdict(group.verdict)} ${[...group.scenarios].join(', ')} at ${resourceList([...group.resources], planned)}: ${group.why}</li>\n`,
)}
</ul>`;
}
