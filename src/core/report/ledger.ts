import type { CheckResult, NotificationRecorded, StepFinished } from '../event.ts';
import type { RecordPlace } from '../exchange.ts';
import type { Exemption } from '../exemption.ts';
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
  /** Present where it was not awaited, and need not be: `not-offered` where the resource has no such change. */
  readonly exemption?: Exemption;
  readonly arrivals: readonly LedgerArrival[];
}

/** An arrival; over Kafka with the record that it came as. */
export interface LedgerArrival extends Arrival {
  readonly record?: RecordPlace & { readonly headers: Readonly<Record<string, string>> };
}

/**
 * Folds the steps of a run into its ledger: one entry for each expected notification, then those that are never awaited,
 * then what else came.
 */
export interface Ledger {
  heard(notification: NotificationRecorded): void;
  add(step: StepFinished): void;
  /** By resource, in the order of the run; the unexpected last. Empty where nothing was about notifications. */
  entries(): readonly LedgerEntry[];
}

type Known = ReadonlyMap<string, Pick<Requirement, 'kind' | 'exempt'>>;

/** The check that judges whether an expected notification came. */
const EXPECTS = 'notified';
/** What a requirement about a notification begins with; its name follows. */
const PREFIX = 'notification.';

/**
 * Opens an empty ledger.
 *
 * @param requirements by id: they tell which names were due where the step did not run
 */
export function openLedger(requirements: () => Known): Ledger {
  const expected: LedgerEntry[] = [];
  const unexpected: LedgerEntry[] = [];
  const records = new Map<string, NonNullable<LedgerArrival['record']>>();
  const withRecords = (entry: LedgerEntry): LedgerEntry => ({
    ...entry,
    arrivals: entry.arrivals.map((arrival) => {
      const record = records.get(arrival.notification);
      return record === undefined ? arrival : { ...arrival, record };
    }),
  });
  return {
    heard({ notification: { id, sent }, foreign }) {
      if (sent.protocol !== 'kafka' || foreign) return;
      const { protocol: _, ...record } = sent;
      records.set(id, record);
    },
    add({ resource, checks, reason, exemption }) {
      for (const check of checks) {
        const { account, verdict } = check;
        const why = reasonOf(check) ?? reason;
        const said = { resource, verdict, ...(why !== undefined && { reason: why }) };
        if (check.check === EXPECTS) {
          const name = account?.expected ?? nameIn(check, requirements());
          const excuse = verdict === 'skipped' ? (check.exemption ?? exemption) : undefined;
          expected.push({
            ...said,
            expected: name,
            ...(excuse !== undefined && { exemption: excuse }),
            arrivals: account?.arrivals ?? [],
          });
        } else if (account !== undefined && account.arrivals.length > 0) {
          unexpected.push({ ...said, arrivals: account.arrivals });
        }
      }
    },
    entries() {
      const resources = [...new Set([...expected, ...unexpected].map(({ resource }) => resource))];
      const of = (entries: readonly LedgerEntry[], resource: string) => entries.filter((entry) => entry.resource === resource);
      return resources
        .flatMap((resource) => {
          const due = of(expected, resource);
          const awaited = new Set(due.map((entry) => entry.expected));
          const never = due.length === 0 ? [] : neverAwaited(resource, requirements());
          return [...due, ...never.filter((entry) => !awaited.has(entry.expected)), ...of(unexpected, resource)];
        })
        .map(withRecords);
    },
  };
}

/** The notifications that no step awaits at a resource, since it has no such change (AMB-A21). */
function neverAwaited(resource: string, known: Known): readonly LedgerEntry[] {
  return [...known].flatMap(([id, { kind, exempt }]) => {
    const excuse = exempt?.[resource];
    if (kind !== 'notification' || excuse?.exemption !== 'not-offered') return [];
    return { resource, expected: nameOf(id), verdict: 'skipped', ...excuse, arrivals: [] };
  });
}

function nameIn({ requirements }: CheckResult, known: Known): string {
  return nameOf(requirements.find((each) => known.get(each)?.kind === 'notification') ?? requirements[0] ?? '');
}

function nameOf(id: string): string {
  return id.startsWith(PREFIX) ? id.slice(PREFIX.length) : id;
}

function reasonOf({ findings, reason }: CheckResult): string | undefined {
  const [first] = [...findings.filter(({ kind }) => kind !== 'remark'), ...findings];
  return first === undefined ? reason : sentence(first);
}
