import type { Report } from '../../core/report/report-model.ts';
import { DERIVED, EMBEDDED } from '../../core/report/report-words.ts';
import { conclusions } from './conclusions.ts';
import { documentOf } from './document.ts';
import { facts } from './facts.ts';
import { ledger } from './ledger.ts';
import { createLinks } from './links.ts';
import { matrix } from './matrix.ts';
import { notes } from './notes.ts';
import { problems } from './problems.ts';
import { remarks } from './remarks.ts';
import { requirements } from './requirements.ts';
import { scenarios } from './scenarios.ts';
import { strays } from './strays.ts';
import { html } from './template.ts';

/** The whole page, one self-contained file. */
export function pageOf(report: Report): string {
  const { profile, target, kit } = report;
  const links = createLinks(report);
  const subject =
    target.product === undefined ? `System at ${hostOf(target.url)}` : [target.product, target.version].filter(Boolean).join(' ');
  return documentOf({
    title: `Conformance report: ${subject}, ${profile.document} v${profile.version}`,
    kit,
    header: html`<p class="kicker">Conformance report · ${profile.document} v${profile.version}${profile.derivedFrom !== undefined && ' · derived profile'}</p>
<h1>${target.embedded ? 'Reference implementation of the kit' : subject}</h1>
<p class="lede">against ${profile.title}</p>`,
    main: html`${conclusions(report, links)}
${target.embedded && html`<p class="callout">${EMBEDDED}</p>`}
${profile.derivedFrom !== undefined && html`<p class="callout"><strong>${DERIVED}</strong> ${profile.derivedFrom}</p>`}
${facts(report)}
${matrix(report)}
${problems(report, links)}
${remarks(report, links)}
${ledger(report)}
${strays(report)}
${scenarios(report, links)}
${requirements(report, links)}
${notes(report, links)}`,
    footer: html`<p>${report.disclaimer}</p><p>Run ${report.runId} · ${kit.name} ${kit.version}</p>`,
  }).text;
}

function hostOf(url: string): string {
  // several brokers are no URL
  return URL.canParse(url) ? new URL(url).host : url.replace('kafka://', '');
}
