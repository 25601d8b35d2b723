import type { Report } from '../../core/report/report-model.ts';
import { EMBEDDED } from '../../core/report/report-words.ts';
import { conclusions } from './conclusions.ts';
import { facts } from './facts.ts';
import { ledger } from './ledger.ts';
import { createLinks } from './links.ts';
import { matrix } from './matrix.ts';
import { notes } from './notes.ts';
import { problems } from './problems.ts';
import { remarks } from './remarks.ts';
import { requirements } from './requirements.ts';
import { scenarios } from './scenarios.ts';
import { STYLE } from './style.ts';
import { html, raw } from './template.ts';

/** No script, nothing from elsewhere: a report may hold anything that a SUT said. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** The whole page, one self-contained file. */
export function pageOf(report: Report): string {
  const { profile, target, kit } = report;
  const links = createLinks(report);
  const subject =
    target.product === undefined ? `System at ${hostOf(target.url)}` : [target.product, target.version].filter(Boolean).join(' ');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="${kit.name} ${kit.version}">
<title>Conformance report: ${subject}, ${profile.document} v${profile.version}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<header>
<p class="kicker">Conformance report · ${profile.document} v${profile.version}</p>
<h1>${target.embedded ? 'Reference implementation of the kit' : subject}</h1>
<p class="lede">against ${profile.title}</p>
</header>
<main>
${conclusions(report, links)}
${target.embedded && html`<p class="callout">${EMBEDDED}</p>`}
${facts(report)}
${matrix(report)}
${problems(report, links)}
${remarks(report, links)}
${ledger(report)}
${scenarios(report, links)}
${requirements(report, links)}
${notes(report, links)}
</main>
<footer><p>${report.disclaimer}</p><p>Run ${report.runId} · ${kit.name} ${kit.version}</p></footer>
</body>
</html>
`.text;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
