/** The page's style sheet: light and dark, phone and paper. Every verdict colour keeps 4.5:1 on its ground. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #fbfaf7; --sheet: #ffffff; --ink: #1c2024; --quiet: #5b626b; --line: #dedbd3; --code: #f3f1ec; --link: #1d4f91;
  --pass: #1b6b3f; --fail: #b3261e; --inconclusive: #8a5a00; --blocked: #5b626b; --error: #7a2f8f;
  --serif: Charter, 'Bitstream Charter', 'Iowan Old Style', 'Sitka Text', Cambria, Georgia, 'DejaVu Serif', serif;
  --sans: system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif;
  --mono: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'Liberation Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #15181c; --sheet: #1b1f24; --ink: #e4e6e9; --quiet: #9aa3ad; --line: #333a42; --code: #22272d; --link: #8ab4f0;
    --pass: #74c893; --fail: #f28b82; --inconclusive: #e0b35a; --blocked: #9aa3ad; --error: #d49be6;
  }
}
* { box-sizing: border-box; }
html { font: 100%/1.55 var(--sans); background: var(--ground); color: var(--ink); -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 76rem; padding: 2.5rem clamp(1rem, 4vw, 3rem) 4rem; overflow-wrap: break-word; }
h1, h2, h3, h4, p, ul, ol, dl, pre, table { margin: 0; }
h1, h2, h3, .word { font-family: var(--serif); font-weight: 600; line-height: 1.2; text-wrap: balance; }
h1 { font-size: clamp(1.6rem, 1.2rem + 2vw, 2.4rem); }
h2 { font-size: 1.5rem; padding-top: 2.75rem; margin-bottom: .75rem; }
h3 { font-size: 1.12rem; margin: 1.75rem 0 .5rem; }
h4 { font-size: 1rem; font-weight: 600; }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: 1px; }
a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
:target { background: color-mix(in srgb, var(--inconclusive) 12%, transparent); }
code, pre { font-family: var(--mono); font-size: .86em; unicode-bidi: isolate; }
code { overflow-wrap: anywhere; }
pre { background: var(--code); border-radius: 4px; padding: .7rem .9rem; margin: .25rem 0 .75rem; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.45; }
cite { display: block; font-style: normal; color: var(--quiet); font-size: .86rem; line-height: 1.4; }
summary { cursor: pointer; color: var(--quiet); font-size: .92rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.quiet { color: var(--quiet); font-weight: 400; }
.id { font-family: var(--mono); font-size: .84em; overflow-wrap: anywhere; }
.label { font-size: .78rem; font-weight: 600; letter-spacing: .04em; color: var(--quiet); margin-top: .5rem; }
.note { display: block; font-size: .82rem; line-height: 1.4; color: var(--quiet); font-weight: 400; }
.kicker { color: var(--quiet); font-size: .92rem; margin-bottom: .35rem; }
.lede { color: var(--quiet); margin-top: .35rem; }
.is-pass, .is-conformant { --tone: var(--pass); }
.is-fail, .is-nonconformant { --tone: var(--fail); }
.is-inconclusive, .is-undetermined { --tone: var(--inconclusive); }
.is-error { --tone: var(--error); }
.is-blocked, .is-skipped, .is-not-run, .is-not-exercised, .is-not-applicable, .is-not-testable { --tone: var(--blocked); }
.verdict { color: var(--tone); font-weight: 600; white-space: nowrap; }
.conclusion { margin-top: 1.75rem; padding: 1.1rem 1.4rem 1.2rem; background: var(--sheet); border: 1px solid var(--line); border-left: 6px solid var(--tone); border-radius: 4px; }
.conclusion .word { font-size: clamp(1.9rem, 1.4rem + 2.6vw, 3rem); color: var(--tone); margin-bottom: .4rem; }
.conclusion .word::first-letter { text-transform: uppercase; }
.conclusion .word small { font-size: .45em; font-weight: 400; }
.conclusion .scope { color: var(--quiet); font-size: .92rem; }
p.because { margin-top: .8rem; color: var(--quiet); font-size: .92rem; }
ul.because { padding-left: 1.1rem; font-size: .92rem; }
.callout { margin-top: 1rem; padding: .8rem 1.1rem; border: 1px solid var(--line); border-left: 6px solid var(--tone, var(--quiet)); background: var(--sheet); border-radius: 4px; }
.callout h3 { margin-top: 0; }
.callout ul { padding-left: 1.1rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); gap: .9rem 2rem; }
dt { color: var(--quiet); font-size: .82rem; }
dd { margin: 0; overflow-wrap: anywhere; }
.digest { font-family: var(--mono); font-size: .8em; }
.tally { display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; margin-bottom: .75rem; }
.tally span { color: var(--tone); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--quiet); font-size: .82rem; font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 600; }
p + .scroll { margin-top: .6rem; }
ul.why { margin-top: .9rem; padding-left: 1.1rem; font-size: .92rem; }
td.wide { min-width: 14rem; }
.matrix { background: var(--sheet); border: 1px solid var(--line); }
.matrix th, .matrix td { padding: .55rem .7rem; }
.matrix th[scope=row] { min-width: 9rem; }
.matrix .title, .matrix .text { display: block; font-weight: 400; font-size: .86rem; color: var(--quiet); line-height: 1.35; }
.matrix .text { color: var(--ink); }
.matrix td { border-left: 1px solid var(--line); }
.matrix td.is-fail, .matrix td.is-error, .matrix td.is-inconclusive { background: color-mix(in srgb, var(--tone) 8%, transparent); }
.matrix a { color: inherit; }
.matrix td a { text-decoration-color: color-mix(in srgb, var(--tone) 35%, transparent); }
.requirements th[scope=row] { min-width: 20rem; font-family: var(--sans); }
.requirements cite, .requirements summary { font-weight: 400; }
.requirements .stepped > * { border-bottom: 0; }
.requirements .by td { padding-top: 0; border-left: 0; }
.by ul { padding-left: 1.1rem; font-size: .86rem; line-height: 1.5; overflow-wrap: anywhere; }
.statuses { width: auto; }
.statuses .number { text-align: right; padding-left: 1.1rem; }
.statuses tbody th { font-weight: 400; }
.statuses tbody > tr > * { padding-top: .2rem; padding-bottom: .2rem; }
.plain { color: var(--quiet); font-size: .86rem; }
.paper { display: none; }
.level { font-size: .74rem; font-weight: 600; color: var(--quiet); letter-spacing: .03em; margin-left: .3rem; }
.problem { background: var(--sheet); border: 1px solid var(--line); border-left: 6px solid var(--tone); border-radius: 4px; padding: 1rem 1.3rem 1.1rem; margin-top: 1rem; }
.problem h3 { margin: 0 0 .3rem; }
.problem h3 .quiet { font-family: var(--sans); font-size: .86rem; margin-left: .4rem; }
.citation { font-size: .92rem; }
.finding { margin: .7rem 0; }
.finding > p { font-weight: 600; }
.finding dl > div { display: grid; grid-template-columns: 5.2rem 1fr; gap: .2rem .8rem; align-items: baseline; }
.told { margin-top: .2rem; }
.places { font-size: .92rem; color: var(--quiet); margin-top: .6rem; }
.scenario { border-top: 1px solid var(--line); padding: .7rem 0; scroll-margin-top: 1rem; }
.scenario h4 .title { font-weight: 400; }
.scenario h4 .verdict { display: inline-block; min-width: 6.4rem; }
.steps { padding-left: 1.3rem; margin-top: .6rem; }
.steps > li { margin-bottom: 1.1rem; }
.steps > li::marker { color: var(--quiet); font-size: .86rem; }
.step .verdict { margin-right: .35rem; }
.checks { margin: .25rem 0 .4rem; }
.checks th:first-child { width: 7rem; }
.checks th:nth-child(2) { width: 9rem; }
.checks th, .checks td { padding-top: .3rem; padding-bottom: .3rem; }
.exchange { font-size: .92rem; margin-top: .3rem; }
.exchange > summary { color: var(--ink); }
.exchange .quiet { font-size: .86rem; }
footer { margin-top: 3.5rem; padding-top: 1.2rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: .92rem; }
@media (max-width: 40rem) {
  .matrix:not(.requirements) th[scope=row] { position: sticky; left: 0; background: var(--sheet); min-width: 5.2rem; border-right: 1px solid var(--line); }
  .matrix:not(.requirements) .title { display: none; }
  .conclusion, .problem, .callout { padding-left: 1rem; padding-right: 1rem; }
  .requirements thead { display: none; }
  .requirements tr { display: grid; grid-template-columns: 1fr auto; border-bottom: 2px solid var(--line); padding-bottom: .4rem; }
  .requirements th[scope=row] { grid-column: 1 / -1; min-width: 0; border: 0; }
  .requirements td { grid-column: 1 / -1; display: flex; justify-content: space-between; border: 0; padding-top: .1rem; padding-bottom: .1rem; }
  .requirements tr.stepped { border-bottom: 0; padding-bottom: 0; }
  .requirements .by td { display: block; }
  .requirements td.none { display: none; }
  .requirements td[data-resource]::before { content: attr(data-resource); color: var(--quiet); font-size: .86rem; }
  .facts { grid-template-columns: 1fr 1fr; }
  .finding dl > div { grid-template-columns: 4.4rem 1fr; }
}
@media print {
  :root {
    color-scheme: light;
    --ground: #ffffff; --sheet: #ffffff; --ink: #000000; --quiet: #4a4f55; --line: #c8c8c8; --code: #f4f4f4; --link: #000000;
    --pass: #1b6b3f; --fail: #b3261e; --inconclusive: #7a4f00; --blocked: #4a4f55; --error: #7a2f8f;
  }
  @page { margin: 16mm 14mm; }
  html { font-size: 62.5%; }
  body { max-width: none; padding: 0; }
  .scroll { overflow: visible; }
  .requirements th[scope=row], td.wide, .matrix th[scope=row] { min-width: 0; }
  .matrix th, .matrix td { padding: .35rem .4rem; }
  .verdict { white-space: normal; }
  a { text-decoration: none; }
  h2, h3, h4, .label, thead, summary { break-after: avoid; }
  summary { list-style: none; }
  .conclusion, tr { break-inside: avoid; }
  details:not(.fold)::details-content { content-visibility: visible; display: block; block-size: auto; }
  details:not(.fold) > :not(summary) { display: revert; }
  .by, .passed, .told ~ .told ~ .told ~ .told { display: none; }
  .paper { display: block; }
}
`;
