import type { CheckRegistry } from '../core/check.ts';
import { FACE_REQUIREMENTS } from '../core/profile/face-demands.ts';
import type { Expectation, Position, Step } from '../core/scenario.ts';
import type { ValidateArgument } from './check-arguments.ts';
import { messageFor } from './format-file.ts';
import type { Problem } from './problem.ts';
import { didYouMean } from './suggest.ts';

/** Finds names in a step that nothing has, and arguments that do not suit their check. */
export function lintStep(
  step: Step,
  earlier: readonly Step[],
  requirements: ReadonlySet<string>,
  checks: CheckRegistry,
  validateArgument: ValidateArgument | undefined,
): readonly Problem[] {
  const problems: Problem[] = [];
  if (earlier.some(({ id }) => id === step.id))
    problems.push({ ...step.position, message: `the step id "${step.id}" is there twice` });
  problems.push(...afterProblems(step, earlier));
  if (step.kind === 'choose') return [...problems, ...unknownRequirements(step.requirements, step.position, requirements)];
  for (const expectation of step.expect) {
    problems.push(
      ...unknownRequirements(expectation.requirements, expectation.position, requirements),
      ...replyProblems(expectation, earlier),
      ...strangerProblems(step, expectation),
      ...checkProblems(expectation, checks, validateArgument),
    );
  }
  return problems;
}

function unknownRequirements(cited: readonly string[], position: Position, known: ReadonlySet<string>): readonly Problem[] {
  return (
    cited
      // what stands for a reference is looked at where the scenario is unfolded
      .filter((id) => !known.has(id) && !id.includes('${'))
      .map((id) => ({ ...position, message: `the profile has no requirement "${id}"${didYouMean(id, known)}` }))
  );
}

function afterProblems(step: Step, earlier: readonly Step[]): readonly Problem[] {
  const { after, settles, position } = step;
  const since = step.kind === 'await' ? step.await.since : undefined;
  const ids = earlier.map(({ id }) => id);
  return [after, settles, since]
    .filter((name) => name !== undefined && !ids.includes(name))
    .map((name = '') => ({
      ...position,
      message: `no earlier step of this scenario is called "${name}"${didYouMean(name, ids)}`,
    }));
}

function replyProblems({ reply, position }: Expectation, earlier: readonly Step[]): readonly Problem[] {
  if (reply === undefined) return [];
  const asked = earlier.filter(({ kind }) => kind === 'request').map(({ id }) => id);
  if (asked.includes(reply)) return [];
  return [{ ...position, message: `no earlier step "${reply}" of this scenario has a reply${didYouMean(reply, asked)}` }];
}

/** What the other target answers says nothing about this one, whose requirements the profile has. */
function strangerProblems(step: Step, { requirements, position }: Expectation): readonly Problem[] {
  if (step.kind !== 'request' || step.over === undefined) return [];
  return requirements
    .filter((id) => !FACE_REQUIREMENTS.includes(id))
    .map((id) => ({
      ...position,
      message: `"${id}" cannot be judged by what the other target answers`,
      hint: `A step with "over" cites ${FACE_REQUIREMENTS.join(', ')}.`,
    }));
}

function checkProblems(
  { check, argument, position }: Expectation,
  checks: CheckRegistry,
  validateArgument: ValidateArgument | undefined,
): readonly Problem[] {
  if (!Object.hasOwn(checks, check)) {
    const names = Object.keys(checks);
    return [
      { ...position, message: `there is no check "${check}"${didYouMean(check, names)}`, hint: `Checks: ${names.join(', ')}.` },
    ];
  }
  const errors = validateArgument?.(check, argument) ?? [];
  // the argument is named by the check's own keyword
  return errors.map((error) => ({
    ...position,
    message: messageFor({ ...error, pointer: `/${check}${error.pointer}` }, { [check]: argument }),
  }));
}
