import type { DifferenceGroup } from '../../core/report/comparison-groups.ts';
import type { Both, DifferenceSide } from '../../core/report/comparison-model.ts';
import { type Html, html } from './template.ts';
import { anchor, verdict } from './words.ts';

/** Each difference with what both profiles say, and what was found first. */
export function differences(groups: readonly DifferenceGroup[], labels: Both<string>): Html {
  return html`${groups.map((group) => differenceOf(group, labels))}`;
}

function differenceOf({ requirement, resources, sides }: DifferenceGroup, labels: Both<string>): Html {
  return html`<article class="problem is-inconclusive" id="${anchor('difference', requirement, resources[0] ?? '')}">
<h3><span class="id">${requirement}</span> <span class="quiet">at ${resources.join(', ')}</span></h3>
${sides.map((side, index) => sideOf(side, labels[index] ?? ''))}
</article>`;
}

function sideOf({ level, text, clause, status, reason, step, finding }: DifferenceSide, label: string): Html {
  return html`<div class="finding">
<p>${label}: ${verdict(status)}${step !== undefined && html` <span class="quiet">${step}</span>`}</p>
${finding && html`<p class="told">${finding.sentence}</p>`}
${!finding && reason !== undefined && html`<p class="told">${reason}</p>`}
<dl>
${finding?.expected !== undefined && html`<div><dt>expected</dt><dd><code>${finding.expected}</code></dd></div>`}
${finding?.actual !== undefined && html`<div><dt>actual</dt><dd><code>${finding.actual}</code></dd></div>`}
</dl>
<cite>${text} <span class="level">${level}</span><br>${clause}</cite>
</div>`;
}
