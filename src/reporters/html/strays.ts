import type { Report, StrayReport } from '../../core/report/report-model.ts';
import { headersText, placeText } from '../../core/wording/record-place.ts';
import { straySum, strayText } from '../../core/wording/stray-words.ts';
import { type Html, html } from './template.ts';
import { anchor, breakable, count, scrolling } from './words.ts';

/** Rows of the table; a target that answers everything twice must not fill the page. */
const SHOWN = 50;

/** Replies besides those that were awaited: second ones, and those that came after the limit. */
export function strays({ strays: all = [] }: Report): Html | undefined {
  if (all.length === 0) return undefined;
  const table = html`<table>
<caption class="unseen">Replies besides those awaited</caption>
<thead><tr><th scope="col">Noticed in</th><th scope="col">Status</th><th scope="col">What it is</th><th scope="col">Record</th></tr></thead>
<tbody>
${all.slice(0, SHOWN).map(rowOf)}
</tbody>
</table>`;
  return html`<section aria-labelledby="strays">
<h2 id="strays">Replies besides those awaited</h2>
<p>${straySum(all)}.</p>
<p class="quiet">One request has one reply. The evidence holds the body of each.</p>
${scrolling('Replies besides those awaited', table)}
${all.length > SHOWN && html`<p class="quiet">and ${count(all.length - SHOWN, 'further one')}, listed in report.json and the evidence</p>`}
</section>`;
}

function rowOf(stray: StrayReport): Html {
  const { scenario, resource, step, exchange, status, headers, found } = stray;
  return html`<tr><td><a href="#${anchor(scenario, resource)}">${scenario} ${breakable(resource)}</a> <span class="quiet">${step}</span></td>
<td>${status}</td><td>${strayText(stray)}${exchange !== undefined && ` (${exchange})`}</td>
<td class="wide">${found && html`<code>${breakable(placeText(found))}</code>`}<span class="note">${headersText(headers)}</span></td></tr>
`;
}
