import { groupSightings, type SightingGroup } from '../../core/report/comparison-groups.ts';
import type { Both, Comparison, Sighting } from '../../core/report/comparison-model.ts';
import { lookedFor, NOT_SOUGHT } from '../../core/wording/comparison-words.ts';
import { type Html, html } from './template.ts';
import { breakable, scrolling } from './words.ts';

/** The look of each result: that of the verdict it comes from. */
const CLASSES: Readonly<Record<Sighting['result'], string>> = {
  seen: 'is-pass',
  'not seen': 'is-fail',
  differs: 'is-fail',
  open: 'is-inconclusive',
};

/** Whether what was done at one target shows at the other, in both directions. */
export function sightings(comparison: Comparison, labels: Both<string>): Html {
  const groups = groupSightings(comparison);
  return html`<section aria-labelledby="sightings">
<h2 id="sightings">Seen by the other</h2>
${groups.length === 0 ? html`<p>${NOT_SOUGHT}</p>` : table(groups, labels)}
</section>`;
}

function table(groups: readonly SightingGroup[], labels: Both<string>): Html {
  const resources = [...new Set(groups.flatMap(({ results }) => results.map(({ resource }) => resource)))];
  return html`<p class="quiet">No document demands that both show the same records, so no conclusion depends on it.</p>
${scrolling(
  'Seen by the other',
  html`<table class="matrix">
<caption class="unseen">Whether each change at one target was seen at the other</caption>
<thead><tr><th scope="col">Change</th>${resources.map((resource) => html`<th scope="col">${breakable(resource)}</th>`)}</tr></thead>
<tbody>
${groups.map((group) => rowOf(group, resources, labels))}
</tbody>
</table>`,
)}
${reasons(groups, labels)}`;
}

function rowOf(group: SightingGroup, resources: readonly string[], labels: Both<string>): Html {
  const results = new Map(group.results.map((each) => [each.resource, each.result]));
  return html`<tr><th scope="row">${lookedFor(group, labels)}</th>${resources.map((resource) => {
    const result = results.get(resource);
    return result === undefined
      ? html`<td class="quiet">not planned</td>`
      : html`<td class="${CLASSES[result]}"><span class="verdict ${CLASSES[result]}">${result}</span></td>`;
  })}</tr>\n`;
}

/** Why something was not seen, each reason once. */
function reasons(groups: readonly SightingGroup[], labels: Both<string>): Html | undefined {
  const told = new Map<string, { readonly group: SightingGroup; readonly why: string; readonly at: string[] }>();
  for (const group of groups) {
    for (const { resource, result, why } of group.results) {
      if (result === 'seen' || why === undefined) continue;
      const key = `${group.act} ${group.by} ${why}`;
      const known = told.get(key) ?? { group, why, at: [] };
      known.at.push(resource);
      told.set(key, known);
    }
  }
  if (told.size === 0) return undefined;
  return html`<ul class="why">
${[...told.values()].map(({ group, why, at }) => html`<li>${lookedFor(group, labels)}, at ${at.join(', ')}: ${why}</li>\n`)}
</ul>`;
}
