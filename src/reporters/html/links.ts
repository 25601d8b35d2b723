import type { Report } from '../../core/report/report-model.ts';
import { type Html, html } from './template.ts';
import { anchor, breakable } from './words.ts';

/** Ids as links to their rows, where the page has such a row; else only the id. */
export interface Links {
  requirement(id: string): Html;
  ruling(id: string): Html;
}

/** Knows what the page of a report has rows for. */
export function createLinks(report: Report): Links {
  const requirements = new Set(report.requirements.map((r) => r.id));
  const rulings = new Set(report.readings.map((r) => r.ruling));
  const link = (kind: string, known: ReadonlySet<string>) => (id: string) =>
    known.has(id)
      ? html`<a class="id" href="#${anchor(kind, id)}">${breakable(id)}</a>`
      : html`<span class="id">${breakable(id)}</span>`;
  return { requirement: link('requirement', requirements), ruling: link('ruling', rulings) };
}
