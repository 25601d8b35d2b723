import type { Report, ScenarioReport } from '../../core/report/report-model.ts';
import type { Links } from './links.ts';
import { steps } from './steps.ts';
import { type Html, html } from './template.ts';
import { anchor, count, duration, verdict } from './words.ts';

/** Every scenario at every resource, step by step; what passed is folded. */
export function scenarios(report: Report, links: Links): Html {
  return html`<section aria-labelledby="details">
<h2 id="details">Scenarios in detail</h2>
<p class="quiet paper">On paper what passed and the exchanges stay folded; the page itself holds all of them.</p>
${report.matrix.resources.map(
  (resource) => html`<h3 id="${anchor('resource', resource)}">${resource}</h3>
${report.scenarios.filter((s) => s.resource === resource).map((s) => scenario(s, links))}`,
)}
</section>`;
}

function scenario(of: ScenarioReport, links: Links): Html {
  const checks = of.steps.reduce((sum, step) => sum + step.checks.length, 0);
  const isOpen = of.verdict === 'fail' || of.verdict === 'inconclusive' || of.verdict === 'error';
  return html`<section class="scenario" id="${anchor(of.scenario, of.resource)}">
<h4>${verdict(of.verdict)} ${of.scenario} <span class="title">${of.title}</span> <span class="unseen">at ${of.resource}</span></h4>
<p class="citation">${of.reason === 'prerequisite' && 'Prerequisite, run only as far as the requested scenarios need it. '}<cite>${of.clause}</cite></p>
${of.why !== undefined && html`<p>${of.why}</p>`}
${
  of.steps.length > 0 &&
  html`<details class="fold"${isOpen ? html` open` : ''}>
<summary>${count(of.steps.length, 'step')}, ${count(checks, 'check')}${of.durationMs !== undefined && `, ${duration(of.durationMs)}`}</summary>
${steps(of, links)}
</details>`
}
</section>
`;
}
