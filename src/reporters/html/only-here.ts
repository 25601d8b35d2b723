import type { Both, Comparison, OnlyHere } from '../../core/report/comparison-model.ts';
import { type Html, html } from './template.ts';
import { breakable, count, verdict } from './words.ts';

/** What only one of the two profiles demands, or demands of other resources. */
export function only({ only: both, counts }: Comparison, labels: Both<string>): Html | undefined {
  if (counts.only[0] + counts.only[1] === 0) return undefined;
  return html`<section aria-labelledby="only">
<h2 id="only">What only one of the two has</h2>
<p class="quiet">Each protocol has requirements of its own: these cannot be compared.</p>
${both.map((own, index) => listOf(own, labels[index] ?? '', counts.only[index] ?? 0))}
</section>`;
}

function listOf(own: readonly OnlyHere[], label: string, places: number): Html | undefined {
  if (own.length === 0) return undefined;
  return html`<details><summary>Only ${label}: ${count(own.length, 'requirement')}, ${places} with their resources</summary>
<table class="requirements"><thead><tr><th scope="col">Requirement</th><th scope="col">Status</th></tr></thead>
<tbody>
${own.map(
  ({ requirement, level, text, results }) =>
    html`<tr><th scope="row">${breakable(requirement)} <span class="level">${level}</span><span class="note">${text}</span></th><td>${statuses(results)}</td></tr>\n`,
)}
</tbody></table>
</details>`;
}

/** `pass` at all, or each status with its resources. */
function statuses(results: OnlyHere['results']): readonly Html[] {
  const groups = grouped(results);
  return [...groups].map(
    ([status, at]) => html`${verdict(status)}${groups.size > 1 && html` <span class="note">${at.join(', ')}</span>`} `,
  );
}

function grouped(results: OnlyHere['results']): ReadonlyMap<OnlyHere['results'][number]['status'], readonly string[]> {
  const groups = new Map<OnlyHere['results'][number]['status'], string[]>();
  for (const { status, resource } of results) groups.set(status, [...(groups.get(status) ?? []), resource]);
  return groups;
}
