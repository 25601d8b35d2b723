import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { packagePath } from '../../src/cli/kit.ts';
import { codeSpans, textOf } from './documents.ts';

const text = textOf('ARCHITECTURE.md');

test('it is under sixty lines', () => {
  expect(text.trimEnd().split('\n').length).toBeLessThan(60);
});

test('every path that it names exists', () => {
  const paths = codeSpans({ name: 'ARCHITECTURE.md', text })
    .flatMap((span) => span.split(/[^\w./-]+/))
    .filter((word) => /^(bin|src|test|docs|schemas|profiles|scenarios)(\/|$)/.test(word));
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => !existsSync(packagePath(path)))).toEqual([]);
});
