import { groupDifferences } from '../../core/report/comparison-groups.ts';
import type { Both, ComparedSide, Comparison } from '../../core/report/comparison-model.ts';
import { NO_DIFFERENCE, NOTHING_COMPARED } from '../../core/wording/comparison-words.ts';
import { comparedMatrix } from './compared-matrix.ts';
import { differences } from './differences.ts';
import { documentOf } from './document.ts';
import { only } from './only-here.ts';
import { sightings } from './sightings.ts';
import { type Html, html } from './template.ts';
import { classOf, count, time } from './words.ts';

/** The page of a comparison, one self-contained file. */
export function comparisonPageOf(comparison: Comparison): string {
  const { sides, kit, disclaimer, counts } = comparison;
  const labels: Both<string> = [sides[0].label, sides[1].label];
  const groups = groupDifferences(comparison.differences);
  const oneSided = groupDifferences(comparison.oneSided);
  return documentOf({
    title: `${labels.join(' and ')} compared: ${sides[0].target.url}, ${sides[1].target.url}`,
    kit,
    header: html`<p class="kicker">Comparison of two conformance runs</p>
<h1>${labels.join(' and ')} compared</h1>
<p class="lede">${sides[0].target.url} and ${sides[1].target.url}</p>`,
    main: html`${conclusions(sides)}
${counts.compared === 0 && html`<p class="callout is-inconclusive"><strong>${NOTHING_COMPARED}</strong></p>`}
${summary(comparison, labels)}
${sightings(comparison, labels)}
${comparedMatrix(comparison)}
<section aria-labelledby="differences"><h2 id="differences">Differences</h2>
${groups.length === 0 ? html`<p>${NO_DIFFERENCE}</p>` : differences(groups, labels)}
</section>
${
  oneSided.length > 0 &&
  html`<section aria-labelledby="one-sided"><h2 id="one-sided">Looked at by one run only</h2>
<p class="quiet">Both profiles have these requirements; one of the two runs came to no status about them.</p>
${differences(oneSided, labels)}</section>`
}
${only(comparison, labels)}`,
    footer: html`<p>${disclaimer}</p><p>Runs ${sides[0].runId} and ${sides[1].runId} · ${kit.name} ${kit.version}</p>`,
  }).text;
}

function conclusions(sides: Comparison['sides']): Html {
  return html`<section aria-labelledby="conclusion">
<h2 id="conclusion" class="unseen">Conclusions</h2>
${sides.map(conclusionsOf)}
</section>`;
}

function conclusionsOf({ label, folder, target, profile, conclusions: all, ended, part, startedAt }: ComparedSide): Html {
  return html`<h3>${label} <span class="quiet"><code>${target.url}</code></span></h3>
<p class="quiet">${profile.title} (${profile.id}), ${time(startedAt)}${folder !== undefined && html` · <a href="${folder}/report.html">report of this run</a>`}</p>
${ended && html`<p class="callout is-inconclusive"><strong>The run ended before its plan (${ended.reason}).</strong> ${ended.message}</p>`}
${all.map(
  ({ scope, conclusion, partial, meaning }) => html`<div class="conclusion ${classOf(conclusion)}">
<p class="scope">Scope ${scope}</p>
<p class="word">${conclusion}${partial && html` <small>in the part that was run</small>`}</p>
<p>${meaning}</p>
</div>`,
)}
${part && html`<p class="callout"><strong>Partial run.</strong> ${part.meaning}</p>`}`;
}

function summary({ counts }: Comparison, labels: Both<string>): Html {
  const rows: readonly (readonly [string, string | number])[] = [
    ['Equal', counts.equal],
    ['Different', counts.different],
    ['Looked at by one run only', counts.oneSided],
    [`Only ${labels[0]}`, counts.only[0]],
    [`Only ${labels[1]}`, counts.only[1]],
    ['Seen by the other', counts.sought === 0 ? 'not asked for' : `${counts.seen} of ${counts.sought}`],
  ];
  return html`<section aria-labelledby="summary">
<h2 id="summary">What was compared</h2>
<p class="quiet">${count(counts.compared, 'requirement × resource', 'requirements × resources')} that both runs have come to a status about. The same id means the same in both profiles.</p>
<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>
</section>`;
}
