import type { RequirementPlace } from '../../core/event.ts';
import type { FlipReport, OtherwiseReport, Report, RulingReport, RulingSay } from '../../core/report/report-model.ts';
import type { Links } from './links.ts';
import { type Fragment, type Html, html } from './template.ts';
import { anchor, count, joined, resourceList, scrolling } from './words.ts';

/** How the document was read: the rulings that had a say, what other options would make of the verdicts, and the rest. */
export function readings(report: Report, links: Links): Html {
  const { rulings } = report;
  const others = report.readings.filter(({ ruling }) => !rulings.some((one) => one.ruling === ruling));
  const flipped = new Set(rulings.flatMap(({ flips }) => flips.map((flip) => `${flip.requirement}@${flip.resource}`))).size;
  return html`<section aria-labelledby="readings">
<h2 id="readings">Readings</h2>
<p class="quiet">Where the document leaves room, this is how it was read. ${hanging(flipped)}</p>
${rulings.length > 0 && scrolling('Rulings that had a say', tableOf(rulings, report.matrix.resources.length, links))}
${
  others.length > 0 &&
  html`<details><summary>${count(others.length, 'further ruling')} that nothing here depended on</summary>
<dl>${others.map((r) => html`<div id="${anchor('ruling', r.ruling)}"><dt>${r.ruling} ${r.option}</dt><dd>${r.title}<span class="note">${r.meaning}</span></dd></div>\n`)}</dl>
</details>`
}
</section>`;
}

function hanging(flipped: number): string {
  if (flipped === 0) return 'No verdict would be another under another option of one ruling, as far as the same replies tell.';
  const verdicts = flipped === 1 ? '1 verdict hangs' : `${flipped} verdicts hang`;
  return `${verdicts} on a reading: the same replies come to another one under another option of one ruling.`;
}

function tableOf(rulings: readonly RulingReport[], planned: number, links: Links): Html {
  return html`<table>
<caption class="unseen">Rulings that had a say, and what other options would change</caption>
<thead><tr><th scope="col">Ruling</th><th scope="col">Option</th><th scope="col">Question and reading</th><th scope="col">Under another option</th></tr></thead>
<tbody>
${rulings.map(
  (r) => html`<tr id="${anchor('ruling', r.ruling)}"><th scope="row">${r.ruling}</th>
<td>${r.option === 'default' ? r.option : html`<b>${r.option}</b>`}</td>
<td class="wide">${r.title}<span class="note">${r.meaning}</span><span class="note">${sayOf(r)}</span></td>
<td class="wide">${underOthers(r, planned, links)}</td></tr>\n`,
)}
</tbody>
</table>`;
}

const SAYS: Readonly<Record<RulingSay, string>> = {
  asked: 'a check asked for it',
  finding: 'a finding names it',
  tables: 'it decides what is demanded here',
};

function sayOf({ say }: RulingReport): string {
  return say.length === 0 ? 'Nothing here depended on it.' : `Had a say: ${say.map((one) => SAYS[one]).join(', ')}.`;
}

function underOthers({ options, option, flips, otherwise, say }: RulingReport, planned: number, links: Links): Fragment {
  const others = options.filter((other) => other !== option);
  if (others.length === 0) return html`<span class="quiet">it has no other option</span>`;
  return others.map((other) => {
    const changes = [
      ...flipsUnder(
        flips.filter((flip) => flip.option === other),
        planned,
        links,
      ),
      ...otherwise.filter((one) => one.option === other).flatMap((one) => otherwiseUnder(one, planned, links)),
    ];
    const same = say.includes('asked') ? 'the same verdicts' : 'nothing here depends on it';
    return html`<div><b>${other}</b>: ${changes.length === 0 ? same : joined(changes, html`; `)}</div>`;
  });
}

/** `101 verdicts pass → fail`, with the requirements and resources inside. */
function flipsUnder(flips: readonly FlipReport[], planned: number, links: Links): Fragment[] {
  const groups = grouped(flips, ({ from, to }) => `${from} → ${to}`);
  return [...groups].map(([change, all]) => {
    const byRequirement = grouped(all, ({ requirement }) => requirement);
    return html`<details><summary>${count(all.length, 'verdict')} ${change}</summary>
<ul>${[...byRequirement].map(
      ([requirement, own]) =>
        html`<li>${links.requirement(requirement)} <span class="quiet">${resourceList(
          own.map(({ resource }) => resource),
          planned,
        )}; ${[...new Set(own.flatMap(({ steps }) => steps))].join(', ')}</span></li>\n`,
    )}</ul></details>`;
  });
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function otherwiseUnder({ demanded, dropped, otherRequests }: OtherwiseReport, planned: number, links: Links): Fragment[] {
  const named = (places: readonly RequirementPlace[], what: string) =>
    places.length === 0
      ? []
      : [
          html`<details><summary>${count(places.length, 'requirement')} ${what}</summary>
<ul>${places.map((place) => html`<li>${links.requirement(place.requirement)} <span class="quiet">${resourceList(place.resources, planned)}</span></li>\n`)}</ul></details>`,
        ];
  return [
    ...named(demanded, 'would be demanded too'),
    ...named(dropped, 'would not be demanded'),
    ...(otherRequests ? ['the requests would be others, so only another run can tell'] : []),
  ];
}
