import { isKafka } from '../default-profile.ts';
import { matrixOfBoth } from './comparison-matrix.ts';
import type { Both, ComparedSide, Comparison, Difference, OnlyHere } from './comparison-model.ts';
import { differenceSide, outcomesOf, type Placed } from './comparison-outcomes.ts';
import { sightingsOf } from './comparison-sightings.ts';
import type { Report } from './report-model.ts';
import type { RequirementStatus } from './requirement-status.ts';

/** A report, and where it stands. */
export interface Compared {
  readonly report: Report;
  /** Relative to the comparison; absent where that is not known. */
  readonly folder?: string;
}

/**
 * Holds two reports against each other: a pure function of them.
 *
 * Requirements with the same id mean the same in every profile, whatever their words and clauses.
 */
export function compareReports(first: Compared, second: Compared): Comparison {
  const sides = sidesOf(first, second);
  const outcomes: Both<ReadonlyMap<string, Placed>> = [outcomesOf(first.report), outcomesOf(second.report)];
  const pairs = [...outcomes[0]].flatMap(([key, one]) => {
    const other = outcomes[1].get(key);
    return other === undefined ? [] : [[one, other] as const];
  });
  const told = pairs.filter(([one, other]) => isTold(one.status) && isTold(other.status));
  const different = told.filter(([one, other]) => one.status !== other.status);
  const oneSided = pairs.filter(([one, other]) => isTold(one.status) !== isTold(other.status));
  const only: Comparison['only'] = [onlyIn(outcomes[0], outcomes[1]), onlyIn(outcomes[1], outcomes[0])];
  const sightings = sightingsOf([first.report, second.report]);
  const { disclaimer, kit } = first.report;
  return {
    format: 'ctk-comparison/1',
    disclaimer,
    kit,
    sides,
    counts: {
      compared: told.length,
      equal: told.length - different.length,
      different: different.length,
      oneSided: oneSided.length,
      only: [placesOf(only[0]), placesOf(only[1])],
      sought: sightings.length,
      seen: sightings.filter(({ result }) => result === 'seen').length,
    },
    matrix: matrixOfBoth(first.report.matrix, second.report.matrix),
    differences: different.map((pair) => differenceOf(pair, [first.report, second.report])),
    oneSided: oneSided.map((pair) => differenceOf(pair, [first.report, second.report])),
    only,
    sightings,
  };
}

function sidesOf(first: Compared, second: Compared): Comparison['sides'] {
  const labels = [first, second].map(({ report }) => (isKafka(report.target) ? 'Kafka' : 'REST'));
  const isDistinct = labels[0] !== labels[1];
  const side = ({ report, folder }: Compared, label: string): ComparedSide => {
    const { runId, profile, target, startedAt, finishedAt, scopes, part, conclusions, ended } = report;
    return {
      label,
      ...(folder !== undefined && { folder }),
      runId,
      profile,
      target,
      startedAt,
      ...(finishedAt !== undefined && { finishedAt }),
      scopes,
      ...(part && { part }),
      conclusions,
      ...(ended && { ended }),
    };
  };
  const [one = '', other = ''] = isDistinct ? labels : labels.map((label, index) => `${label} ${index + 1}`);
  return [side(first, one), side(second, other)];
}

/** Whether a run has come to say anything: what it did not look at, or nobody can, is no other behaviour of the target. */
function isTold(status: RequirementStatus): boolean {
  return status !== 'not exercised' && status !== 'not testable';
}

function differenceOf([one, other]: readonly [Placed, Placed], [first, second]: Both<Report>): Difference {
  const { requirement, resource, kind } = one;
  return { requirement, resource, kind, sides: [differenceSide(one, first), differenceSide(other, second)] };
}

function onlyIn(own: ReadonlyMap<string, Placed>, other: ReadonlyMap<string, Placed>): readonly OnlyHere[] {
  const found = new Map<string, { readonly of: Placed; readonly results: OnlyHere['results'][number][] }>();
  for (const [key, outcome] of own) {
    if (other.has(key)) continue;
    const known = found.get(outcome.requirement) ?? { of: outcome, results: [] };
    known.results.push({ resource: outcome.resource, status: outcome.status });
    found.set(outcome.requirement, known);
  }
  return [...found.values()].map(({ of: { requirement, kind, level, text }, results }) => ({
    requirement,
    kind,
    level,
    text,
    results,
  }));
}

function placesOf(only: readonly OnlyHere[]): number {
  return only.reduce((sum, { results }) => sum + results.length, 0);
}
