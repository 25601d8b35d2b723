import { describe, expect, it } from 'vitest';
import { parsedFrom } from '../../src/load/parsed-file.ts';
import { readYaml } from '../../src/load/yaml-file.ts';
import { problemsOf, temporaryFolder } from './folder.ts';

const folder = temporaryFolder();
const read = async (content: string | Uint8Array) => readYaml(await folder.write('f.yaml', content));
const problems = (content: string | Uint8Array) => problemsOf(read(content), folder);

describe('readYaml', () => {
  it('gives value, digest and the positions of keys and values', async () => {
    const yaml = await read('a:\n  b:   [1, {c: x}]\n');
    expect(yaml.value).toEqual({ a: { b: [1, { c: 'x' }] } });
    expect(yaml.digest).toBe('f9704c79d54c01245c5729d127ce36a22a59f0eae634f76699f437111c966ed3');
    expect(yaml.position(['a', 'b'])).toEqual({ file: yaml.file, line: 2, column: 8 });
    expect(yaml.position(['a', 'b'], 'key')).toMatchObject({ line: 2, column: 3 });
    expect(yaml.position(['a', 'b', 1, 'c'])).toMatchObject({ line: 2, column: 16 });
  });

  it('places what is absent at the nearest thing around it', async () => {
    const yaml = await read('a:\n  b: 1\n');
    expect(yaml.position(['a', 'z', 'y'])).toMatchObject({ line: 2, column: 3 });
    expect(yaml.position([])).toMatchObject({ line: 1, column: 1 });
  });

  it('follows aliases and merge keys to where the value is written', async () => {
    const yaml = await read('base: &b { x: 1 }\nalias: *b\nmerged:\n  <<: *b\n  y: 2\n');
    expect(yaml.value).toEqual({ base: { x: 1 }, alias: { x: 1 }, merged: { x: 1, y: 2 } });
    expect(yaml.position(['alias', 'x'])).toMatchObject({ line: 1, column: 15 });
    expect(yaml.position(['merged', 'x'])).toMatchObject({ line: 1, column: 15 });
  });

  it('reads a byte order mark and Windows line ends', async () => {
    const yaml = await read('\uFEFFa: 1\r\nb: [\r\n  2]\r\n');
    expect(yaml.value).toEqual({ a: 1, b: [2] });
    expect(yaml.position(['b', 0])).toMatchObject({ line: 3, column: 3 });
  });

  it('reads JSON', async () => {
    expect((await read('{"a": [true, null]}')).value).toEqual({ a: [true, null] });
  });

  it.each([
    ['a tab as indentation', 'a:\n\tb: 1\n', /^f\.yaml:2:1 {2}is not well-formed YAML: Tabs are not allowed as indentation/],
    ['a bracket that is left open', 'a: [1, 2\nb: 3\n', /^f\.yaml:2:1 {2}is not well-formed YAML/],
    ['a repeated key', 'a: 1\nb: 2\na: 3\n', /^f\.yaml:3:1 {2}this key is there twice$/],
    ['an undefined alias', 'a: *nobody\n', /^f\.yaml:1:4 {2}there is no anchor &nobody$/],
    ['two documents', 'a: 1\n---\nb: 2\n', /^f\.yaml:2:1 {2}holds more than one document/],
    ['a custom tag', 'a: !run ls\n', /^f\.yaml:1:4 {2}unknown tag: !run – custom tags are not supported$/],
    ['nothing', '', /^f\.yaml {2}is empty$/],
    ['comments only', '# nothing\n', /^f\.yaml {2}is empty$/],
    ['a number that JSON has not', 'a: 1\nb: .nan\n', /^f\.yaml:2:4 {2}is not a value that JSON could hold$/],
    ['binary data', 'a: !!binary aGk=\n', /^f\.yaml:1:13 {2}is not a value that JSON could hold$/],
  ])('refuses %s', async (_, content, expected) => {
    expect(await problems(content)).toMatch(expected);
  });

  it('refuses an alias bomb', async () => {
    const levels = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i}, `.repeat(9)}]`);
    expect(await problems(`l0: &l0 [x]\n${levels.join('\n')}\n`)).toBe('f.yaml  its aliases grow without bound');
  });

  it('refuses what is not UTF-8', async () => {
    expect(await problems(Uint8Array.of(0x61, 0x3a, 0x20, 0xe9, 0x0a))).toContain('f.yaml  is not UTF-8 text');
  });

  it('refuses a file of more than 5 MiB', async () => {
    expect(await problems(`# ${'x'.repeat(5 * 1024 * 1024)}`)).toMatch(/^f\.yaml {2}is larger than 5 MiB/);
  });

  it('says what is wrong with a path', async () => {
    expect(await problemsOf(readYaml(folder.path), folder)).toMatch(/is a folder, not a file$/);
    expect(await problemsOf(readYaml(`${folder.path}/none.yaml`), folder)).toBe('none.yaml  there is no such file');
  });
});

describe('parsedFrom', () => {
  it('keeps the places of every value', async () => {
    expect(parsedFrom(await read('a/b:\n  - x: 1\n'))).toEqual({
      value: { 'a/b': [{ x: 1 }] },
      places: { '': [1, 1, 1, 1], '/a~1b': [1, 1, 2, 3], '/a~1b/0': [2, 5, 2, 5], '/a~1b/0/x': [2, 5, 2, 8] },
    });
  });
});
