import type { CheckReport, FindingReport } from '../../core/report/report-model.ts';
import type { Links } from './links.ts';
import { type Fragment, type Html, html } from './template.ts';
import { count, joined, prose } from './words.ts';

/** One finding: sentence, then expected, actual, where, hint and ruling. */
export function finding(of: FindingReport, links: Links): Html {
  const rows: readonly (readonly [string, Fragment])[] = [
    ['Expected', of.expected === undefined ? undefined : html`<code>${of.expected}</code>`],
    ['Actual', of.actual === undefined ? undefined : html`<code>${of.actual}</code>`],
    ['Where', of.where === undefined ? undefined : html`<code>${of.where}</code>`],
    ['Hint', of.hint === undefined ? undefined : prose(of.hint)],
    ['Ruling', of.ruling === undefined ? undefined : links.ruling(of.ruling)],
  ];
  return html`<div class="finding"><p>${of.kind === 'remark' && html`<span class="quiet">Remark:</span> `}${of.sentence}</p><dl>
${rows.map(([name, value]) => value !== undefined && html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}
</dl></div>`;
}

/** The same in one line, for the details of a step: its sentence holds what was expected and what came. */
export function findingLine({ kind, sentence, where, ruling }: FindingReport, links: Links): Html {
  return html`<p class="told">${kind === 'remark' && html`<span class="quiet">Remark:</span> `}${sentence}${
    where !== undefined && html` <code>${where}</code>`
  }${ruling !== undefined && html` ${links.ruling(ruling)}`}</p>`;
}

/** Says that a check found more than the page shows. */
export function more({ moreFindings }: CheckReport): Html | undefined {
  return moreFindings === undefined
    ? undefined
    : html`<p class="quiet">and ${count(moreFindings, 'further finding')}, listed in the evidence</p>`;
}

/** The requirements a check stands for, and the clauses of the document they come from. */
export function citation(check: CheckReport, links: Links): Html {
  return html`<p class="citation">${joined(check.requirements.map(links.requirement), ', ')}
${check.clauses.map((clause) => html`<cite>${clause}</cite>`)}</p>`;
}
