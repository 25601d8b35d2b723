import type { Report } from '../../core/report/report-model.ts';
import { type Fragment, type Html, html } from './template.ts';
import { count, duration, time } from './words.ts';

/** Who was tested by whom, with what and when; then what a reader must know before the verdicts. */
export function facts(report: Report): Html {
  const { target, profile, kit, counts } = report;
  const rows: readonly (readonly [string, Fragment])[] = [
    ['Product', target.product ?? 'not named'],
    ['Version', target.version ?? 'not named'],
    ['Operator', report.operator ?? 'not named'],
    ['Target', html`<code>${target.url}</code>`],
    ...(target.topicPrefix === undefined ? [] : [['Topic prefix', prefixOf(target.topicPrefix)] as const]),
    ...(target.other === undefined ? [] : [['Compared with', html`<code>${target.other.url}</code>`] as const]),
    ['Document', `${profile.document} v${profile.version}, ${profile.title}`],
    [
      'Profile',
      html`${profile.id} <span class="quiet digest" title="SHA-256 of the profile file: ${profile.digest}">${profile.digest.slice(0, 12)}</span>`,
    ],
    ['Kit', `${kit.name} ${kit.version}`],
    ['Scope', report.scopes.join(', ')],
    ['Compliance level', report.complianceLevel === 'L1' ? 'L1: filtering is mandatory' : 'other than L1: filtering is optional'],
    ['Readings', html`<a href="#readings">${readingsOf(report)}</a>`],
    ['Run', html`<code>${report.runId}</code>`],
    ['Started', time(report.startedAt)],
    ['Finished', report.finishedAt === undefined ? 'not recorded' : time(report.finishedAt)],
    ['Duration', report.durationMs === undefined ? 'not recorded' : duration(report.durationMs)],
    ['Traffic', `${count(counts.exchanges, 'exchange')}, ${count(counts.checks, 'check')}`],
  ];
  return html`<section aria-labelledby="facts">
<h2 id="facts">What was tested</h2>
<dl class="facts">
${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}
</dl>
${
  report.notices.length > 0 &&
  html`<div class="callout"><h3>Notices</h3><ul>${report.notices.map((notice) => html`<li>${notice}</li>`)}</ul></div>`
}
</section>`;
}

function prefixOf(prefix: string): Fragment {
  return prefix === '' ? 'none' : html`<code>${prefix}</code>`;
}

function readingsOf({ readings }: Report): string {
  const others = readings.filter((r) => r.option !== 'default');
  if (others.length === 0) return 'default for every ruling';
  return `default, but ${others.map((r) => `${r.ruling} ${r.option}`).join(', ')}`;
}
