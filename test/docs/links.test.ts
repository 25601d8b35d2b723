import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { anchors, DOCUMENTS, links, resolveFrom } from './documents.ts';

const isOwn = (target: string) => !/^[a-z]+:/.test(target);

describe.each(DOCUMENTS)('$name', (document) => {
  test('every relative link leads to a file, and to a heading in it', () => {
    const broken = links(document)
      .filter(isOwn)
      .filter((target) => {
        const [file = '', fragment] = target.split('#', 2);
        const found = file === '' ? resolveFrom('', document.name) : resolveFrom(document.name, file);
        if (!existsSync(found)) return true;
        return fragment !== undefined && !anchors(readFileSync(found, 'utf8')).includes(fragment);
      });
    expect(broken).toEqual([]);
  });
});

// every version of the changelog has the same headings
test.each(DOCUMENTS.filter(({ name }) => name !== 'CHANGELOG.md'))('no two headings of $name share an anchor', ({ text }) => {
  const all = anchors(text);
  expect(all.filter((anchor, index) => all.indexOf(anchor) !== index)).toEqual([]);
});

test('the README shows pictures and leads to every page', () => {
  const readme = DOCUMENTS.find(({ name }) => name === 'README.md');
  const targets = readme === undefined ? [] : links(readme);
  expect(targets.filter((target) => /\.(png|svg)$/.test(target))).toHaveLength(2);
  expect(targets).toEqual(expect.arrayContaining(DOCUMENTS.map(({ name }) => name).filter((name) => name !== 'README.md')));
});
