import type { Conclusion, ResidueFound, RunFinished, RunStarted } from '../../core/event.ts';
import { countRequirements } from '../../core/report/report-counts.ts';
import { requirementsOf } from '../../core/report/report-requirements.ts';
import type { StatusCounts } from '../../core/report/requirement-report.ts';
import { REQUIREMENT_STATUSES } from '../../core/report/requirement-status.ts';
import type { Verdict } from '../../core/verdict.ts';
import { partText } from './header.ts';
import type { Paint } from './paint.ts';
import { resourcesText } from './problem-lines.ts';
import { duration, hang, plural, wrap } from './text.ts';

type Ended = NonNullable<RunFinished['ended']>;

/** Why a run ended before its plan, and what to do; the first sentence is the headline. */
const ENDED: Readonly<Record<Ended['reason'], (message: string) => readonly [string, ...string[]]>> = {
  gone: (message) => ['The target stopped answering, so the run ended.', message, 'Start it again, then run once more.'],
  // the message of a failed connection ends in the next step
  barred: (message) => ['The broker was reached, but the kit cannot work there, so nothing was tested.', message],
  unreachable: (message) => ['The target could not be reached, so nothing was tested.', message],
  credentials: (message) => ['There were no credentials for the target, so the run ended.', message],
  interrupted: () => [
    'The run was interrupted.',
    'What it had created was deleted, but for what is listed above as left behind; run again for a conclusion.',
  ],
  bail: (message) => ['The run ended at the first failure.', message, 'Run without --bail to see the rest.'],
  'time-limit': () => ['The time limit of the run was reached.', 'Allow it more time, or run a part of the scenarios.'],
  'kit-error': (message) => [
    'The kit itself failed; that says nothing about the target.',
    message,
    'Please report it, with evidence.ndjson.',
  ],
};

/** The end of a run that did not get through its plan. */
export function endedLines({ reason, message }: Ended, width: number, paint: Paint): string[] {
  const [what, ...more] = ENDED[reason](message);
  const colour = reason === 'kit-error' ? paint.bad : paint.doubtful;
  return [
    ...wrap(what, width).map(colour),
    ...more.filter((text) => text !== '').flatMap((text) => hang('  ', /[.!?]$/.test(text) ? text : `${text}.`, width)),
    '',
  ];
}

/** What of this run stays at the target, by the reason. */
export function residueLines(residue: readonly ResidueFound[], runId: string, width: number, paint: Paint): string[] {
  if (residue.length === 0) return [];
  const reasons = new Map<string, Map<string, string[]>>();
  for (const left of residue) {
    const { reason, resource } = left;
    const resources = reasons.get(reason) ?? new Map<string, string[]>();
    resources.set(resource, [...(resources.get(resource) ?? []), whatOf(left, runId)]);
    reasons.set(reason, resources);
  }
  const known = residue.filter(({ id }) => id !== undefined).length;
  const perhaps = known === 0 || known === residue.length ? '' : ', perhaps more';
  return [
    paint.bold(`${known === 0 ? 'Records may be' : plural(known, 'record')} left behind at the target${perhaps}`),
    ...[...reasons].flatMap(([reason, resources]) => [
      ...hang('  ', `${reason.replace(/\.$/, '')}:`, width),
      ...[...resources].flatMap(([resource, ids]) => hang('    ', `${resource}  ${ids.join(', ')}`, width, 6)),
    ]),
    ...hang('  ', `Delete them by hand, or try \`ctk clean --run ${runId}\` later.`, width),
    '',
  ];
}

function whatOf({ kind, id }: ResidueFound, runId: string): string {
  if (kind === 'subscription') return id === undefined ? 'perhaps a subscription' : `the subscription ${id}`;
  return id ?? `perhaps some whose name holds ${runId}`;
}

/** How a conclusion is painted. */
export const PAINTED: Readonly<Record<Conclusion['conclusion'], keyof Pick<Paint, 'good' | 'bad' | 'doubtful'>>> = {
  conformant: 'good',
  nonconformant: 'bad',
  undetermined: 'doubtful',
};

/** Causes that are named; the rest is counted. */
const NAMED = 5;

