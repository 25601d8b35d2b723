import type { Plan } from '../core/engine/plan.ts';
import type { Operation } from '../core/exchange.ts';
import type { Command, ResourceName } from '../core/profile.ts';
import type { Step } from '../core/scenario.ts';

/** What a run may ask of a target, so that only the topics for that need to be there. */
export interface KafkaNeeds {
  readonly planned: Readonly<Record<ResourceName, readonly Command[]>>;
  /** Resources whose notifications are listened to. */
  readonly notified: readonly ResourceName[];
}

/** In the order in which topics are shown. */
const COMMANDS: readonly Command[] = ['create', 'list', 'retrieve', 'patch', 'delete'];

/** What the steps of a plan ask for, and what deleting after them does. */
export function needsOf({ tracks }: Plan): KafkaNeeds {
  const steps = new Map(tracks.map(({ resource, runs }) => [resource, runs.flatMap((run) => [...run.preamble, ...run.steps])]));
  return {
    planned: Object.fromEntries([...steps].map(([resource, of]) => [resource, commandsOf(of)])),
    notified: [...steps].filter(([, of]) => of.some(({ kind }) => kind === 'await')).map(([resource]) => resource),
  };
}

function commandsOf(steps: readonly Step[]): readonly Command[] {
  const asked = new Set(steps.flatMap((step): readonly Operation[] => (step.kind === 'request' ? [step.operation] : [])));
  // what a creation without an answer has left is searched for, and whatever was created is deleted
  if (asked.has('create')) for (const operation of ['list', 'delete'] as const) asked.add(operation);
  return COMMANDS.filter((command) => asked.has(command));
}
