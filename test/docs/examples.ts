import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CodeBlock } from './documents.ts';
import { codeBlocks, DOCUMENTS } from './documents.ts';

const FORMAT = /^format: ctk-(\w+)\//m;

/** The examples in one of the kit's own formats. */
export const EXAMPLES: readonly (CodeBlock & { readonly format: string })[] = DOCUMENTS.flatMap(codeBlocks).flatMap((block) => {
  const format = FORMAT.exec(block.code)?.[1];
  return block.language === 'yaml' && format !== undefined ? [{ ...block, format }] : [];
});

/** What the secrets of an example refer to in the environment. */
export function environmentOf(code: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...code.matchAll(/env: (\w+)/g)].map(([, name = '']) => [name, 'a value of the environment']));
}

/** Writes an example into a folder, and the files that it refers to beside it; returns its path. */
export function writeExample(code: string, name: string, folder: string): string {
  const write = (file: string, text: string) => {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
    return target;
  };
  for (const [, file = ''] of code.matchAll(/(?:file|ca|cert|key): ([\w./-]+\/[\w.-]+)/g)) {
    write(file, '-----BEGIN EXAMPLE-----\n'.slice(0, /\.(pem|key)$/.test(file) ? undefined : 10));
  }
  return write(name, code);
}
