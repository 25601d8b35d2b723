import type {
  ExchangeRecorded,
  ResidueFound,
  RunEvent,
  RunFinished,
  RunStarted,
  ScenarioFinished,
  StepFinished,
} from '../../core/event.ts';
import type { SentMessage, StrayReply } from '../../core/exchange.ts';
import { openLedger } from '../../core/report/ledger.ts';
import { EMBEDDED } from '../../core/report/report-words.ts';
import type { Verdict } from '../../core/verdict.ts';
import { repeatLine } from '../../core/wording/repeat.ts';
import { sentence } from '../../core/wording/sentence.ts';
import { straySum } from '../../core/wording/stray-words.ts';
import type { Reporter, TerminalSink } from '../reporter.ts';
import { countBlocked } from './blocked.ts';
import { conclusionLines, countsLines, endedLines, residueLines, statusLines } from './ending.ts';
import { flipLines } from './flips.ts';
import { headerLines } from './header.ts';
import { ledgerLines } from './ledger.ts';
import { createLive } from './live.ts';
import { collectVerdicts, matrixLines } from './matrix.ts';
import { createPaint } from './paint.ts';
import { problemLines, remarkLines } from './problem-lines.ts';
import { collectFindings } from './problems.ts';
import {
  bodyText,
  columnsOf,
  errorText,
  exchangeLine,
  notificationLine,
  recordsText,
  scenarioLines,
  stepLines,
  strayLine,
} from './progress.ts';
import { duration, hang, widthOf, wrap } from './text.ts';

export interface TerminalOptions {
  /** Each step and exchange, and the bodies of failing replies, cut. */
  readonly verbose: boolean;
  /** Nothing but the conclusion. */
  readonly quiet: boolean;
  /** One of two runs that are compared: the matrix and the conclusions come with the comparison. */
  readonly isCompared?: boolean;
}

/** The reporter of the terminal; it can also say where the others have written. */
export interface TerminalReporter extends Reporter {
  /** Says that these files are in `outDir` now. */
  reportsWritten(outDir: string, files: readonly string[]): void;
}

/** What is kept of an exchange while its scenario runs. */
interface Kept {
  readonly sent: SentMessage;
  /** Where its records are, over Kafka. */
  readonly records: string | undefined;
  readonly body: string | undefined;
  /** How an error reply begins. */
  readonly answer: string | undefined;
}

const DISCLAIMER = 'This is not a certificate of TM Forum.';

