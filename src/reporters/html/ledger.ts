import type { LedgerEntry } from '../../core/report/ledger.ts';
import type { Report } from '../../core/report/report-model.ts';
import { arrivalText } from '../../core/wording/arrival-words.ts';
import { type Html, html } from './template.ts';
import { breakable, prose, scrolling, verdict } from './words.ts';

/** Each notification that was due, and what came of it; then what came besides. */
export function ledger({ ledger: entries = [] }: Report): Html | undefined {
  if (entries.length === 0) return undefined;
  const table = html`<table>
<caption class="unseen">Notifications that were due, and what came</caption>
<thead><tr><th scope="col">Resource</th><th scope="col">Due</th><th scope="col">Verdict</th><th scope="col">What came</th></tr></thead>
<tbody>
${entries.map(rowOf)}
</tbody>
</table>`;
  return html`<section aria-labelledby="notifications">
<h2 id="notifications">Notifications</h2>
<p class="quiet">Times count from the request for the change. The evidence holds each notification under its number.</p>
${scrolling('Notifications', table)}
</section>`;
}

function rowOf({ resource, expected, verdict: word, reason, arrivals }: LedgerEntry): Html {
  const came = arrivals.map(
    (arrival) => html`<div><code>${breakable(arrival.name)}</code> <span class="quiet">${arrivalText(arrival)}</span></div>`,
  );
  return html`<tr><td>${breakable(resource)}</td><td class="wide">${expected === undefined ? html`<span class="quiet">nothing</span>` : html`<code>${breakable(expected)}</code>`}</td>
<td>${verdict(word)}</td><td class="wide">${came.length === 0 ? html`<span class="quiet">nothing</span>` : came}${reason !== undefined && html`<span class="note">${prose(reason)}</span>`}</td></tr>
`;
}
