import type { CheckReport, ScenarioReport, StepReport } from '../../core/report/report-model.ts';
import { exchange } from './exchanges.ts';
import { finding, more } from './findings.ts';
import type { Links } from './links.ts';
import { type Html, html } from './template.ts';
import { joined, scrolling, verdict } from './words.ts';

const PHASES = { preamble: 'preamble', steps: '', postamble: 'postamble' } as const;

/** The steps of a scenario as an ordered list. */
export function steps(of: ScenarioReport, links: Links): Html {
  return html`<ol class="steps">
${of.steps.map((s) => step(s, links))}
</ol>`;
}

function step(of: StepReport, links: Links): Html {
  return html`<li>
<p class="step">${verdict(of.verdict)} <b>${of.title}</b> <span class="quiet">${of.step}${PHASES[of.phase] && ` · ${PHASES[of.phase]}`}</span></p>
${of.reason !== undefined && html`<p>${of.reason}</p>`}
${of.checks.length > 0 && scrolling(`Checks of step ${of.step}`, checks(of, links))}
${of.exchanges.map(exchange)}
</li>
`;
}

function checks(of: StepReport, links: Links): Html {
  return html`<table class="checks">
<caption class="unseen">Checks of step ${of.step}</caption>
<thead><tr><th scope="col">Verdict</th><th scope="col">Check</th><th scope="col">Requirement and clause</th></tr></thead>
<tbody>
${of.checks.map((c) => check(c, links))}
</tbody>
</table>`;
}

function check(of: CheckReport, links: Links): Html {
  return html`<tr><td>${verdict(of.verdict)}</td><td>${of.check}</td>
<td class="wide">${joined(of.requirements.map(links.requirement), ', ')}${of.clauses.map((clause) => html`<cite>${clause}</cite>`)}
${of.reason !== undefined && html`<p>${of.reason}</p>`}${of.findings.map((f) => finding(f, links))}${more(of)}</td></tr>
`;
}
