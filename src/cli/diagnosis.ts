import type { Secrets } from '../core/secrets.ts';
import { createPaint } from '../reporters/terminal/paint.ts';
import { colorLevel } from './color.ts';
import type { Streams } from './streams.ts';

/** One thing that was looked at. */
export interface Diagnosis {
  /** `open`: it cannot be told, and `text` says why. */
  readonly state: 'well' | 'wrong' | 'open';
  readonly subject: string;
  readonly text: string;
  /** Names that the text counts. */
  readonly names?: readonly string[];
  /** What the terminal shows in place of the names. */
  readonly shown?: readonly string[];
}

const MARKS = { well: '✓', wrong: '✗', open: '–' } as const;

/** Shows what was found, each thing as soon as it is known, or all of it as JSON. */
export interface Findings {
  add(diagnosis: Diagnosis): void;
  /** Shows the end; returns whether anything is wrong. */
  finish(): boolean;
}

/** Opens a list of findings on the terminal; secrets are masked in it. */
export function openFindings(
  { json, color }: { readonly json: boolean; readonly color: boolean | undefined },
  streams: Streams,
  secrets: Secrets,
): Findings {
  const paint = createPaint(colorLevel(color, streams));
  const mark = {
    well: paint.good(MARKS.well),
    wrong: paint.bad(MARKS.wrong),
    open: paint.doubtful(MARKS.open),
  };
  const found: Diagnosis[] = [];
  return {
    add({ names, shown = names ?? [], ...plain }) {
      const diagnosis: Diagnosis = {
        ...plain,
        subject: secrets.mask(plain.subject),
        text: secrets.mask(plain.text),
        ...(names !== undefined && names.length > 0 && { names }),
      };
      found.push(diagnosis);
      if (json) return;
      const text = diagnosis.text.replaceAll('\n', '\n    ');
      streams.out(`${mark[diagnosis.state]} ${diagnosis.subject}: ${text}\n`);
      for (const line of shown) streams.out(`    ${line}\n`);
    },
    finish() {
      const wrong = found.filter(({ state }) => state === 'wrong').length;
      if (json) streams.out(`${JSON.stringify({ ok: wrong === 0, findings: found }, null, 2)}\n`);
      else streams.out(wrong === 0 ? '\nAll well.\n' : `\n${wrong} ${wrong === 1 ? 'thing is' : 'things are'} wrong.\n`);
      return wrong > 0;
    },
  };
}
