import type { Step } from '../scenario.ts';

/** The earlier steps of its scenario that a step mentions, by the names that the file gives them. */
export function mentionedIn(step: Step): readonly string[] {
  const replies = step.kind === 'choose' ? [] : step.expect.map(({ reply }) => reply);
  const begin = step.kind === 'await' ? step.await.since : undefined;
  return [step.after, step.settles, begin, ...replies].filter((name) => name !== undefined);
}

/** The earlier step of a name: within a group that of the same row, else that of an outer group, else the one outside. */
export function earlierStep<T>(
  steps: ReadonlyMap<string, T>,
  name: string,
  { id, suffix = '' }: Pick<Step, 'id' | 'suffix'>,
): T | undefined {
  if (name === id) return steps.get(id);
  for (let rest = suffix; rest !== ''; rest = rest.slice(0, rest.lastIndexOf(':'))) {
    const found = steps.get(name + rest);
    if (found !== undefined) return found;
  }
  return steps.get(name);
}
