/** Text that is HTML already. Made only by `html` and `raw`, so that nothing else escapes the escaping. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: lists are joined, `undefined` and `false` leave nothing. */
export type Fragment = Html | string | number | undefined | false | readonly Fragment[];

/** A template whose values are escaped, both as content and inside double-quoted attributes. */
export function html(strings: TemplateStringsArray, ...values: readonly Fragment[]): Html {
  return new Html(strings.map((string, i) => (i === 0 ? '' : textOf(values[i - 1])) + string).join(''));
}

/** Marks a text of the kit's own, such as a style sheet, as HTML. Never for what a SUT sent. */
export function raw(text: string): Html {
  return new Html(text);
}

function textOf(value: Fragment): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  return value.map(textOf).join('');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Control characters have no place in HTML either; they show as U+FFFD. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c).replace(/[^\P{Cc}\t\n\r]/gu, '\u{fffd}');
}
