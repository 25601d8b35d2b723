import type { FindingReport, Report } from '../../core/report/report-model.ts';
import type { Links } from './links.ts';
import { type Html, html } from './template.ts';
import { anchor, joined, prose, scrolling } from './words.ts';

interface Remark {
  readonly finding: FindingReport;
  readonly places: Map<string, Html>;
}

/** Tolerated deviations, each once, with the ruling that tolerates it and where it was seen. */
export function remarks(report: Report, links: Links): Html | undefined {
  const all = remarksOf(report);
  if (all.length === 0) return undefined;
  const table = html`<table>
<caption class="unseen">Tolerated deviations</caption>
<thead><tr><th scope="col">Remark</th><th scope="col">Ruling</th><th scope="col">Seen in</th></tr></thead>
<tbody>
${all.map(
  ({
    finding,
    places,
  }) => html`<tr><td class="wide">${finding.sentence}${finding.hint && html`<span class="note">${prose(finding.hint)}</span>`}</td>
<td>${finding.ruling === undefined ? '' : links.ruling(finding.ruling)}</td><td class="wide">${joined([...places.values()], ', ')}</td></tr>\n`,
)}
</tbody>
</table>`;
  return html`<section aria-labelledby="remarks">
<h2 id="remarks">Remarks</h2>
<p class="quiet">Deviations that the readings in force tolerate. They fail nothing.</p>
${scrolling('Remarks', table)}
</section>`;
}

function remarksOf(report: Report): Remark[] {
  const remarks = new Map<string, Remark>();
  for (const scenario of report.scenarios) {
    const name = `${scenario.scenario} ${scenario.resource}`;
    const found = scenario.steps.flatMap((step) => step.checks).flatMap((check) => check.findings);
    for (const finding of found.filter((f) => f.kind === 'remark')) {
      const key = `${finding.code}\n${finding.ruling}\n${finding.sentence}`;
      const remark = remarks.get(key) ?? { finding, places: new Map() };
      remark.places.set(name, html`<a href="#${anchor(scenario.scenario, scenario.resource)}">${name}</a>`);
      remarks.set(key, remark);
    }
  }
  return [...remarks.values()];
}
