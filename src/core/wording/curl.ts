import type { SentRequest } from '../exchange.ts';

/** Headers that curl makes itself, and those that only say which run and step a request belongs to. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'connection',
  'accept-encoding',
  'transfer-encoding',
  'user-agent',
  'traceparent',
]);

/** A reference to an environment variable, where a secret was. */
const VARIABLE = /\$\{[A-Za-z_][A-Za-z0-9_]*\}/;
const VARIABLES = new RegExp(VARIABLE, 'g');

/** Needs no quotes in a POSIX shell. */
const PLAIN = /^[\w@%+:,./-]+$/;

/**
 * A line for a POSIX shell that sends a message again. Secrets stand in it as `${VARIABLE}`, which
 * the shell fills in from the user's environment; everything else arrives at curl character by character.
 */
export function curlLine(sent: SentRequest): string {
  const headers = Object.entries(sent.headers);
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  const args = ['-i'];
  // square brackets and braces in a URL are patterns to curl unless told otherwise
  if (/[[\]{}]/.test(sent.url.replace(VARIABLES, ''))) args.push('--globoff');
  if (names.has('accept-encoding')) args.push('--compressed');
  if (sent.method === 'HEAD') args.push('--head');
  else if (sent.method !== 'GET' || sent.body !== undefined) args.push('-X', quote(sent.method));
  for (const [name, value] of headers) {
    // curl sends a header without a value only if it is written with a semicolon
    if (!LEFT_OUT.has(name.toLowerCase())) args.push('-H', quote(value === '' ? `${name};` : `${name}: ${value}`));
  }
  if (sent.body !== undefined) {
    // or curl would say that it is a form
    if (!names.has('content-type')) args.push('-H', quote('Content-Type:'));
    args.push('--data-raw', quote(sent.body));
  }
  return `curl ${[...args, quote(sent.url)].join(' ')}`;
}

/** One word for a POSIX shell: bare, in single quotes, or in double quotes where a variable has to be filled in. */
export function quote(text: string): string {
  if (PLAIN.test(text)) return text;
  if (!VARIABLE.test(text)) return `'${text.replaceAll("'", `'\\''`)}'`;
  let word = '';
  let from = 0;
  for (const { 0: variable, index } of text.matchAll(VARIABLES)) {
    word += escaped(text.slice(from, index)) + variable;
    from = index + variable.length;
  }
  return `"${word}${escaped(text.slice(from))}"`;
}

/** Text within double quotes. An interactive shell gives `!` a meaning there that no backslash takes away. */
function escaped(text: string): string {
  return text.replaceAll(/[\\"`$]/g, '\\$&').replaceAll('!', `"'!'"`);
}
