/** Narrower terminals are written to as if they were this wide. */
const NARROWEST = 60;

/** Width of the labels before a field's text. */
const LABEL = 13;

/** Control characters, line separators and direction marks: text from a target must not steer the terminal. */
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** A text in which control characters are written out as `\u001b`; line breaks stay. */
export function clean(text: string): string {
  return text.replaceAll(UNSAFE, (c) => (c === '\n' ? c : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`));
}

/** The width to write for. */
export function widthOf(sink: { readonly columns: number }): number {
  return Math.max(NARROWEST, Math.floor(sink.columns) || 0);
}

/** Breaks a text at blanks into lines of at most `width` characters; a longer word keeps a line to itself. */
export function wrap(text: string, width: number): string[] {
  return clean(text)
    .split('\n')
    .flatMap((paragraph) => wrapParagraph(paragraph, width));
}

function wrapParagraph(paragraph: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ').filter((w) => w !== '')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** A wrapped text whose lines after the first stand below the first's beginning. */
export function hang(head: string, text: string, width: number, indent = head.length): string[] {
  const blank = ' '.repeat(indent);
  return wrap(text, width - indent).map((line, index) => (index === 0 ? `${head}${line}` : `${blank}${line}`));
}

/** A labelled text, `label` dimmed: nothing for an empty text. */
export function field(label: string, text: string, width: number, dim: (text: string) => string, indent = 2): string[] {
  if (text === '') return [];
  const head = `${' '.repeat(indent)}${dim(label.padEnd(LABEL))}`;
  return hang(head, text, width, indent + LABEL);
}

/** A text that may not be wrapped, since it is meant to be copied. */
export function copyable(label: string, text: string, dim: (text: string) => string, indent = 2): string {
  return `${' '.repeat(indent)}${dim(label.padEnd(LABEL))}${clean(text)}`;
}

/** `1 scenario`, `2 scenarios`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Milliseconds as seconds: `0.03 s`, `12.5 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(2)} s`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
