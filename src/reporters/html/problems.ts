import { repeatOf, shownFor } from '../../core/report/report-exchange.ts';
import type { CheckReport, Report, ScenarioReport, StepReport } from '../../core/report/report-model.ts';
import { NOT_GATING } from '../../core/report/report-words.ts';
import { briefPlace } from '../../core/wording/record-place.ts';
import { familyOf, rowOf, withoutRow } from '../../core/wording/step-names.ts';
import { citation, finding, findingLine, more } from './findings.ts';
import { isLinked, type Links, stepAnchor } from './links.ts';
import { type Html, html } from './template.ts';
import { anchor, classOf, count, joined, verdict } from './words.ts';

interface Occurrence {
  readonly scenario: ScenarioReport;
  readonly step: StepReport;
  readonly check: CheckReport;
}

/** Findings of one check that are told with everything that is known. */
const IN_FULL = 3;

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
  const repeat = repeatOf(step, check);
  const reason = check.reason ?? (step.verdict === check.verdict ? step.reason : undefined);
  return html`<article class="problem ${classOf(check.verdict)}">
<h3>${scenario.scenario} · ${step.title} <span class="quiet">${extent(group)}</span></h3>
${citation(check, links)}
${rows(group, links)}
${check.optional && html`<p class="quiet">${NOT_GATING}</p>`}
${reason && html`<p>${reason}</p>`}
${check.findings.filter((f) => f.kind !== 'remark').map((f, index) => (index < IN_FULL ? finding(f, links) : findingLine(f, links)))}
${more(check)}
${records(step, check)}
${repeat && html`<p class="label">Repeat the request</p><pre class="command">${repeat}</pre>`}
<p class="label">Run the scenario again</p><pre class="command">${scenario.again}</pre>
<p class="places">${
    group.length > 1
      ? html`Shown for ${place(first)}; also at ${joined(distinct(group).slice(1).map(place), ', ')}`
      : html`At ${place(first)}`
  }</p>
</article>`;
}

/** Where the exchange stands on its topics. */
function records(step: StepReport, check: CheckReport): Html | undefined {
  const shown = shownFor(step, check);
  if (shown?.protocol !== 'kafka') return undefined;
  const found = shown.found && html` → <code>${briefPlace(shown.found)}</code>`;
  return html`<p class="quiet">Records: <code>${briefPlace(shown)}</code>${found}</p>`;
}

function bareStep(scenario: ScenarioReport, step: StepReport): Html {
  const repeat = repeatOf(step);
  return html`<article class="problem ${classOf(step.verdict)}">
<h3>${scenario.scenario} · ${step.title}</h3>
<p>${step.reason}</p>
${repeat && html`<p class="label">Repeat</p><pre class="command">${repeat}</pre>`}
<p class="places">${verdict(step.verdict)} at ${place({ scenario, step })}</p>
</article>`;
}

function place({ scenario: { scenario, resource }, step }: Pick<Occurrence, 'scenario' | 'step'>): Html {
  return html`<a href="#${isLinked(step) ? stepAnchor(scenario, resource, step.step) : anchor(scenario, resource)}">${resource}</a>`;
}

/** `7 resources`, `15 rows, 7 resources` */
function extent(group: readonly Occurrence[]): string {
  const names = new Set(rowsIn(group));
  return `${names.size > 1 ? `${count(names.size, 'row')}, ` : ''}${count(distinct(group).length, 'resource')}`;
}

/** The rows of a group of steps that show the same, each with a link to where it was seen first. */
function rows(group: readonly Occurrence[], links: Links): Html | undefined {
  const firsts = new Map<string, Html>();
  for (const { scenario, step } of group) {
    const row = rowOf(step.step);
    if (row === '' || firsts.has(row)) continue;
    firsts.set(row, links.step(`${scenario.scenario}/${step.step}`, scenario.resource, row));
  }
  return firsts.size < 2 ? undefined : html`<p>Rows: ${joined([...firsts.values()], ', ')}</p>`;
}

function rowsIn(group: readonly Occurrence[]): readonly string[] {
  return group.map(({ step }) => rowOf(step.step)).filter((row) => row !== '');
}

/** The first occurrence at each resource. */
function distinct(group: readonly Occurrence[]): readonly Occurrence[] {
  return group.filter(({ scenario }, index) => group.findIndex((one) => one.scenario.resource === scenario.resource) === index);
}

/** Same step but for the row of its group, same check and kinds of finding: one fault of the SUT, seen at several places. */
function groupsOf(report: Report, word: CheckReport['verdict']): Occurrence[][] {
  const groups = new Map<string, Occurrence[]>();
  for (const scenario of report.scenarios) {
    for (const step of scenario.steps) {
      for (const check of step.checks.filter((c) => c.verdict === word)) {
        const codes = [...new Set(check.findings.map((f) => f.code))].join(' ');
        const families = check.requirements.map((requirement) => familyOf(requirement, step.step));
        const key = [scenario.scenario, step.phase, withoutRow(step.step), check.check, ...families, codes].join('\n');
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
