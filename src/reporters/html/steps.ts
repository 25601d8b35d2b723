import type { CheckReport, ScenarioReport, StepReport } from '../../core/report/report-model.ts';
import { exchange } from './exchanges.ts';
import { findingLine, more } from './findings.ts';
import { isLinked, type Links, stepAnchor } from './links.ts';
import { type Html, html } from './template.ts';
import { joined, scrolling, verdict } from './words.ts';

const PHASES = { preamble: 'preamble', steps: '', postamble: 'postamble' } as const;

/** The steps of a scenario as an ordered list; what simply passed takes three lines. */
export function steps({ scenario, resource, steps: all }: ScenarioReport, links: Links): Html {
  return html`<ol class="steps">
${all.map((of) => step(of, isLinked(of) ? stepAnchor(scenario, resource, of.step) : undefined, links))}
</ol>`;
}

function step(of: StepReport, id: string | undefined, links: Links): Html {
  const plain = of.checks.filter((check) => isPlain(check, of));
  const telling = of.checks.filter((check) => !isPlain(check, of));
  return html`<li${id !== undefined && html` id="${id}"`}${of.verdict === 'pass' && telling.length === 0 && html` class="passed"`}>
<p class="step">${verdict(of.verdict)} <b>${of.title}</b> <span class="quiet">${of.step}${PHASES[of.phase] && ` · ${PHASES[of.phase]}`}</span></p>
${of.reason !== undefined && html`<p>${of.reason}</p>`}
${telling.length > 0 && scrolling(`Checks of step ${of.step}`, checks(of.step, telling, links))}
${[...new Set(plain.map((check) => check.verdict))].map((word) => {
  const same = plain.filter((check) => check.verdict === word);
  return html`<p class="plain">${word !== of.verdict && html`${verdict(word)} `}${joined(byRequirement(same, links), '; ')}</p>`;
})}
${of.exchanges.map(exchange)}
</li>
`;
}

/** Each requirement once, with the checks that stand for it: `status.GET status, body`. */
function byRequirement(all: readonly CheckReport[], links: Links): readonly Html[] {
  const requirements = [...new Set(all.flatMap((check) => check.requirements))];
  return requirements.map((id) => {
    const names = new Set(all.filter((check) => check.requirements.includes(id)).map(({ check }) => check));
    return html`${links.requirement(id)} ${[...names].join(', ')}`;
  });
}

/** True for a check that has nothing to tell beyond its verdict, or that of the step and its reason. */
function isPlain({ verdict: word, findings, reason }: CheckReport, step: StepReport): boolean {
  if (findings.length > 0) return false;
  return word === step.verdict ? reason === undefined || reason === step.reason : word === 'pass';
}

function checks(step: string, all: readonly CheckReport[], links: Links): Html {
  return html`<table class="checks">
<caption class="unseen">Checks of step ${step}</caption>
<thead><tr><th scope="col">Verdict</th><th scope="col">Check</th><th scope="col">Requirement and clause</th></tr></thead>
<tbody>
${all.map((c) => check(c, links))}
</tbody>
</table>`;
}

function check(of: CheckReport, links: Links): Html {
  return html`<tr><td>${verdict(of.verdict)}</td><td>${of.check}</td>
<td class="wide">${joined(of.requirements.map(links.requirement), ', ')}${of.clauses.map((clause) => html`<cite>${clause}</cite>`)}
${of.reason !== undefined && html`<p>${of.reason}</p>`}${of.findings.map((f) => findingLine(f, links))}${more(of)}</td></tr>
`;
}
