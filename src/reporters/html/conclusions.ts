import type { Report, ReportConclusion } from '../../core/report/report-model.ts';
import { statusOf } from '../../core/report/requirement-status.ts';
import type { Links } from './links.ts';
import { type Html, html } from './template.ts';
import { classOf, resourceList } from './words.ts';

/** Requirements named beside a conclusion; all of them stand in the requirements table. */
const NAMED = 5;

/** What the run concludes, per scope, and why. */
export function conclusions(report: Report, links: Links): Html {
  const { ended, part } = report;
  return html`<section aria-labelledby="conclusion">
<h2 id="conclusion" class="unseen">Conclusion</h2>
${ended && html`<p class="callout ${ended.reason === 'kit-error' ? 'is-error' : 'is-inconclusive'}"><strong>The run ended before its plan (${ended.reason}).</strong> ${ended.message}</p>`}
${report.conclusions.map((c) => conclusion(c, report.matrix.resources.length, links))}
${part && html`<p class="callout"><strong>Partial run.</strong> ${part.meaning}</p>`}
</section>`;
}

function conclusion(of: ReportConclusion, planned: number, links: Links): Html {
  return html`<div class="conclusion ${classOf(of.conclusion)}">
<p class="scope">Scope ${of.scope}</p>
<p class="word">${of.conclusion}${of.partial && html` <small>in the part that was run</small>`}</p>
<p>${of.meaning}</p>
${because(of, planned, links)}
</div>`;
}

/** The deciding requirements, each with the resources it decided at. */
function because({ because: reasons }: ReportConclusion, planned: number, links: Links): Html | undefined {
  const groups = new Map<string, { name: Html; verdict: string; resources: string[] }>();
  for (const { requirement, scenario, resource, verdict: said } of reasons) {
    const verdict = statusOf({ verdict: said });
    const key = `${requirement ?? scenario} ${verdict}`;
    const name = requirement === undefined ? html`${scenario}` : links.requirement(requirement);
    const group = groups.get(key) ?? { name, verdict, resources: [] };
    if (resource !== undefined) group.resources.push(resource);
    groups.set(key, group);
  }
  if (groups.size === 0) return undefined;
  const shown = [...groups.values()].slice(0, NAMED);
  return html`<p class="because">Decided by</p>
<ul class="because">
${shown.map((g) => html`<li>${g.name} <span class="quiet">${g.verdict}${g.resources.length > 0 && ` at ${resourceList(g.resources, planned)}`}</span></li>\n`)}
${groups.size > NAMED && html`<li><a href="#requirements">${groups.size - NAMED} more</a></li>`}
</ul>`;
}
