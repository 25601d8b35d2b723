import type { Report } from '../../core/report/report-model.ts';
import { type Html, html } from './template.ts';
import { anchor, scrolling } from './words.ts';

/** What stays at the system under test, and how the document was read. */
export function notes(report: Report): readonly (Html | undefined)[] {
  return [residue(report), readings(report)];
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

function readings({ readings: all }: Report): Html {
  const table = html`<table>
<caption class="unseen">Rulings and the option in force</caption>
<thead><tr><th scope="col">Ruling</th><th scope="col">Option</th><th scope="col">Question and reading</th></tr></thead>
<tbody>
${all.map(
  (
    r,
  ) => html`<tr id="${anchor('ruling', r.ruling)}"><th scope="row">${r.ruling}</th><td>${r.option === 'default' ? r.option : html`<b>${r.option}</b>`}</td>
<td class="wide">${r.title}<span class="note">${r.meaning}</span></td></tr>\n`,
)}
</tbody>
</table>`;
  return html`<section aria-labelledby="readings">
<h2 id="readings">Readings in force</h2>
${
  all.length === 0
    ? html`<p>No ruling of this profile has more than one option.</p>`
    : html`<p class="quiet">Where the document leaves room, this is how it was read.</p>
<details><summary>${all.length} rulings</summary>${scrolling('Readings in force', table)}</details>`
}
</section>`;
}