/** Shows a run at the terminal: progress, then the matrix, every failure with its clause, and the conclusion. */
export function createTerminalReporter(sink: TerminalSink, options: TerminalOptions): TerminalReporter {
  const paint = createPaint(sink.colorLevel);
  const live = createLive(sink);
  const verdicts = collectVerdicts();
  const findings = collectFindings();
  const blocked = countBlocked();
  const residue: ResidueFound[] = [];
  const strays: Pick<StrayReply, 'kind' | 'isIdentical'>[] = [];
  const ledger = openLedger(() => new Map(run?.requirements.map((requirement) => [requirement.id, requirement])));
  const kept = new Map<string, Map<string, Kept>>();
  const reasons = new Map<string, Map<Verdict, string>>();
  const width = () => widthOf(sink);
  let run: RunStarted | undefined;
  let finishedScenarios = 0;
  let ended = false;
  let progressShown = false;

  const keyOf = (event: { readonly scenario: string; readonly resource: string }) => `${event.scenario}@${event.resource}`;

  const showStatus = (what: string, at: string) => {
    if (options.quiet || run === undefined) return;
    const elapsed = Date.parse(at) - Date.parse(run.startedAt);
    live.status(`[${finishedScenarios}/${run.plan.length}] ${what}  ${duration(Math.max(0, elapsed))}`);
  };

  const onExchange = (event: ExchangeRecorded) => {
    const { exchange, phase } = event;
    const at = new Date(Date.parse(exchange.startedAt) + exchange.durationMs).toISOString();
    showStatus(
      phase === 'postamble' ? `cleaning up  ${event.resource}` : `${event.scenario}  ${event.resource}  ${event.step}`,
      at,
    );
    if (options.verbose && !options.quiet) live.print([exchangeLine(event, paint)]);
    // nothing is judged in a postamble
    if (phase === 'postamble') return;
    const ofScenario = kept.get(keyOf(event)) ?? new Map<string, Kept>();
    ofScenario.set(exchange.id, {
      sent: exchange.sent,
      records: recordsText(exchange),
      body: options.verbose ? bodyText(exchange) : undefined,
      answer: errorText(exchange),
    });
    kept.set(keyOf(event), ofScenario);
  };

  const onStep = (event: StepFinished) => {
    ledger.add(event);
    const exchange = (id: string | undefined) => kept.get(keyOf(event))?.get(id ?? '');
    findings.add(event, (id) => {
      const shown = exchange(id);
      if (shown === undefined) return {};
      const { sent, records, answer } = shown;
      return { repeat: repeatLine(sent), ...(records && { records }), ...(answer && { answer }) };
    });
    const reason = reasonOf(event);
    const known = reasons.get(keyOf(event)) ?? new Map<Verdict, string>();
    if (reason !== undefined && !known.has(event.verdict)) reasons.set(keyOf(event), known.set(event.verdict, reason));
    if (options.verbose && !options.quiet) live.print(stepLines(event, (id) => exchange(id)?.body, width(), paint));
  };

  const onScenario = (event: ScenarioFinished) => {
    finishedScenarios += 1;
    verdicts.add(event);
    blocked.add(event);
    kept.delete(keyOf(event));
    const why = reasons.get(keyOf(event))?.get(event.verdict) ?? event.why;
    reasons.delete(keyOf(event));
    // a live line shows progress enough; what goes wrong stays on the screen
    const told = !sink.isTTY || options.verbose || !['pass', 'skipped', 'blocked'].includes(event.verdict);
    if (run !== undefined && told && !options.quiet) {
      live.print(scenarioLines(event, why, columnsOf(run.plan), width(), paint));
      progressShown = true;
    }
    showStatus(`${event.scenario}  ${event.resource}`, event.at);
  };

  const details = (started: RunStarted): string[] => {
    const words = { run: started, width: width(), paint };
    return [
      ...(progressShown ? [''] : []),
      ...(options.isCompared === true ? [] : matrixLines(started.plan, verdicts, width(), paint)),
      ...problemLines(findings.problems(), words),
      ...blocked.lines(width()),
      ...remarkLines(findings.remarks(), options.verbose, words),
      ...ledgerLines(ledger.entries(), width(), paint),
      ...(strays.length === 0 ? [] : [`Replies besides those awaited: ${straySum(strays)}`, '']),
      ...residueLines(residue, started.runId, width(), paint),
    ];
  };

  const onFinished = (event: RunFinished, started: RunStarted) => {
    ended = true;
    live.clear();
    const requested = started.plan.filter((planned) => planned.reason === 'requested').map(verdicts.of);
    live.print([
      ...(options.quiet ? [] : details(started)),
      ...(event.ended === undefined ? [] : endedLines(event.ended, width(), paint)),
      ...(options.isCompared === true
        ? []
        : event.conclusions.flatMap((conclusion) => conclusionLines(conclusion, started, width(), paint))),
      ...(options.quiet ? [] : flipLines(event, width())),
      ...(options.quiet
        ? []
        : [
            '',
            ...countsLines(requested, event, width()),
            ...statusLines(started, event, width()),
            ...(started.target.embedded ? wrap(EMBEDDED, width()) : []),
            ...(options.isCompared === true ? [] : wrap(DISCLAIMER, width())),
          ]),
    ]);
  };

  return {
    onEvent(event: RunEvent) {
      switch (event.event) {
        case 'run-started':
          run = event;
          if (!options.quiet) live.print(headerLines(event, width(), paint));
          break;
        case 'scenario-started':
          showStatus(`${event.scenario}  ${event.resource}`, event.at);
          break;
        case 'exchange':
          onExchange(event);
          break;
        case 'stray-reply':
          strays.push({ kind: event.stray.kind, isIdentical: event.stray.isIdentical });
          if (options.verbose && !options.quiet) live.print([strayLine(event, paint)]);
          break;
        case 'notification':
          ledger.heard(event);
          if (options.verbose && !options.quiet) live.print([notificationLine(event, paint)]);
          break;
        case 'step-finished':
          onStep(event);
          break;
        case 'scenario-finished':
          onScenario(event);
          break;
        case 'residue':
          residue.push(event);
          break;
        case 'run-finished':
          if (run !== undefined) onFinished(event, run);
          break;
      }
    },

    async finish() {
      live.clear();
      if (run === undefined || ended) return;
      const lost = [
        ...(options.quiet ? [] : details(run)),
        ...wrap('The run broke off before its end: nothing is concluded.', width()).map(paint.bad),
      ];
      live.print(lost);
    },

    reportsWritten(outDir, files) {
      if (options.quiet || files.length === 0) return;
      live.print(hang('', `Reports in ${outDir}: ${files.join(', ')}`, width(), 2));
    },
  };
}

/** What decided a step's verdict, in one sentence: the first finding or reason of that weight. */
function reasonOf({ verdict, checks, step }: StepFinished): string | undefined {
  const check = checks.find((c) => c.verdict === verdict);
  const finding = check?.findings.find((f) => f.kind !== 'remark');
  const text = finding ? sentence(finding) : check?.reason;
  return text === undefined || verdict === 'blocked' ? undefined : `${step}: ${text}`;
}
