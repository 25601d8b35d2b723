import {
  type DifferenceGroup,
  groupDifferences,
  groupSightings,
  type SightingGroup,
} from '../../core/report/comparison-groups.ts';
import type { Both, ComparedSide, Comparison, DifferenceSide } from '../../core/report/comparison-model.ts';
import { lookedFor, NO_DIFFERENCE, NOT_SOUGHT, NOTHING_COMPARED } from '../../core/wording/comparison-words.ts';
import type { TerminalSink } from '../reporter.ts';
import { comparedMatrixLines } from './compared-matrix.ts';
import { PAINTED } from './ending.ts';
import { createPaint, type Paint } from './paint.ts';
import { field, hang, plural, widthOf, wrap } from './text.ts';

type Sink = Pick<TerminalSink, 'columns' | 'colorLevel'>;

interface Words {
  readonly labels: Both<string>;
  readonly width: number;
  readonly paint: Paint;
}

/** What two runs differ in, and what both conclude. */
export function comparisonLines(comparison: Comparison, sink: Sink, quiet: boolean): string[] {
  const { sides, differences, oneSided } = comparison;
  const words = { labels: labelsOf(comparison), width: widthOf(sink), paint: createPaint(sink.colorLevel) };
  const conclusions = sides.flatMap((side) => sideLines(side, words));
  if (quiet) return [...conclusions, ...sumLines(comparison, words)];
  const { paint, width } = words;
  const groups = groupDifferences(differences);
  return [
    '',
    paint.bold(`${words.labels.join(' and ')} compared`),
    '',
    ...comparedMatrixLines(comparison, width, paint),
    ...(groups.length === 0 && comparison.counts.compared > 0 ? [...wrap(NO_DIFFERENCE, width), ''] : []),
    ...groups.flatMap((group, index) => [...differenceLines(group, index + 1, words), '']),
    ...(oneSided.length === 0 ? [] : [...oneSidedLines(groupDifferences(oneSided), words), '']),
    ...sightingLines(comparison, words),
    '',
    ...conclusions,
    ...sumLines(comparison, words),
    '',
    ...wrap('This is not a certificate of TM Forum.', width),
  ];
}

/** Where the files are. */
export function whereLines({ sides }: Comparison, outDir: string, written: readonly string[], sink: Sink): string[] {
  const folders = sides.flatMap(({ folder }) => (folder === undefined ? [] : [`${folder}/`]));
  return hang('', `Reports in ${outDir}: ${[...written, ...folders].join(', ')}`, widthOf(sink), 2);
}

function labelsOf({ sides: [one, other] }: Comparison): Both<string> {
  return [one.label, other.label];
}

function sideLines({ label, target, profile, conclusions, ended }: ComparedSide, { width, paint }: Words): string[] {
  const concluded = conclusions.map(
    ({ scope, partial, conclusion }) =>
      `${scope}${partial ? ' (this part only)' : ''}: ${paint[PAINTED[conclusion]](conclusion.toUpperCase())}`,
  );
  return [
    ...hang('', `${label}: ${target.url}, ${profile.id}`, width, 2).map(paint.bold),
    ...concluded.map((line) => `  ${line}`),
    ...(ended === undefined ? [] : hang('  ', `The run ended before its plan: ${ended.message}`, width)),
  ];
}

function sumLines({ counts, sightings }: Comparison, { labels, width, paint }: Words): string[] {
  if (counts.compared === 0) return wrap(NOTHING_COMPARED, width).map(paint.doubtful);
  const only = counts.only.map((count, index) => `${count} only ${labels[index]}`).join(', ');
  const looked = counts.oneSided === 0 ? '' : `, ${counts.oneSided} looked at by one run only`;
  const seen = sightings.length === 0 ? '' : `; seen by the other ${counts.seen} of ${counts.sought}`;
  const text = `requirements × resources: ${counts.equal} equal, ${counts.different} different${looked}, ${only}${seen}`;
  return wrap(text, width);
}

function differenceLines({ requirement, resources, sides }: DifferenceGroup, number: number, words: Words): string[] {
  const { labels, width, paint } = words;
  const text = sides[0].text === sides[1].text ? sides[0].text : '';
  return [
    paint.bold(`${number}. ${requirement}`),
    ...(text === '' ? [] : hang('  ', `${text} (${sides[0].level})`, width)),
    ...field('at', resources.join(', '), width, paint.dim),
    ...sides.flatMap((side, index) => sideOfDifference(side, labels[index] ?? '', words)),
  ];
}

function sideOfDifference(side: DifferenceSide, label: string, { width, paint }: Words): string[] {
  const { status, finding, reason, step, clause } = side;
  const where = step === undefined ? '' : ` (${step})`;
  const what = finding?.sentence ?? reason;
  return [
    ...field(label, `${status}${what === undefined ? '' : `: ${what}`}${where}`, width, paint.dim),
    ...field('', clause, width, paint.dim),
  ];
}

/** What stayed open on one side is no other behaviour: it is named, not told in full. */
function oneSidedLines(groups: readonly DifferenceGroup[], { labels, width, paint }: Words): string[] {
  return [
    paint.bold('Looked at by one run only'),
    ...groups.flatMap(({ requirement, resources, sides }) =>
      hang(
        '  ',
        `${requirement} at ${resources.join(', ')}: ${sides.map(({ status }, i) => `${labels[i]} ${status}`).join(', ')}`,
        width,
        4,
      ),
    ),
  ];
}

function sightingLines(comparison: Comparison, words: Words): string[] {
  const groups = groupSightings(comparison);
  const { width, paint } = words;
  if (groups.length === 0) return wrap(NOT_SOUGHT, width);
  return [paint.bold('Seen by the other'), ...groups.flatMap((group) => groupLines(group, words))];
}

function groupLines(group: SightingGroup, { labels, width, paint }: Words): string[] {
  const { results } = group;
  const seen = results.filter(({ result }) => result === 'seen');
  const isAll = seen.length === results.length;
  const sum = isAll
    ? `at all of ${plural(results.length, 'resource')}`
    : `at ${seen.length} of ${plural(results.length, 'resource')}`;
  const tell = isAll ? paint.good : paint.bad;
  const others = new Map<string, string[]>();
  for (const { resource, result, why } of results) {
    if (result === 'seen') continue;
    const key = `${result}${why === undefined ? '' : `: ${why}`}`;
    others.set(key, [...(others.get(key) ?? []), resource]);
  }
  return [
    `  ${lookedFor(group, labels)}: ${tell(sum)}`,
    ...[...others].flatMap(([what, resources]) => hang('    ', `${resources.join(', ')} – ${what}`, width, 6)),
  ];
}
