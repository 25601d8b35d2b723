import type { RunStarted } from '../../core/event.ts';
import { NOT_GATING } from '../../core/report/report-words.ts';
import { rerunLine } from '../../core/wording/command-line.ts';
import { hintFor } from '../../core/wording/hint.ts';
import { actualText, expectedText, placeOf, sentence } from '../../core/wording/sentence.ts';
import { familyOf, withoutRow } from '../../core/wording/step-names.ts';
import type { Paint } from './paint.ts';
import type { Problem, Remark } from './problems.ts';
import { clean, copyable, field, hang, plural } from './text.ts';

/** Everything about the run that the words of a problem need. */
export interface Words {
  readonly run: RunStarted;
  readonly width: number;
  readonly paint: Paint;
}

/** Each problem as requirement – clause – expected – actual – where – how to repeat. */
export function problemLines(problems: readonly Problem[], words: Words): string[] {
  return problems.flatMap((problem, index) => [...oneProblem(problem, index + 1, words), '']);
}

function oneProblem(problem: Problem, number: number, { run, width, paint }: Words): string[] {
  const { finding, example } = problem;
  const line = (label: string, text: string) => field(label, text, width, paint.dim);
  const main = run.requirements.find((r) => r.id === problem.requirements[0]);
  const title = titleOf(problem);
  const where = finding ? placeOf(finding) : '';
  return [
    `${paint.bold(`${number}.`)} ${paint.verdict(problem.verdict, problem.verdict.toUpperCase())}  ${paint.bold(clean(title))}`,
    ...hang('  ', finding ? sentence(finding) : (problem.reason ?? ''), width),
    ...(main ? line('requirement', `${main.text} (${[main.level, main.condition].filter(Boolean).join(', ')})`) : []),
    ...line('clause', main?.clauses[example.resource] ?? ''),
    ...line('weight', isOptional(problem, run) ? NOT_GATING : ''),
    ...line('also cites', problem.requirements.slice(1).join(', ')),
    ...line('expected', finding ? expectedText(finding) : ''),
    ...line('actual', finding ? actualText(finding) : ''),
    ...line('answer', example.answer ?? ''),
    ...line(
      'where',
      `${where === '' ? '' : `${where}, in `}${example.scenario}/${example.step} at ${example.resource}: ${example.title}`,
    ),
    ...line('records', example.records ?? ''),
    ...line('found', foundText(problem, run)),
    ...line('rows', problem.rows.size > 1 ? [...problem.rows].join(', ') : ''),
    ...line('ruling', finding?.ruling === undefined ? '' : rulingText(finding.ruling, run)),
    ...line('next', finding ? (hintFor(finding.code, run.target) ?? '') : ''),
    ...(example.repeat === undefined ? [] : [copyable('repeat:', example.repeat, paint.dim)]),
    copyable('again:', rerunLine(example, run), paint.dim),
  ];
}

/** The requirement; with `*` for its rows where several of a group are meant. */
function titleOf({ requirements: [first], rows, example: { scenario, step } }: Problem): string {
  if (first === undefined) return `${scenario}/${rows.size > 1 ? withoutRow(step) : step}`;
  return rows.size > 1 ? familyOf(first, step) : first;
}

/** Only mandatory requirements gate. */
function isOptional({ requirements }: Problem, run: RunStarted): boolean {
  const levels = run.requirements.filter(({ id }) => requirements.includes(id)).map(({ level }) => level);
  return levels.length > 0 && !levels.includes('MUST');
}

function foundText({ times, resources }: Problem, run: RunStarted): string {
  return times === 1 ? '' : `${times} times, at ${resourcesText(resources, run)}`;
}

/** The readings of a run tell which option of a ruling is in force. */
function rulingText(id: string, { readings }: RunStarted): string {
  const reading = readings.find((r) => r.ruling === id);
  return reading ? `${id} ${reading.title}; read as ${reading.option}: ${reading.meaning}` : id;
}

/** The names, or `all 7 resources`. */
export function resourcesText(resources: ReadonlySet<string>, { plan }: RunStarted): string {
  const all = new Set(plan.map((p) => p.resource)).size;
  return resources.size === all && all > 2 ? `all ${all} resources` : [...resources].join(', ');
}

/** One entry per code of remark; `verbose` names every place. */
export function remarkLines(remarks: readonly Remark[], verbose: boolean, { run, width, paint }: Words): string[] {
  if (remarks.length === 0) return [];
  const count = remarks.reduce((sum, remark) => sum + remark.times, 0);
  return [
    paint.bold(`${plural(count, 'remark')}: tolerated, and no failure`),
    ...remarks.flatMap((remark) => {
      const { finding, resources, times, all } = remark;
      const ruling = finding.ruling === undefined ? '' : `, ${finding.ruling}`;
      const head = `${finding.code} (${times}×${ruling})`;
      if (!verbose) return hang('  ', `${head}: ${sentence(finding)} At ${resourcesText(resources, run)}.`, width, 4);
      const more = times - all.length;
      return [
        ...hang('  ', `${head}:`, width),
        ...all.flatMap((one) =>
          hang(
            '    ',
            `${one.example.scenario}/${one.example.step} at ${one.example.resource}: ${sentence(one.finding)}`,
            width,
            6,
          ),
        ),
        ...(more > 0 ? [`    and ${more} more`] : []),
      ];
    }),
    '',
  ];
}
