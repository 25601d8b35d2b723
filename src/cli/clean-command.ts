import type { SendCleanUp } from '../core/engine/clean-up.ts';
import { deleteRecord, findLostRecords } from '../core/engine/clean-up.ts';
import type { Journal } from '../core/engine/own-records.ts';
import { trackOwnRecords } from '../core/engine/own-records.ts';
import { readPages } from '../core/engine/pages.ts';
import { endSubscription } from '../core/engine/subscription-clean-up.ts';
import type { Exchange } from '../core/exchange.ts';
import { createSecrets } from '../core/secrets.ts';
import type { Transport } from '../core/transport.ts';
import { loadProfile } from '../load/profile.ts';
import { journalledRuns, type Leftover, openJournal, readJournal, reportFolders } from './journal-file.ts';
import { packagePath } from './kit.ts';
import { requireWord } from './near-word.ts';
import { collectOptions, type RunOptions } from './run-options.ts';
import { listenForStop } from './stopping.ts';
import type { Streams } from './streams.ts';
import { resolveTarget } from './target.ts';
import { openTransport } from './transport.ts';

/** Flags of `ctk clean`. */
export interface CleanFlags {
  readonly run: string;
  readonly target?: string;
  readonly topicPrefix?: string;
  readonly config?: string;
  readonly out?: string;
  readonly insecure?: boolean;
}

/** `ctk clean --run ID`: deletes what a killed run left. Exit 0 when nothing is left, 2 when something is. */
export async function clean({ run, ...flags }: CleanFlags, streams: Streams): Promise<number> {
  const { target, ...others } = flags;
  const found = await collectOptions([], { ...others, ...(target === undefined ? {} : { target: [target] }) }, streams);
  const folders = reportFolders(found.outDir);
  const runs = folders.flatMap(journalledRuns);
  if (run === 'list' || runs.length === 0) {
    streams.out(runs.length === 0 ? `no run has left anything in ${found.outDir}\n` : `${runs.join('\n')}\n`);
    return run === 'list' || runs.length === 0 ? 0 : 3;
  }
  const named = requireWord('run', run, runs);
  const outDir = folders.find((folder) => journalledRuns(folder).includes(named)) ?? found.outDir;
  const left = readJournal(outDir, named);
  if (left === undefined) {
    streams.out(`the journal of run ${run} is empty: it had not begun to create anything\n`);
    return 0;
  }
  const address = flags.target ?? left.head.target;
  // several roots stand in the journal as a list: then the configuration has to name them
  const options: RunOptions = address.includes(' ')
    ? found
    : {
        ...found,
        target: address,
        targets: flags.target === undefined ? found.targets : {},
        topicPrefix: flags.topicPrefix ?? left.head.topicPrefix ?? found.topicPrefix,
      };
  const { profile } = await loadProfile(left.head.profile, packagePath('profiles'));
  const place = await resolveTarget(options, profile);
  const resources = new Set([...left.lost.values(), ...left.ids.keys()]);
  const transport = await openTransport({
    options,
    target: place,
    readings: {},
    secrets: createSecrets(),
    needs: () => ({ planned: Object.fromEntries([...resources].map((name) => [name, ['list', 'delete']])), notified: [] }),
  });
  const stopping = listenForStop(streams, 'Interrupted: what was not deleted yet stays, and so does its journal.');
  try {
    return await cleanUp(left, outDir, transport, options.maxPages, stopping.stop, streams);
  } finally {
    stopping.dispose();
    await transport.close();
  }
}

async function cleanUp(
  { head, ids, lost, subscriptions }: Leftover,
  outDir: string,
  transport: Transport,
  maxPages: number,
  signal: AbortSignal,
  { out, err }: Streams,
): Promise<number> {
  const journal = openJournal(outDir, head);
  const failure = await transport.probe(signal);
  if (failure?.kind === 'failure') {
    err(`ctk: ${failure.message}\n`);
    return 2;
  }
  const send = sender(transport, head.run, maxPages, signal);
  await endSubscriptions(subscriptions, journal, send, out);
  for (const resource of new Set([...lost.values(), ...ids.keys()])) {
    const own = trackOwnRecords(resource, {
      ...journal,
      // known records are in the journal already
      created: (entry) => (ids.get(resource)?.includes(entry.id) ? undefined : journal.created(entry)),
    });
    for (const id of [...(ids.get(resource) ?? [])].reverse()) own.adopt(id);
    const tokens = [...lost].filter(([, of]) => of === resource).map(([token]) => token);
    if (tokens.length > 0 && (await findLostRecords(send, resource, head.run, own))) {
      for (const token of tokens) journal.refused({ token, resource });
    }
    for (const id of own.left()) {
      const reason = await deleteRecord(send, resource, id);
      if (reason === undefined) own.deleted(id);
      out(reason === undefined ? `deleted  ${resource} ${id}\n` : `left     ${resource} ${id}: ${reason}\n`);
    }
  }
  const done = journal.closeIfClean();
  out(
    done
      ? `nothing of run ${head.run} is left\n`
      : `something of run ${head.run} may still be there; its journal stays in ${outDir}\n`,
  );
  return done ? 0 : 2;
}

/** Ends the subscriptions that a run left; one that got no answer has no id to end it by. */
async function endSubscriptions(
  { ids, lost }: Leftover['subscriptions'],
  journal: Journal,
  send: SendCleanUp,
  out: Streams['out'],
): Promise<void> {
  const kind = 'subscription';
  for (const [resource, left] of ids) {
    for (const id of left) {
      const reason = await endSubscription(send, resource, id);
      if (reason === undefined) journal.deleted({ resource, kind, id });
      out(
        reason === undefined
          ? `ended    ${resource} subscription ${id}\n`
          : `left     ${resource} subscription ${id}: ${reason}\n`,
      );
    }
  }
  for (const [token, resource] of lost) {
    out(`unclear  ${resource} a subscription was never answered; nobody listens at its address any more\n`);
    journal.refused({ token, resource, kind });
  }
}

function sender(transport: Transport, runId: string, maxPages: number, signal: AbortSignal): SendCleanUp {
  let count = 0;
  return (request) =>
    readPages(request, maxPages, async (page): Promise<Exchange> => {
      count += 1;
      const transmission = await transport.send(page, { runId, step: `clean@${page.resource}` }, signal);
      return { id: `e${count}`, request: page, ...transmission };
    });
}
