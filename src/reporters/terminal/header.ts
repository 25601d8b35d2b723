import type { Part, PlannedScenario, RunStarted } from '../../core/event.ts';
import { DERIVED } from '../../core/report/report-words.ts';
import type { Paint } from './paint.ts';
import { field, plural, wrap } from './text.ts';

/** What a reader must know before the first verdict. */
export function headerLines(run: RunStarted, width: number, paint: Paint): string[] {
  const { kit, profile, target, plan } = run;
  const line = (label: string, text: string) => field(label, text, width, paint.dim, 0);
  return [
    ...wrap(`${kit.name} ${kit.version}`, width).map(paint.bold),
    ...line('profile', `${profile.id} (${profile.document} version ${profile.version})`),
    ...line('derived', profile.derivedFrom === undefined ? '' : `${DERIVED} ${profile.derivedFrom.trim()}`),
    ...line('target', targetText(run)),
    ...line('topics', topicsText(run)),
    ...line('compared', comparedText(run)),
    ...line('product', [target.product, target.version].filter((part) => part !== undefined).join(' ')),
    ...line('operator', run.operator ?? ''),
    ...line('run', `${run.runId}, started ${run.startedAt}`),
    ...line('plan', `${planText(plan)}; scope ${run.scopes.join(', ')}`),
    ...line('level', run.complianceLevel === 'L1' ? 'L1' : 'other than L1: what needs filtering is optional (AMB-R21)'),
    ...line('part', run.part === undefined ? '' : `only ${partText(run.part)}`),
    ...run.readings
      .filter((reading) => reading.option !== 'default')
      .flatMap(({ ruling, title, option, meaning }) => line('reading', `${ruling} ${title}: ${option} (${meaning})`)),
    ...run.notices.flatMap((notice) => line('notice', notice)),
    '',
  ];
}

/** The selection of a partial run: `TC_N2 for BillFormat`. */
export function partText({ scenarios, resources }: Part): string {
  return `${scenarios.join(', ') || 'all scenarios'} for ${resources.join(', ') || 'all resources'}`;
}

function targetText({ target }: RunStarted): string {
  return target.embedded ? `embedded reference implementation at ${target.url}` : target.url;
}

function comparedText({ target: { other } }: RunStarted): string {
  return other === undefined ? '' : `with ${other.url}`;
}

function topicsText({ target: { topicPrefix } }: RunStarted): string {
  if (topicPrefix === undefined) return '';
  return topicPrefix === '' ? 'without a prefix' : `${topicPrefix}.…`;
}

function planText(plan: readonly PlannedScenario[]): string {
  const resources = new Set(plan.map((p) => p.resource)).size;
  const prerequisites = plan.filter((p) => p.reason === 'prerequisite').length;
  const also = prerequisites > 0 ? `, and ${plural(prerequisites, 'prerequisite')}` : '';
  return `${plural(plan.length - prerequisites, 'scenario')} at ${plural(resources, 'resource')}${also}`;
}
