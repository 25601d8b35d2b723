import type { ReportCounts } from '../../core/report/report-model.ts';
import type { StatusCounts } from '../../core/report/requirement-report.ts';
import { REQUIREMENT_STATUSES } from '../../core/report/requirement-status.ts';
import { type Html, html } from './template.ts';
import { classOf, count, scrolling } from './words.ts';

/** How many requirements came to each status: all of them, then by level, scope and kind. */
export function statusTable({ requirements: all, requirementsBy: by, gaps }: ReportCounts): Html {
  const statuses = REQUIREMENT_STATUSES.filter((status) => all[status] > 0);
  const row = (name: string, counts: StatusCounts) =>
    html`<tr><th scope="row">${name}</th>${statuses.map((status) => html`<td class="number">${counts[status] === 0 ? '–' : counts[status]}</td>`)}</tr>\n`;
  const rows = (['level', 'scope', 'kind'] as const).flatMap((part) => {
    const groups = Object.entries(by[part]);
    return groups.length > 1 ? groups.map(([name, counts]) => row(`${part} ${name}`, counts)) : [];
  });
  const table = html`<table class="statuses">
<caption class="unseen">Requirements by what became of them</caption>
<thead><tr><th scope="col">Requirements × resources</th>${statuses.map((status) => html`<th scope="col" class="number ${classOf(status)}">${status}</th>`)}</tr></thead>
<tbody>
${row('all', all)}${rows}
</tbody>
</table>`;
  return html`${gaps > 0 && html`<p>${count(gaps, 'mandatory gap')}: not exercised, and nothing explains why.</p>`}
${scrolling('Requirements by what became of them', table)}`;
}
