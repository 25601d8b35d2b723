import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packagePath } from '../../src/cli/kit.ts';

/** A Markdown file of the project. */
export interface Document {
  /** From the root of the project, with slashes. */
  readonly name: string;
  readonly text: string;
}

/** A fenced block of code. */
export interface CodeBlock {
  readonly document: string;
  readonly language: string;
  readonly code: string;
}

/** Every text that users read. */
export const DOCUMENTS: readonly Document[] = [
  'README.md',
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  ...readdirSync(packagePath('docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
].map((name) => ({ name, text: readFileSync(packagePath(name), 'utf8') }));

/** The text of one document. */
export function textOf(name: string): string {
  const found = DOCUMENTS.find((document) => document.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found.text;
}

/** The fenced blocks of a document. */
export function codeBlocks({ name, text }: Document): readonly CodeBlock[] {
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language = '', code = '']) => ({
    document: name,
    language,
    code,
  }));
}

/** The spans of code within the lines of a document. */
export function codeSpans({ text }: Document): readonly string[] {
  return [...withoutBlocks(text).matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
}

/** The headings as the fragments by which links reach them. */
export function anchors(text: string): readonly string[] {
  return [...withoutBlocks(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}

/** Links and pictures: where they lead to. */
export function links({ text }: Document): readonly string[] {
  return [...withoutBlocks(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
}

/** The rows of all tables, cells trimmed; separators and heads included. */
export function tableRows(text: string): readonly (readonly string[])[] {
  return [...withoutBlocks(text).matchAll(/^\|(.*)\|$/gm)].map(([, row = '']) => row.split('|').map((cell) => cell.trim()));
}

/** A path that a document refers to, from the root of the project. */
export function resolveFrom(document: string, target: string): string {
  return packagePath(path.posix.join(path.posix.dirname(document), target));
}

function withoutBlocks(text: string): string {
  return text.replace(/^```.*?^```$/gms, '');
}
