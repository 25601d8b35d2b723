import type { CheckContext, CheckRegistry, Judgement, ReplyExchange } from '../check.ts';
import type { CheckResult } from '../event.ts';
import type { Exchange } from '../exchange.ts';
import type { Exemption } from '../exemption.ts';
import type { Finding } from '../finding.ts';
import { verdictOf } from '../finding.ts';
import type { Json } from '../json.ts';
import type { Expectation } from '../scenario.ts';
import { noReply } from './no-reply.ts';
import { NO_FILTERS, refusedFilter } from './optional-filter.ts';
import type { ReadingRecord } from './reading-record.ts';

/** An expectation whose argument is resolved, with the exchanges it is about. */
export interface Judged {
  readonly expectation: Expectation;
  readonly argument: Json;
  readonly pages: readonly Exchange[];
  /** Why there is no reply to judge: the step that it is about was left out. */
  readonly skipped?: { readonly reason: string; readonly exemption?: Exemption };
}

/**
 * Judges the expectations of a step in their order.
 *
 * Once a reply that is no success has not met an expectation, the others have nothing to judge: a
 * server error is one failure, not five. How a message is labelled is judged all the same.
 */
export function judgeAll(
  items: readonly Judged[],
  checks: CheckRegistry,
  context: CheckContext,
  readings: ReadingRecord,
): readonly CheckResult[] {
  const spoilt = new Map<readonly Exchange[], string>();
  const told = new Set<readonly Exchange[]>();
  return items.map((item) => {
    if (isAboutMessage(item, checks)) return judgeOne(item, checks, context, readings);
    const refused = item.pages.map((page) => refusedFilter(page, context)).find((finding) => finding !== undefined);
    if (refused !== undefined) {
      const isTold = told.has(item.pages);
      told.add(item.pages);
      return { ...resultOf(item, isTold ? [] : [refused]), ...NO_FILTERS };
    }
    const reason = spoilt.get(item.pages);
    const result = reason === undefined ? judgeOne(item, checks, context, readings) : unjudged(item, 'blocked', reason);
    if (result.verdict !== 'pass' && result.verdict !== 'skipped' && reason === undefined) {
      const why = whySpoilt(item.pages);
      if (why !== undefined) spoilt.set(item.pages, why);
    }
    return result;
  });
}

function isAboutMessage({ expectation }: Judged, checks: CheckRegistry): boolean {
  return checks[expectation.check]?.about === 'message';
}

function whySpoilt(pages: readonly Exchange[]): string | undefined {
  const outcome = pages.at(-1)?.outcome;
  if (outcome === undefined || outcome.kind === 'failure')
    return outcome?.heard === undefined ? 'there was no reply' : 'there was no usable reply';
  return outcome.status >= 300 ? `the reply has status ${outcome.status}` : undefined;
}

function judgeOne(item: Judged, checks: CheckRegistry, context: CheckContext, readings: ReadingRecord): CheckResult {
  const { expectation, argument, pages, skipped } = item;
  if (skipped !== undefined) return { ...unjudged(item, 'skipped', skipped.reason), ...exemptionOf(skipped) };
  const definition = checks[expectation.check];
  if (definition === undefined) return unjudged(item, 'error', `no check is called ${expectation.check}`);
  const last = pages.at(-1);
  if (definition.about === undefined) {
    if (last === undefined) return unjudged(item, 'blocked', 'the step whose reply is meant did not run');
    if (last.outcome.kind === 'failure') return resultOf(item, [noReply(last.outcome, last.sent)]);
  }
  try {
    const judge = (read: CheckContext) => definition.judge(pages as readonly ReplyExchange[], argument, read);
    const { judgement, rereadings } = readings.judge(judge, context);
    const said = { ...(definition.condition && { condition: true as const }), ...(rereadings.length > 0 && { rereadings }) };
    return { ...resultFrom(item, judgement), ...said };
  } catch (error) {
    // whatever a check throws is a fault of the kit, never a verdict on the SUT
    return unjudged(
      item,
      'error',
      `the check ${expectation.check} broke: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function resultFrom(item: Judged, judgement: Judgement): CheckResult {
  if (judgement.kind === 'judged') {
    const { findings, account } = judgement;
    return { ...resultOf(item, findings), ...(account && { account }) };
  }
  if (judgement.kind === 'blocked') return unjudged(item, 'blocked', judgement.reason);
  return { ...unjudged(item, 'skipped', judgement.reason), ...(judgement.exemption && { exemption: judgement.exemption }) };
}

function exemptionOf({ exemption }: { readonly exemption?: Exemption }): { readonly exemption?: Exemption } {
  return exemption === undefined ? {} : { exemption };
}

function resultOf({ expectation, pages }: Judged, findings: readonly Finding[]): CheckResult {
  const decisive = findings.find(({ kind }) => kind !== 'remark') ?? findings[0];
  const page = decisive === undefined ? undefined : pages[decisive.page ?? 0];
  return {
    ...head(expectation, pages),
    ...(page === undefined ? {} : { exchange: page.id }),
    verdict: verdictOf(findings),
    findings,
  };
}

function unjudged({ expectation, pages }: Judged, verdict: 'blocked' | 'skipped' | 'error', reason: string): CheckResult {
  return { ...head(expectation, pages), verdict, findings: [], reason };
}

function head({ check, requirements }: Expectation, pages: readonly Exchange[]) {
  const exchange = pages.at(-1)?.id;
  return { check, requirements, ...(exchange === undefined ? {} : { exchange }) };
}
