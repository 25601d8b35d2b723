import type { Both, Side, Sighting } from './comparison-model.ts';
import { firstAt } from './comparison-outcomes.ts';
import type { Report } from './report-model.ts';
import type { RequirementOutcome, RequirementReport } from './requirement-report.ts';

/** What each of two runs has seen of its own doings at the other's target. */
export function sightingsOf(reports: Both<Report>): readonly Sighting[] {
  return ([0, 1] as const).flatMap((run) => {
    const report = reports[run];
    return report.requirements
      .filter(({ kind }) => kind === 'kit')
      .flatMap((requirement) => requirement.results.map((result) => sightingOf(requirement, result, run, report)));
  });
}

function sightingOf(of: RequirementReport, result: RequirementOutcome, run: Side, report: Report): Sighting {
  const { id, kind, level, text } = of;
  const found = firstAt({ ...result, requirement: id, kind, level, text }, report);
  const why = found?.finding?.sentence ?? result.reason ?? found?.reason;
  const act = actOf(id);
  const other = run === 0 ? 1 : 0;
  // the record is the run's own: the other target is told to patch it
  const [by, at]: Both<Side> = act === 'patched' ? [other, run] : [run, other];
  return {
    act,
    resource: result.resource,
    by,
    at,
    run,
    requirement: id,
    result: resultOf(result, found?.finding?.code),
    ...(why !== undefined && { why }),
  };
}

function actOf(requirement: string): Sighting['act'] {
  if (requirement === 'faces.patched') return 'patched';
  return requirement === 'faces.deleted' ? 'deleted' : 'created';
}

function resultOf({ status }: RequirementOutcome, code: string | undefined): Sighting['result'] {
  if (status === 'pass') return 'seen';
  if (status !== 'fail') return 'open';
  if (code === 'faces.unseen' || code === 'faces.still-there') return 'not seen';
  return code === 'faces.different' ? 'differs' : 'open';
}
