import type { OtherReading, Reading, RequirementPlace, RequirementResult, RunFinished, RunStarted } from '../event.ts';
import type { FlipReport, OtherwiseReport, RulingReport, RulingSay, ScenarioReport } from './report-model.ts';

/** The rulings that had a say in a run, or that are not read by their default, in the order of the profile. */
export function rulingsOf(
  started: RunStarted,
  finished: RunFinished | undefined,
  scenarios: readonly ScenarioReport[],
): readonly RulingReport[] {
  const planned = new Set(started.plan.map(({ resource }) => resource));
  const asked = new Set(finished?.askedRulings);
  const named = new Set(scenarios.flatMap(rulingsNamedIn));
  return started.readings.flatMap((reading) => {
    const { ruling } = reading;
    const flips = finished?.requirements.flatMap((result) => flipsOf(result, ruling)) ?? [];
    const otherwise = started.otherReadings.filter((other) => other.ruling === ruling).map((other) => within(other, planned));
    const say: RulingSay[] = [
      ...(asked.has(ruling) ? (['asked'] as const) : []),
      ...(named.has(ruling) ? (['finding'] as const) : []),
      ...(otherwise.some(({ demanded, dropped }) => demanded.length + dropped.length > 0) ? (['tables'] as const) : []),
    ];
    return say.length > 0 || reading.option !== 'default' ? [{ ...reading, say, flips, otherwise }] : [];
  });
}

/** The readings among which somebody could have chosen. */
export function choicesIn({ readings }: RunStarted): readonly Reading[] {
  return readings.filter(({ options }) => options.length > 1);
}

function rulingsNamedIn({ steps }: ScenarioReport): readonly string[] {
  return steps.flatMap(({ checks }) => checks.flatMap(({ findings }) => findings.flatMap((finding) => finding.ruling ?? [])));
}

function flipsOf({ requirement, resource, verdict, flips = [] }: RequirementResult, ruling: string): readonly FlipReport[] {
  if (verdict === 'not exercised') return [];
  return flips
    .filter((flip) => flip.ruling === ruling)
    .map(({ option, verdict: to, steps }) => ({ requirement, resource, option, from: verdict, to, steps }));
}

/** Of other resources the run says nothing. */
function within({ ruling: _, demanded, dropped, ...rest }: OtherReading, planned: ReadonlySet<string>): OtherwiseReport {
  const here = (places: readonly RequirementPlace[]) =>
    places
      .map(({ requirement, resources }) => ({ requirement, resources: resources.filter((resource) => planned.has(resource)) }))
      .filter(({ resources }) => resources.length > 0);
  return { ...rest, demanded: here(demanded), dropped: here(dropped) };
}
