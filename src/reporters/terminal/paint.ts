import { Chalk } from 'chalk';
import type { Verdict } from '../../core/verdict.ts';

/** Colours by meaning; at level 0 every function returns its text as it is. */
export interface Paint {
  verdict(verdict: Verdict | 'not run', text: string): string;
  good(text: string): string;
  bad(text: string): string;
  doubtful(text: string): string;
  bold(text: string): string;
  dim(text: string): string;
}

/** Colours for a terminal of this level: 0 none, 1 sixteen, 2 256, 3 true colour. */
export function createPaint(level: 0 | 1 | 2 | 3): Paint {
  const chalk = new Chalk({ level });
  const verdicts = {
    pass: chalk.green,
    fail: chalk.red.bold,
    inconclusive: chalk.yellow,
    blocked: chalk.magenta,
    skipped: chalk.dim,
    error: chalk.red.inverse,
    'not run': chalk.dim,
  };
  return {
    verdict: (verdict, text) => verdicts[verdict](text),
    good: (text) => chalk.green.bold(text),
    bad: (text) => chalk.red.bold(text),
    doubtful: (text) => chalk.yellow.bold(text),
    bold: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
  };
}

/** Verdicts as they stand in tables: to be told apart without colour. */
export const VERDICT_WORDS: Readonly<Record<Verdict | 'not run', string>> = {
  pass: 'pass',
  fail: 'FAIL',
  inconclusive: 'inconcl.',
  blocked: 'blocked',
  skipped: 'skipped',
  error: 'ERROR',
  'not run': 'not run',
};
