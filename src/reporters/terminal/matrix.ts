import type { PlannedScenario, ScenarioFinished } from '../../core/event.ts';
import type { Verdict } from '../../core/verdict.ts';
import { worst } from '../../core/verdict.ts';
import { blocksIn, type Grid, oneBlock } from './grid.ts';
import type { Paint } from './paint.ts';
import { VERDICT_WORDS } from './paint.ts';
import { clean, wrap } from './text.ts';

/** Verdicts of the scenarios that came to their end; one that ran several times has the worst of them. */
export interface Verdicts {
  add(event: ScenarioFinished): void;
  of(planned: PlannedScenario): Verdict | 'not run';
}

/** Creates an empty set of verdicts. */
export function collectVerdicts(): Verdicts {
  const verdicts = new Map<string, Verdict>();
  const key = ({ scenario, resource }: { readonly scenario: string; readonly resource: string }) => `${scenario}@${resource}`;
  return {
    add(event) {
      const before = verdicts.get(key(event));
      verdicts.set(key(event), before === undefined ? event.verdict : worst([before, event.verdict]));
    },
    of: (planned) => verdicts.get(key(planned)) ?? 'not run',
  };
}

/**
 * One table of all verdicts. Resources are the rows where the scenarios fit beside each other; else scenarios are, with
 * the names of the resources broken, or shortened to their initials. What fits in no way stands in several blocks.
 * Nothing where nothing has run.
 */
export function matrixLines(plan: readonly PlannedScenario[], verdicts: Verdicts, width: number, paint: Paint): string[] {
  if (plan.every((p) => verdicts.of(p) === 'not run')) return [];
  const resources = [...new Set(plan.map((p) => p.resource))];
  const scenarios = [...new Set(plan.map((p) => p.scenario))];
  const cells = new Map(plan.map((planned) => [`${planned.scenario}@${planned.resource}`, planned]));
  const find = (scenario: string | undefined, resource: string | undefined) => cells.get(`${scenario}@${resource}`);
  const grid = (rows: readonly string[], heads: Grid['heads'], at: (row: number, column: number) => ReturnType<typeof find>) => ({
    rows,
    heads,
    word: (row: number, column: number) => wordOf(at(row, column), verdicts),
    paint(row: number, column: number, padded: string) {
      const planned = at(row, column);
      return planned === undefined ? padded : paint.verdict(verdicts.of(planned), padded);
    },
  });
  const heads = scenarios.map((scenario) => [scenario]);
  const byResource = grid(resources, heads, (row, column) => find(scenarios[column], resources[row]));
  const byScenario = (names: Grid['heads']) => grid(scenarios, names, (row, column) => find(scenarios[row], resources[column]));
  const initials = resources.map((name) => [initialsOf(name)]);
  const blocks =
    whole(oneBlock(byResource, width)) ??
    whole(oneBlock(byScenario(resources.map(wordsOf)), width)) ??
    (areDistinct(initials.flat()) ? whole(oneBlock(byScenario(initials), width), legend(resources, width)) : undefined) ??
    blocksIn(byResource, width).map((block) => [...block, '']);
  return [
    ...blocks.flat(),
    ...(plan.some((p) => p.reason === 'prerequisite') ? ['* prerequisite: only the steps that the others need', ''] : []),
  ];
}

function whole(block: string[] | undefined, below: readonly string[] = []): string[][] | undefined {
  return block && [[...block, ...below, '']];
}

/** `BillingCycleSpecification` as its words, one below the other. */
function wordsOf(name: string): readonly string[] {
  return clean(name).split(/(?<=[a-z0-9])(?=[A-Z])/);
}

function initialsOf(name: string): string {
  return wordsOf(name)
    .map((word) => word.charAt(0))
    .join('');
}

function areDistinct(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}

function legend(resources: readonly string[], width: number): readonly string[] {
  return wrap(resources.map((name) => `${initialsOf(name)} ${name}`).join(', '), width);
}

function wordOf(planned: PlannedScenario | undefined, verdicts: Verdicts): string {
  if (planned === undefined) return '-';
  return VERDICT_WORDS[verdicts.of(planned)] + (planned.reason === 'prerequisite' ? '*' : '');
}
