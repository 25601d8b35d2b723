import { producedBy } from '../core/engine/step-references.ts';
import type { Json } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import type { Profile } from '../core/profile.ts';
import type { Scenario, Step } from '../core/scenario.ts';
import { REFERENCE, referencesIn } from '../core/template.ts';
import { stepsOf } from './lint-step.ts';
import type { Problem } from './problem.ts';
import { didYouMean } from './suggest.ts';
import { testDataNames } from './test-data-names.ts';

/** What every step knows, whatever the profile. */
const ALWAYS = ['run', 'extras', 'unknownId', 'roles', 'values'];

/** Finds references to what is not known yet or never, and captures that nobody reads or that are there twice. */
export function lintVariables(scenarios: readonly Scenario[], profile: Profile): readonly Problem[] {
  const data = testDataNames(profile);
  const given = new Set([...ALWAYS, ...data.everywhere, ...data.somewhere.keys()]);
  const producers = new Map<string, Step>();
  const used = new Set<string>();
  const problems: Problem[] = [];

  const steps = scenarios.flatMap(stepsOf);
  for (const step of steps) {
    check(before(step), step);
    for (const variable of producedBy(step)) produce(variable, step);
    // a step's own captures are known to its expectations
    check(after(step), step);
  }
  for (const [variable, step] of producers) {
    if (!used.has(variable)) problems.push({ ...step.position, message: `"${variable}" is set here, but nothing uses it` });
  }
  return problems;

  function check(templates: readonly Json[], step: Step): void {
    const names = new Set(templates.flatMap(referencesIn).flatMap((name) => [name, ...(data.behind.get(name) ?? [])]));
    for (const name of names) {
      used.add(baseOf(name));
      const message = unknown(name, step);
      if (message !== undefined) problems.push({ ...step.position, message });
    }
    for (const text of templates.flatMap(textsIn)) {
      if (!text.replace(REFERENCE, '').includes('${')) continue;
      problems.push({
        ...step.position,
        message: `"${text}" holds a reference that is not well-formed`,
        hint: 'Write ${name}, ${name.member} or ${name[variable]}.',
      });
    }
  }

  function unknown(reference: string, step: Step): string | undefined {
    const name = isTestData(reference) ? reference : baseOf(reference);
    const lacking = data.somewhere.get(name);
    // a step with a condition may rest on what only some resources have
    if (lacking !== undefined && step.when === undefined) return `\${${name}} is not defined for ${lacking.join(', ')}`;
    if (given.has(name) || producers.has(name)) return undefined;
    const later = steps.find((other) => producedBy(other).includes(name));
    if (later !== undefined) return `\${${name}} is set only later, by step "${later.id}"`;
    return `\${${name}} is not defined${didYouMean(name, [...given, ...producers.keys()])}`;
  }

  function produce(variable: string, step: Step): void {
    const first = producers.get(variable);
    if (first !== undefined) {
      const where = `${first.position.file}:${first.position.line}`;
      problems.push({ ...step.position, message: `"${variable}" is already set by step "${first.id}" (${where})` });
    } else if (given.has(variable)) {
      problems.push({ ...step.position, message: `"${variable}" hides what the kit or the profile calls by that name` });
    } else {
      producers.set(variable, step);
    }
  }
}

/** The members of `roles` and `values` are names of their own; those of a record are the server's. */
function isTestData(reference: string): boolean {
  return reference.startsWith('roles.') || reference.startsWith('values.');
}

/** What a step refers to before it sends its request. */
function before(step: Step): readonly Json[] {
  const templates =
    step.kind === 'choose'
      ? [step.when, ...Object.values(step.choose).flatMap(({ among, differsIn }) => [among, ...differsIn])]
      : [step.when, step.target, step.url, step.body, step.filter, step.fields];
  return templates.filter((template) => template !== undefined);
}

function after(step: Step): readonly Json[] {
  return step.kind === 'choose' ? [] : step.expect.map(({ argument }) => argument);
}

function textsIn(template: Json): readonly string[] {
  if (typeof template === 'string') return [template];
  if (Array.isArray(template)) return template.flatMap(textsIn);
  return isObject(template) ? Object.entries(template).flatMap(([key, value]) => [key, ...textsIn(value)]) : [];
}

function baseOf(name: string): string {
  return name.split('.')[0] ?? name;
}
