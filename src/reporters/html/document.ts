import { STYLE } from './style.ts';
import { type Fragment, type Html, html, raw } from './template.ts';

/** No script, nothing from elsewhere: a report may hold anything that a SUT said. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** What the frame of a page needs. */
export interface PageFrame {
  readonly title: string;
  readonly kit: { readonly name: string; readonly version: string };
  readonly header: Fragment;
  readonly main: Fragment;
  readonly footer: Fragment;
}

/** One self-contained page: no script, nothing from elsewhere. */
export function documentOf({ title, kit, header, main, footer }: PageFrame): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="${kit.name} ${kit.version}">
<title>${title}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<header>
${header}
</header>
<main>
${main}
</main>
<footer>${footer}</footer>
</body>
</html>
`;
}
