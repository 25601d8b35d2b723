import type { Body } from '../exchange.ts';
import type { Excerpt } from './report-model.ts';

/** Characters of a body that a report shows; the evidence holds all of it. */
export const EXCERPT_LENGTH = 8192;

/** The beginning of a body that was sent. */
export function excerptOfText(text: string): Excerpt {
  return { ...beginningOf(text), bytes: new TextEncoder().encode(text).length };
}

/** The beginning of a reply's body, JSON indented; `undefined` where it was empty. */
export function excerptOfBody(body: Body): Excerpt | undefined {
  if (body.kind === 'empty') return undefined;
  if (body.kind === 'json') return { ...beginningOf(JSON.stringify(body.value, null, 2)), bytes: body.bytes };
  const { text, cut } = beginningOf(body.text);
  return { text, bytes: body.bytes, cut: cut || body.bytes > new TextEncoder().encode(body.text).length, problem: body.error };
}

function beginningOf(text: string): { text: string; cut: boolean } {
  if (text.length <= EXCERPT_LENGTH) return { text, cut: false };
  const last = text.charCodeAt(EXCERPT_LENGTH - 1);
  // a surrogate pair is not torn apart: half of one is no character in XML or UTF-8
  const end = last >= 0xd800 && last <= 0xdbff ? EXCERPT_LENGTH - 1 : EXCERPT_LENGTH;
  return { text: text.slice(0, end), cut: true };
}
