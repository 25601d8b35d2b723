import type { ScenarioVerdict } from '../../core/report/report-model.ts';
import type { RequirementOutcome } from '../../core/report/requirement-report.ts';
import { type Fragment, type Html, html } from './template.ts';

type Word = ScenarioVerdict | RequirementOutcome['status'];

/** A verdict as a word; the colour only repeats it. */
export function verdict(word: Word): Html {
  return html`<span class="verdict ${classOf(word)}">${word}</span>`;
}

/** The style class of a verdict or conclusion. */
export function classOf(word: string): string {
  return `is-${word.replaceAll(' ', '-')}`;
}

/** `2026-01-02 03:04:05 UTC` */
export function time(iso: string): Html {
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC</time>`;
}

/** `340 ms`, `1.2 s`, `2 min 5 s` */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `1 remark`, `3 remarks` */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** An id for a place of the page, from names of the profile. */
export function anchor(...parts: readonly string[]): string {
  return parts.join('--').replace(/[^\w.-]/g, '_');
}

/** A long name that may break where its words begin: `Billing|Cycle|Specification`. */
export function breakable(name: string): Html {
  return html`${name.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[._/])/).map((part, i) => (i === 0 ? part : html`<wbr>${part}`))}`;
}

/** Puts something between the items of a list. */
export function joined(items: readonly Fragment[], between: Fragment): Fragment {
  return items.map((item, i) => (i === 0 ? item : html`${between}${item}`));
}

/** A wide table that scrolls inside its own frame, also by keyboard. */
export function scrolling(label: string, table: Html): Html {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${table}</div>`;
}

/** `BillFormat, PartyAccount`, or `all 7 resources` where that is all of a run. */
export function resourceList(resources: readonly string[], planned: number): string {
  return resources.length === planned && planned > 1 ? `all ${planned} resources` : resources.join(', ');
}

/** A sentence of the kit in which backticks mark what is typed. */
export function prose(text: string): Html {
  return html`${text.split('`').map((part, i) => (i % 2 === 0 ? part : html`<code>${part}</code>`))}`;
}
