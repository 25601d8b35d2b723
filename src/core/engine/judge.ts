import type { CheckContext, CheckRegistry, Judgement, ReplyExchange } from '../check.ts';
import type { CheckResult } from '../event.ts';
import type { Exchange, Failure } from '../exchange.ts';
import type { Finding } from '../finding.ts';
import { verdictOf } from '../finding.ts';
import type { Json } from '../json.ts';
import type { Expectation } from '../scenario.ts';

/** An expectation whose argument is resolved, with the exchanges it is about. */
export interface Judged {
  readonly expectation: Expectation;
  readonly argument: Json;
  readonly pages: readonly Exchange[];
}

/**
 * Judges the expectations of a step in their order.
 *
 * Once a reply that is no success has not met an expectation, the others have nothing to judge: a
 * server error is one failure, not five.
 */
export function judgeAll(items: readonly Judged[], checks: CheckRegistry, context: CheckContext): readonly CheckResult[] {
  const spoilt = new Map<readonly Exchange[], string>();
  return items.map((item) => {
    const reason = spoilt.get(item.pages);
    const result = reason === undefined ? judgeOne(item, checks, context) : unjudged(item, 'blocked', reason);
    if (result.verdict !== 'pass' && result.verdict !== 'skipped' && reason === undefined) {
      const why = whySpoilt(item.pages);
      if (why !== undefined) spoilt.set(item.pages, why);
    }
    return result;
  });
}

function whySpoilt(pages: readonly Exchange[]): string | undefined {
  const outcome = pages.at(-1)?.outcome;
  if (outcome === undefined || outcome.kind === 'failure') return 'there was no reply';
  return outcome.status >= 300 ? `the reply has status ${outcome.status}` : undefined;
}

function judgeOne(item: Judged, checks: CheckRegistry, context: CheckContext): CheckResult {
  const { expectation, argument, pages } = item;
  const last = pages.at(-1);
  if (last === undefined) return unjudged(item, 'blocked', 'the step whose reply is meant did not run');
  if (last.outcome.kind === 'failure') return resultOf(item, [noReply(last.outcome)]);
  const definition = checks[expectation.check];
  if (definition === undefined) return unjudged(item, 'error', `no check is called ${expectation.check}`);
  let judgement: Judgement;
  try {
    judgement = definition.judge(pages as readonly ReplyExchange[], argument, context);
  } catch (error) {
    // whatever a check throws is a fault of the kit, never a verdict on the SUT
    return unjudged(
      item,
      'error',
      `the check ${expectation.check} broke: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  if (judgement.kind === 'judged') return resultOf(item, judgement.findings);
  return unjudged(item, judgement.kind === 'blocked' ? 'blocked' : 'skipped', judgement.reason);
}

/** A SUT that still answers elsewhere owed a reply here (AMB-R50). */
function noReply({ reason, message }: Failure): Finding {
  if (reason === 'too-large') return { code: 'reply.too-large', kind: 'undecided', where: 'reply', actual: message };
  if (reason === 'interrupted') return { code: 'reply.none', kind: 'undecided', where: 'reply', actual: message };
  if (reason === 'truncated')
    return { code: 'body.truncated', kind: 'violation', where: 'body', actual: message, ruling: 'AMB-R50' };
  return { code: 'reply.none', kind: 'violation', where: 'reply', actual: message, ruling: 'AMB-R50' };
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
