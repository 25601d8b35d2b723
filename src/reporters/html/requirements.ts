import type { Report, RequirementOutcome, RequirementReport } from '../../core/report/report-model.ts';
import type { Links } from './links.ts';
import { type Html, html } from './template.ts';
import { anchor, breakable, classOf, joined, scrolling, verdict } from './words.ts';

/** Every requirement of the run's scopes with its verdict at each resource. */
export function requirements(report: Report, links: Links): Html | undefined {
  if (report.requirements.length === 0) return undefined;
  const results = report.requirements.flatMap((r) => r.results);
  const planned = report.matrix.resources;
  const resources = [...planned, ...new Set(results.map((r) => r.resource).filter((r) => !planned.includes(r)))];
  const table = html`<table class="matrix requirements">
<caption class="unseen">Verdict of each requirement at each resource</caption>
<thead><tr><th scope="col">Requirement</th>${resources.map((r) => html`<th scope="col">${breakable(r)}</th>`)}</tr></thead>
<tbody>
${report.requirements.map((requirement) => rowOf(requirement, resources, links))}
</tbody>
</table>`;
  return html`<section aria-labelledby="requirements">
<h2 id="requirements">Requirements</h2>
<p class="quiet">Each statement of the document in the kit's own words, with the worst verdict of the checks that cite it.</p>
${scrolling('Requirements', table)}
</section>`;
}

function rowOf(of: RequirementReport, resources: readonly string[], links: Links): Html {
  const outcomes = new Map(of.results.map((result) => [result.resource, result]));
  return html`<tr id="${anchor('requirement', of.id)}"><th scope="row">${breakable(of.id)} <span class="level">${of.level}</span>
<span class="text">${of.text}${of.condition && ` (${of.condition})`}</span>
${clauses(of.results)}
${of.rulings.length > 0 && html`<span class="note">Read by ${joined(of.rulings.map(links.ruling), ', ')}</span>`}
${reasons(of.results)}</th>${resources.map((resource) => cellOf(resource, outcomes.get(resource)))}</tr>
`;
}

function cellOf(resource: string, outcome: RequirementOutcome | undefined): Html {
  if (!outcome) return html`<td class="quiet" data-resource="${resource}">–<span class="unseen"> not looked at</span></td>`;
  return html`<td class="${classOf(outcome.verdict)}" data-resource="${resource}">${verdict(outcome.verdict)}</td>`;
}

function clauses(results: readonly RequirementOutcome[]): Html {
  const distinct = [...new Set(results.map((r) => r.clause).filter((clause) => clause !== ''))];
  if (distinct.length <= 2) return html`${distinct.map((clause) => html`<cite>${clause}</cite>`)}`;
  return html`<details><summary>${distinct.length} clauses</summary>${distinct.map((clause) => html`<cite>${clause}</cite>`)}</details>`;
}

function reasons(results: readonly RequirementOutcome[]): Html {
  const byReason = new Map<string, string[]>();
  for (const { reason, resource, verdict: word } of results) {
    // what passed or failed is explained by its findings
    if (reason !== undefined && word !== 'pass' && word !== 'fail')
      byReason.set(reason, [...(byReason.get(reason) ?? []), resource]);
  }
  return html`${[...byReason].map(
    ([reason, at]) => html`<span class="note">${at.length < results.length && `${at.join(', ')}: `}${reason}</span>`,
  )}`;
}
