import type { StepFinished } from '../event.ts';
import type { RequestStep } from '../scenario.ts';
import { UnsetVariable } from '../template.ts';
import { deleteRecord, findLostRecords, type SendCleanUp } from './clean-up.ts';
import type { Place } from './exchange-runner.ts';
import { SutGone } from './exchange-runner.ts';
import type { PlannedRun } from './plan.ts';
import type { Emit } from './run-setup.ts';
import type { StepEnvironment } from './step-environment.ts';
import { requestOf } from './step-request.ts';
import { endSubscriptions } from './subscription-clean-up.ts';

/** Steps that the postamble adds to the scenarios' own. */
const REST = { id: 'clean-up', title: 'Delete what else was created' } as const;

/** Why it is not known whether a creation has left a record. */
const UNCLEAR = 'a creation got no clear answer, and the list that would show the record cannot be read';
const INTERRUPTED = 'the run was interrupted before a creation was answered';

/** A SUT that was gone gets this long to take part in the clean-up after all, in milliseconds. */
const PATIENCE = 5000;

/**
 * Deletes what the run has created at one resource: first what the scenarios' postambles name, last
 * scenario first, then whatever is left. What stays is told as residue. Never throws because of the SUT.
 *
 * @param gone whether the SUT has stopped answering: it is tried once more, but not for long
 */
export async function runPostamble(runs: readonly PlannedRun[], env: StepEnvironment, emit: Emit, gone: boolean): Promise<void> {
  const accounts = [env.own, env.subscriptions];
  if (accounts.every((account) => account.left().length === 0 && !account.hasLost())) return;
  const done = new AbortController();
  const limit = new AbortController();
  if (gone) void env.ports.sleep(PATIENCE, done.signal).then(() => limit.abort());
  const signal = AbortSignal.any([env.ports.quit, limit.signal]);
  const remover = createRemover(env, emit, signal);
  const last = runs.at(-1)?.scenario.id ?? '';
  const rest = { scenario: last, resource: env.resource, phase: 'postamble', step: REST.id } as const;

  // first, or the deletions would be told to a listener that is about to go
  await endSubscriptions(env, rest, emit, signal);
  for (const { scenario } of [...runs].reverse()) {
    for (const step of scenario.postamble) {
      const id = step.kind === 'request' ? targetOf(step, env) : undefined;
      if (id === undefined || !env.own.left().includes(id)) continue;
      await remover.remove(id, { scenario: scenario.id, resource: env.resource, phase: 'postamble', step: step.id }, step.title);
    }
  }
  await remover.removeRest(rest);
  done.abort();
  remover.tellResidue();
}

interface Remover {
  remove(id: string, place: Place, title: string): Promise<void>;
  /** Looks for records whose creation was never answered, then removes what has not been tried yet. */
  removeRest(place: Place): Promise<void>;
  tellResidue(): void;
}

function createRemover(env: StepEnvironment, emit: Emit, signal: AbortSignal): Remover {
  const { own, resource } = env;
  const reasons = new Map<string, string>();
  let gone: string | undefined;

  /** The result, or why there is none once the SUT no longer answers. */
  const whileThere = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    if (gone !== undefined) return undefined;
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof SutGone)) throw error;
      gone = `the target no longer answers: ${error.message}`;
      return undefined;
    }
  };

  const remove = async (id: string, place: Place, title: string): Promise<void> => {
    const ids: string[] = [];
    const send: SendCleanUp = async (request) => {
      const answer = await env.exchanges.send(request, place, 1, signal);
      ids.push(...answer.sent.map((page) => page.id));
      return answer;
    };
    const kept = await whileThere(async () => ({ reason: await deleteRecord(send, resource, id, own.hasReturned()) }));
    const reason = kept === undefined ? gone : kept.reason;
    if (reason === undefined) own.deleted(id);
    else reasons.set(id, reason);
    emit(finished(place, title, ids, reason === undefined ? undefined : `not deleted: ${reason}`));
  };

  return {
    remove,
    async removeRest(place) {
      const send: SendCleanUp = (request) => env.exchanges.send(request, place, 1, signal);
      if (own.hasLost()) await whileThere(() => findLostRecords(send, resource, env.setup.runId, own));
      for (const id of own.left()) if (!reasons.has(id)) await remove(id, place, REST.title);
    },
    tellResidue() {
      for (const id of own.left()) {
        const reason = reasons.get(id) ?? 'it was not deleted';
        emit({ event: 'residue', resource, id: env.ports.secrets.mask(id), reason });
      }
      if (!own.hasLost()) return;
      emit({ event: 'residue', resource, reason: gone ?? (env.ports.quit.aborted ? INTERRUPTED : UNCLEAR) });
    },
  };
}

function targetOf(step: RequestStep, env: StepEnvironment): string | undefined {
  try {
    return requestOf(step, env.resource, env.variables.lookup).id;
  } catch (error) {
    // nothing was captured, so nothing of this name was created
    if (error instanceof UnsetVariable) return undefined;
    throw error;
  }
}

function finished(place: Place, title: string, exchanges: readonly string[], reason: string | undefined): StepFinished {
  const head = { event: 'step-finished', ...place, title, checks: [], exchanges } as const;
  return reason === undefined ? { ...head, verdict: 'pass' } : { ...head, verdict: 'skipped', reason };
}