/** One scope's conclusion, what decided it, and for a part what it does not say. */
export function conclusionLines(conclusion: Conclusion, run: RunStarted, width: number, paint: Paint): string[] {
  const word = paint[PAINTED[conclusion.conclusion]](conclusion.conclusion.toUpperCase());
  return [
    `${paint.bold(`${conclusion.scope}${conclusion.partial ? ' (this part only)' : ''}:`)} ${word}`,
    ...causeTexts(conclusion, run).flatMap((text) => hang('  ', text, width, 4)),
    ...(conclusion.partial ? hang('  ', partlyText(conclusion, run), width) : []),
  ];
}

function partlyText({ scope }: Conclusion, { part }: RunStarted): string {
  const what = part === undefined ? 'a part of the scope' : partText(part);
  return `This run covered ${what}: it concludes on that part only and makes no claim about the scope ${scope}.`;
}

function causeTexts({ because, conclusion }: Conclusion, run: RunStarted): string[] {
  const causes = new Map<string, Set<string>>();
  const unexercised = new Set<string>();
  for (const { requirement, scenario, resource, verdict } of because) {
    const what = requirement ?? scenario ?? 'the run';
    // what is decisive and was skipped had no excuse: nothing looked at it
    if (verdict === 'not exercised' || verdict === 'skipped') {
      unexercised.add(what);
      continue;
    }
    const cause = `${what} ${VERBS[verdict]}`;
    const resources = causes.get(cause) ?? new Set<string>();
    if (resource !== undefined) resources.add(resource);
    causes.set(cause, resources);
  }
  const texts = [...causes].map(([cause, resources]) =>
    resources.size === 0 ? cause : `${cause} at ${resourcesText(resources, run)}`,
  );
  const more = texts.length - NAMED;
  if (because.length === 0 && conclusion === 'undetermined') return ['nothing mandatory was decided'];
  return [
    ...texts.slice(0, NAMED),
    ...(more > 0 ? [`and ${plural(more, 'more requirement')}`] : []),
    ...(unexercised.size > 0 ? [unexercisedText([...unexercised])] : []),
  ];
}

function unexercisedText(names: readonly string[]): string {
  const what = names.length <= NAMED ? names.join(', ') : `${names.length} mandatory requirements`;
  return `${what} ${names.length === 1 ? 'was' : 'were'} not exercised, or not at every resource`;
}

const VERBS: Readonly<Record<Exclude<Verdict, 'skipped'>, string>> = {
  pass: 'passed',
  fail: 'failed',
  inconclusive: 'was inconclusive',
  blocked: 'was blocked',
  error: 'could not be judged by the kit',
};

/** `42 scenarios: 40 pass, 2 fail; 210 checks, 168 exchanges, 0.84 s`. */
export function countsLines(
  verdicts: readonly (Verdict | 'not run')[],
  { counts, durationMs }: RunFinished,
  width: number,
): string[] {
  const order: readonly (Verdict | 'not run')[] = ['pass', 'fail', 'inconclusive', 'blocked', 'skipped', 'error', 'not run'];
  const tally = order
    .map((verdict) => [verdict, verdicts.filter((v) => v === verdict).length] as const)
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => `${count} ${verdict}`)
    .join(', ');
  const sums = `${plural(counts.checks, 'check')}, ${plural(counts.exchanges, 'exchange')}, ${duration(durationMs)}`;
  return wrap(`${plural(verdicts.length, 'scenario')}: ${tally || 'none'}; ${sums}`, width);
}

/** `requirements × resources: 787 pass, 4 not exercised, 37 not testable`; a run that has judged nothing has no such line. */
export function statusLines(run: RunStarted, finished: RunFinished, width: number): string[] {
  const { byStatus, gaps } = countRequirements(requirementsOf(run, finished));
  if (byStatus['not exercised'] === sumOf(byStatus)) return [];
  const tally = REQUIREMENT_STATUSES.filter((status) => byStatus[status] > 0).map((status) => `${byStatus[status]} ${status}`);
  const open = gaps === 0 ? '' : `; ${plural(gaps, 'mandatory gap')}`;
  return wrap(`requirements × resources: ${tally.join(', ')}${open}`, width);
}

function sumOf(counts: StatusCounts): number {
  return REQUIREMENT_STATUSES.reduce((sum, status) => sum + counts[status], 0);
}
