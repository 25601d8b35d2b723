import { repeatOf } from '../../core/report/report-exchange.ts';
import type { CheckReport, Report, ScenarioReport, StepReport } from '../../core/report/report-model.ts';
import { citation, finding, more } from './findings.ts';
import type { Links } from './links.ts';
import { type Html, html } from './template.ts';
import { anchor, classOf, count, joined, verdict } from './words.ts';

interface Occurrence {
  readonly scenario: ScenarioReport;
  readonly step: StepReport;
  readonly check: CheckReport;
}

const SECTIONS = [
  { word: 'error', title: 'Errors of the kit', text: 'Faults of the kit itself; they say nothing about the system under test.' },
  { word: 'fail', title: 'Failures', text: 'What differs from the document, with the request that shows it.' },
  { word: 'inconclusive', title: 'Inconclusive', text: 'What could not be decided from what the system under test did.' },
] as const;

/** Everything that failed or could not be decided; the same at several resources is told once. */
export function problems(report: Report, links: Links): readonly Html[] {
  return SECTIONS.flatMap(({ word, title, text }) => {
    const groups = groupsOf(report, word);
    const steps = stepsWithoutCheck(report, word);
    if (groups.length + steps.length === 0) return [];
    const id = anchor('problems', word);
    return html`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
<p class="quiet">${text}</p>
${groups.map((group) => problem(group, links))}
${steps.map(({ scenario, step }) => bareStep(scenario, step))}
</section>`;
  });
}

function problem(group: readonly Occurrence[], links: Links): Html | undefined {
  const [first] = group;
  if (!first) return undefined;
  const { scenario, step, check } = first;
  const curl = repeatOf(step, check);
  const reason = check.reason ?? (step.verdict === check.verdict ? step.reason : undefined);
  return html`<article class="problem ${classOf(check.verdict)}">
<h3>${scenario.scenario} · ${step.title} <span class="quiet">${count(group.length, 'resource')}</span></h3>
${citation(check, links)}
${reason && html`<p>${reason}</p>`}
${check.findings.filter((f) => f.kind !== 'remark').map((f) => finding(f, links))}
${more(check)}
${curl && html`<p class="label">Repeat the request</p><pre class="curl">${curl}</pre>`}
<p class="label">Run the scenario again</p><pre class="curl">${scenario.again}</pre>
<p class="places">${
    group.length > 1
      ? html`Shown for ${place(scenario)}; also at ${joined(
          group.slice(1).map((o) => place(o.scenario)),
          ', ',
        )}`
      : html`At ${place(scenario)}`
  }</p>
</article>`;
}

function bareStep(scenario: ScenarioReport, step: StepReport): Html {
  const curl = repeatOf(step);
  return html`<article class="problem ${classOf(step.verdict)}">
<h3>${scenario.scenario} · ${step.title}</h3>
<p>${step.reason}</p>
${curl && html`<p class="label">Repeat</p><pre class="curl">${curl}</pre>`}
<p class="places">${verdict(step.verdict)} at ${place(scenario)}</p>
</article>`;
}

function place({ scenario, resource }: ScenarioReport): Html {
  return html`<a href="#${anchor(scenario, resource)}">${resource}</a>`;
}

/** Same step, check and kinds of finding: one fault of the SUT, seen at several resources. */
function groupsOf(report: Report, word: CheckReport['verdict']): Occurrence[][] {
  const groups = new Map<string, Occurrence[]>();
  for (const scenario of report.scenarios) {
    for (const step of scenario.steps) {
      for (const check of step.checks.filter((c) => c.verdict === word)) {
        const codes = [...new Set(check.findings.map((f) => f.code))].join(' ');
        const key = [scenario.scenario, step.phase, step.step, check.check, ...check.requirements, codes].join('\n');
        groups.set(key, [...(groups.get(key) ?? []), { scenario, step, check }]);
      }
    }
  }
  return [...groups.values()];
}

function stepsWithoutCheck(report: Report, word: CheckReport['verdict']): { scenario: ScenarioReport; step: StepReport }[] {
  return report.scenarios.flatMap((scenario) =>
    scenario.steps
      .filter((step) => step.verdict === word && !step.checks.some((c) => c.verdict === word))
      .map((step) => ({ scenario, step })),
  );
}
