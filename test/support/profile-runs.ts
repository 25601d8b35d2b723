import { type ReferenceOptions, startReference } from '../../src/reference/server.ts';
import { type CommandResult, ctk } from './cli.ts';

/** Runs some scenarios of the scope `profile` at one resource: of a target, or of the reference implementation. */
export function profileRuns(scenarios: readonly string[]) {
  const runAt = (target: string, resource: string, ...more: string[]): Promise<CommandResult> =>
    ctk(['run', ...scenarios, '--scope', 'profile', '--resource', resource, '--target', target, ...more]);

  const runReference = async (options: ReferenceOptions, resource: string, ...more: string[]): Promise<CommandResult> => {
    const server = await startReference(options);
    try {
      return await runAt(server.root, resource, ...more);
    } finally {
      await server.close();
    }
  };

  return { runAt, runReference };
}
