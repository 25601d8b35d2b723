import { beforeReply, producedBy, stepsOf } from '../core/engine/step-references.ts';
import type { Json } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import type { Profile } from '../core/profile.ts';
import type { Locals, ScenarioTemplate, Step } from '../core/scenario.ts';
import { REFERENCE, referencesIn } from '../core/template.ts';
import type { Problem } from './problem.ts';
import { didYouMean } from './suggest.ts';
import { testDataNames } from './test-data-names.ts';

/** What every step knows, whatever the profile. */
const ALWAYS = [
  ...['run', 'extras', 'nameless', 'unknownId', 'roles', 'values', 'tables'],
  ...['changes', 'patches', 'forbidden', 'lacking', 'lackingPatches', 'complete'],
  ...['sound', 'narrow', 'bare', 'partial', 'undated', 'undatedPatches', 'copies', 'plain'],
];

/** Finds references to what is not known yet or never, and captures that nobody reads or that are there twice. */
export function lintVariables(scenarios: readonly ScenarioTemplate[], profile: Profile): readonly Problem[] {
  const data = testDataNames(profile);
  const given = new Set([...ALWAYS, ...data.everywhere, ...data.somewhere.keys()]);
  const producers = new Map<string, Step>();
  const used = new Set<string>();
  const problems: Problem[] = [];

  const steps = scenarios.flatMap(stepsOf);
  // a scenario with a condition may rest on what only some resources have, as a step may
  const selective = new Set(
    scenarios
      .filter(({ where }) => where !== undefined)
      .flatMap(stepsOf)
      .map(({ position }) => position),
  );
  for (const step of steps) {
    check(beforeReply(step), step, step.locals);
    for (const variable of producedBy(step)) produce(variable, step);
    if (step.kind === 'choose') continue;
    // a step's own captures are known to its expectations
    for (const { argument, locals } of step.expect) check([argument], step, locals);
  }
  for (const [variable, step] of producers) {
    if (!used.has(variable)) problems.push({ ...step.position, message: `"${variable}" is set here, but nothing uses it` });
  }
  return problems;

  function check(templates: readonly Json[], step: Step, locals: Locals = {}): void {
    const names = new Set(templates.flatMap(referencesIn).flatMap((name) => [name, ...(data.behind.get(name) ?? [])]));
    for (const name of names) {
      if (Object.hasOwn(locals, baseOf(name))) continue;
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
    if (lacking !== undefined && step.when === undefined && !selective.has(step.position))
      return `\${${name}} is not defined for ${lacking.join(', ')}`;
    if (given.has(name)) return undefined;
    const producer = producers.get(name);
    if (producer !== undefined) {
      const rows = Object.keys(producer.locals ?? {});
      const within = rows.every((row) => Object.hasOwn(step.locals ?? {}, row));
      return within ? undefined : `\${${name}} is of one row of the group of step "${producer.id}", and not known outside of it`;
    }
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

function textsIn(template: Json): readonly string[] {
  if (typeof template === 'string') return [template];
  if (Array.isArray(template)) return template.flatMap(textsIn);
  return isObject(template) ? Object.entries(template).flatMap(([key, value]) => [key, ...textsIn(value)]) : [];
}

function baseOf(name: string): string {
  return name.split('.')[0] ?? name;
}
