import type { CheckResult, StepFinished } from '../event.ts';
import type { Arrival } from '../notification.ts';
import type { Requirement } from '../requirement.ts';
import type { Verdict } from '../verdict.ts';
import { sentence } from '../wording/sentence.ts';

/** What was due of notifications, and what came. */
export interface LedgerEntry {
  readonly resource: string;
  /** The name that was due; absent: what came without being due. */
  readonly expected?: string;
  readonly verdict: Verdict;
  /** Why it is not a pass, or what a reader should know of it. */
  readonly reason?: string;
  readonly arrivals: readonly Arrival[];
}

/** Folds the steps of a run into its ledger: one entry for each expected notification, then what else came. */
export interface Ledger {
  add(step: StepFinished): void;
  /** By resource, in the order of the run; the unexpected last. Empty where nothing was about notifications. */
  entries(): readonly LedgerEntry[];
}

/** The check that judges whether an expected notification came. */
const EXPECTS = 'notified';
/** What a requirement about a notification begins with; its name follows. */
const PREFIX = 'notification.';

/**
 * Opens an empty ledger.
 *
 * @param requirements by id: they tell which names were due where the step did not run
 */
export function openLedger(requirements: () => ReadonlyMap<string, Pick<Requirement, 'kind'>>): Ledger {
  const expected: LedgerEntry[] = [];
  const unexpected: LedgerEntry[] = [];
  return {
    add({ resource, checks, reason }) {
      for (const check of checks) {
        const { account, verdict } = check;
        const why = reasonOf(check) ?? reason;
        const said = { resource, verdict, ...(why !== undefined && { reason: why }) };
        if (check.check === EXPECTS) {
          const name = account?.expected ?? nameIn(check, requirements());
          expected.push({ ...said, expected: name, arrivals: account?.arrivals ?? [] });
        } else if (account !== undefined && account.arrivals.length > 0) {
          unexpected.push({ ...said, arrivals: account.arrivals });
        }
      }
    },
    entries() {
      const resources = [...new Set([...expected, ...unexpected].map(({ resource }) => resource))];
      const of = (entries: readonly LedgerEntry[], resource: string) => entries.filter((entry) => entry.resource === resource);
      return resources.flatMap((resource) => [...of(expected, resource), ...of(unexpected, resource)]);
    },
  };
}

function nameIn({ requirements }: CheckResult, known: ReadonlyMap<string, Pick<Requirement, 'kind'>>): string {
  const id = requirements.find((each) => known.get(each)?.kind === 'notification') ?? requirements[0] ?? '';
  return id.startsWith(PREFIX) ? id.slice(PREFIX.length) : id;
}

function reasonOf({ findings, reason }: CheckResult): string | undefined {
  const [first] = [...findings.filter(({ kind }) => kind !== 'remark'), ...findings];
  return first === undefined ? reason : sentence(first);
}
