import type { ComparedMatrix } from './comparison-model.ts';
import type { MatrixRow, ReportMatrix, ScenarioVerdict } from './report-model.ts';

/** The two matrices as one: rows and resources in the order of the first, what only the second has after them. */
export function matrixOfBoth(first: ReportMatrix, second: ReportMatrix): ComparedMatrix {
  const resources = [...new Set([...first.resources, ...second.resources])];
  const verdicts = [first, second].map(verdictsOf);
  const heads = new Map<string, MatrixRow>([...second.rows, ...first.rows].map((row) => [row.scenario, row]));
  const order = [...new Set([...first.rows, ...second.rows].map(({ scenario }) => scenario))];
  return {
    resources,
    rows: order.map((scenario) => ({
      scenario,
      title: heads.get(scenario)?.title ?? '',
      cells: resources.flatMap((resource) => {
        const [one = null, other = null] = verdicts.map((known) => known.get(`${scenario}@${resource}`) ?? null);
        return one === null && other === null
          ? []
          : [{ resource, verdicts: [one, other] as const, differs: one !== null && other !== null && one !== other }];
      }),
    })),
  };
}

function verdictsOf({ rows }: ReportMatrix): ReadonlyMap<string, ScenarioVerdict> {
  return new Map(
    rows.flatMap(({ scenario, cells }) =>
      cells.map(({ resource, verdict }): [string, ScenarioVerdict] => [`${scenario}@${resource}`, verdict]),
    ),
  );
}
