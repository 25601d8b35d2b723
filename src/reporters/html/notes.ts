import type { Report } from '../../core/report/report-model.ts';
import type { Links } from './links.ts';
import { readings } from './readings.ts';
import { type Html, html } from './template.ts';
import { scrolling } from './words.ts';

/** What stays at the system under test, how the document was read, and what hangs on it. */
export function notes(report: Report, links: Links): readonly (Html | undefined)[] {
  return [residue(report), readings(report, links)];
}

function residue({ residue: left, runId }: Report): Html {
  const table = html`<table>
<caption class="unseen">Records of this run that were not deleted</caption>
<thead><tr><th scope="col">Resource</th><th scope="col">Id</th><th scope="col">Why it stays</th></tr></thead>
<tbody>
${left.map((r) => html`<tr><td>${r.resource}</td><td>${r.id === undefined ? 'not known' : html`<code>${r.id}</code>`}</td><td class="wide">${r.reason}</td></tr>\n`)}
</tbody>
</table>`;
  return html`<section aria-labelledby="residue">
<h2 id="residue">Left behind</h2>
${left.length === 0 ? html`<p>Nothing that this run created is known to remain at the target.</p>` : scrolling('Left behind', table)}
${left.some((r) => r.id === undefined) && html`<p>Where the id is not known, search for a name that holds <code>${runId}</code>: the record may be there.</p>`}
</section>`;
}
