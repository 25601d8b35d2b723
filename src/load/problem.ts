import path from 'node:path';

/** Something in a file that the kit cannot work with. Line and column count from 1. */
export interface Problem {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** Starts in lower case and has no full stop: it follows the place. */
  readonly message: string;
  /** What to do about it; a sentence of its own. */
  readonly hint?: string;
}

/** A file could not be loaded; the message has one line per problem. */
export class LoadFailure extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map((problem) => formatProblem(problem)).join('\n'), options);
    this.name = 'LoadFailure';
    this.problems = problems;
  }
}

/**
 * `scenarios/TC_N1.yaml:12:7  unknown key "exepct" – did you mean "expect"?`, the hint indented below.
 *
 * @param base a folder; files below it are named relative to it
 */
export function formatProblem({ file, line, column, message, hint }: Problem, base?: string): string {
  const place = [shorten(file, base), line, line === undefined ? undefined : column]
    .filter((part) => part !== undefined)
    .join(':');
  return `${place}  ${message}${hint === undefined ? '' : `\n  ${hint}`}`;
}

function shorten(file: string, base: string | undefined): string {
  if (base === undefined) return file;
  const relative = path.relative(base, file);
  return relative === '' || relative.startsWith('..') || path.isAbsolute(relative) ? file : relative;
}

/** Throws what was found; does nothing where that is nothing. */
export function failOn(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new LoadFailure(problems);
}
