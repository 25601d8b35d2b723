import type { Report, StepReport } from '../../core/report/report-model.ts';
import { type Html, html } from './template.ts';
import { anchor, breakable } from './words.ts';

/** Ids as links to their rows, where the page has such a row; else only the id. */
export interface Links {
  requirement(id: string): Html;
  ruling(id: string): Html;
  /** A step such as `TC_N1/create` at a resource, under a text of its own. */
  step(step: string, resource: string, text: string): Html;
}

/** The place of a step in the details of its scenario. */
export function stepAnchor(scenario: string, resource: string, step: string): string {
  return anchor(scenario, resource, step);
}

/** Only what is judged is linked to: steps of a postamble may share a name. */
export function isLinked({ phase }: StepReport): boolean {
  return phase !== 'postamble';
}

/** Knows what the page of a report has rows for. */
export function createLinks(report: Report): Links {
  const requirements = new Set(report.requirements.map((r) => r.id));
  const rulings = new Set([...report.readings, ...report.rulings].map((r) => r.ruling));
  const link = (kind: string, known: ReadonlySet<string>) => (id: string) =>
    known.has(id) ? html`<a class="id" href="#${anchor(kind, id)}">${id}</a>` : html`<span class="id">${id}</span>`;
  const steps = new Set(
    report.scenarios.flatMap(({ scenario, resource, steps }) =>
      steps.filter(isLinked).map(({ step }) => stepAnchor(scenario, resource, step)),
    ),
  );
  return {
    requirement: link('requirement', requirements),
    ruling: link('ruling', rulings),
    step(name, resource, text) {
      const slash = name.indexOf('/');
      const target = stepAnchor(name.slice(0, slash), resource, name.slice(slash + 1));
      return steps.has(target) ? html`<a href="#${target}">${breakable(text)}</a>` : breakable(text);
    },
  };
}
