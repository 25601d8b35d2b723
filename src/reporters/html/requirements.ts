import type { Report } from '../../core/report/report-model.ts';
import type { RequirementOutcome, RequirementReport } from '../../core/report/requirement-report.ts';
import { mergedClauses } from '../../core/wording/merged-clauses.ts';
import type { Links } from './links.ts';
import { requirementSteps } from './requirement-steps.ts';
import { statusTable } from './status-table.ts';
import { type Html, html } from './template.ts';
import { anchor, breakable, classOf, joined, scrolling, verdict } from './words.ts';

/** Every requirement of the run's scopes, by kind, with its status at each resource and the steps that checked it. */
export function requirements(report: Report, links: Links): Html | undefined {
  if (report.requirements.length === 0) return undefined;
  const results = report.requirements.flatMap((r) => r.results);
  const planned = report.matrix.resources;
  const resources = [...planned, ...new Set(results.map((r) => r.resource).filter((r) => !planned.includes(r)))];
  const kinds = [...new Set(report.requirements.map(({ kind }) => kind))];
  return html`<section aria-labelledby="requirements">
<h2 id="requirements">Requirements</h2>
<p class="quiet">Each statement of the document in the kit's own words, with the worst verdict of the checks that cite it, or why there is none.</p>
${statusTable(report.counts)}
${kinds.map((kind) => {
  const own = report.requirements.filter((requirement) => requirement.kind === kind);
  return html`<h3>Requirements of the kind ${kind}</h3>
${scrolling(
  `Requirements of the kind ${kind}`,
  html`<table class="matrix requirements">
<caption class="unseen">Status of each requirement of the kind ${kind} at each resource</caption>
<thead><tr><th scope="col">Requirement</th>${resources.map((r) => html`<th scope="col">${breakable(r)}</th>`)}</tr></thead>
<tbody>
${own.map((requirement) => rowOf(requirement, resources, links))}
</tbody>
</table>`,
)}`;
})}
</section>`;
}

function rowOf(of: RequirementReport, resources: readonly string[], links: Links): Html {
  const outcomes = new Map(of.results.map((result) => [result.resource, result]));
  const steps = requirementSteps(of, links);
  return html`<tr id="${anchor('requirement', of.id)}"${steps && html` class="stepped"`}><th scope="row">${breakable(of.id)} <span class="level">${of.level}</span>
<span class="text">${of.text}${of.condition && ` (${of.condition})`}</span>
${mergedClauses(of.results.map(({ clause }) => clause).filter((clause) => clause !== '')).map((clause) => html`<cite>${clause}</cite>`)}
${of.rulings.length > 0 && html`<span class="note">Read by ${joined(of.rulings.map(links.ruling), ', ')}</span>`}
${reasons(of.results)}</th>${resources.map((resource) => cellOf(resource, outcomes.get(resource)))}</tr>
${steps && html`<tr class="by"><td colspan="${resources.length + 1}">${steps}</td></tr>\n`}`;
}

function cellOf(resource: string, outcome: RequirementOutcome | undefined): Html {
  // a resource that the document does not demand it of is left out where there is one line for each
  if (!outcome) return html`<td class="quiet none">–<span class="unseen"> not demanded</span></td>`;
  return html`<td class="${classOf(outcome.status)}" data-resource="${resource}">${verdict(outcome.status)}${outcome.gap && html`<span class="note">gap</span>`}</td>`;
}

function reasons(results: readonly RequirementOutcome[]): Html {
  const byReason = new Map<string, string[]>();
  for (const { reason, resource, status } of results) {
    // what passed or failed is explained by its findings
    if (reason !== undefined && status !== 'pass' && status !== 'fail')
      byReason.set(reason, [...(byReason.get(reason) ?? []), resource]);
  }
  return html`${[...byReason].map(
    ([reason, at]) => html`<span class="note">${at.length < results.length && `${at.join(', ')}: `}${reason}</span>`,
  )}`;
}
