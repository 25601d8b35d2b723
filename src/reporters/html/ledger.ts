import type { LedgerArrival, LedgerEntry } from '../../core/report/ledger.ts';
import { ledgerSum } from '../../core/report/ledger-sum.ts';
import type { Report } from '../../core/report/report-model.ts';
import { arrivalText } from '../../core/wording/arrival-words.ts';
import { headersText } from '../../core/wording/record-place.ts';
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
<p>${ledgerSum(entries)}.</p>
<p class="quiet">Times count from the request for the change. The evidence holds each notification under its number.</p>
${scrolling('Notifications', table)}
</section>`;
}

function rowOf({ resource, expected, verdict: word, reason, exemption, arrivals }: LedgerEntry): Html {
  const nothing = html`<span class="quiet">${exemption === undefined ? 'nothing' : 'not awaited'}</span>`;
  return html`<tr><td>${breakable(resource)}</td><td class="wide">${expected === undefined ? nothing : html`<code>${breakable(expected)}</code>`}</td>
<td>${verdict(exemption === 'not-offered' ? 'not applicable' : word)}</td><td class="wide">${arrivals.length === 0 ? nothing : arrivals.map(cameAs)}${reason !== undefined && html`<span class="note">${prose(reason)}</span>`}</td></tr>
`;
}

function cameAs(arrival: LedgerArrival): Html {
  const { name, record } = arrival;
  const told = record && [record.key === undefined ? 'without a key' : `key ${record.key}`, headersText(record.headers)];
  return html`<div><code>${breakable(name)}</code> <span class="quiet">${arrivalText(arrival)}</span>${told && html`<span class="note">${told.filter((text) => text !== '').join('; ')}</span>`}</div>`;
}
