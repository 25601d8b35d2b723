import { describe, expect, test } from 'vitest';
import { EXIT } from '../../src/cli/exit-codes.ts';
import { packagePath } from '../../src/cli/kit.ts';
import { ctk, temporaryFolder } from '../support/cli.ts';
import { codeBlocks, codeSpans, DOCUMENTS, tableRows, textOf } from './documents.ts';
import { EXAMPLES, environmentOf, writeExample } from './examples.ts';

const COMMANDS = ['run', 'serve', 'list', 'lint', 'clean', 'doctor'] as const;

/** Long flags in the help of a command. */
const helpFlags = new Map<string, readonly string[]>();
for (const command of COMMANDS) {
  const { out } = await ctk([command, '--help'], { cwd: packagePath('') });
  helpFlags.set(
    command,
    [...out.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, flag = '']) => flag),
  );
}

/** Command lines of `ctk` in blocks and spans: words after the program's name. */
const LINES = DOCUMENTS.flatMap((document) => {
  const shell = codeBlocks(document)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ code }) => code.split('\n'));
  return [...shell, ...codeSpans(document)].flatMap((line) => {
    const call = /(?:^|&& )(?:npx )?(?:ctk|node bin\/ctk\.js) (.+)$/.exec(line.trim())?.[1];
    if (call === undefined || call.startsWith('…')) return [];
    const words = call
      .replace(/(#|\|\|).*$/, '')
      .trim()
      .split(/\s+/);
    return [{ name: `${document.name}: ctk ${words.join(' ')}`, words, document: document.name }];
  });
});

describe('command lines in the documents', () => {
  test('there are some of every command', () => {
    expect(new Set(LINES.map(({ words }) => words[0]))).toEqual(new Set([...COMMANDS, '--help']));
  });

  test.each(LINES.filter(({ words }) => words[0] !== '--help'))('$name has a command and flags that exist', ({ words }) => {
    const [command = '', ...rest] = words;
    const known = helpFlags.get(command);
    expect(known, `ctk ${command}`).toBeDefined();
    const flags = rest.filter((word) => word.startsWith('--')).map((word) => word.split('=')[0] ?? '');
    expect(flags.filter((flag) => known?.includes(flag) !== true)).toEqual([]);
  });

  const runnable = LINES.filter(({ words }) => words[0] === 'run' && !words.includes('--help'));
  test.each(runnable)('$name can be planned', async ({ words, document }) => {
    const cwd = temporaryFolder();
    const scenario = EXAMPLES.find(({ format }) => format === 'scenario');
    writeExample(scenario?.code ?? '', 'search-by-name.yaml', cwd);
    const config = EXAMPLES.find((example) => example.format === 'config' && example.document === document);
    if (words.includes('--config')) writeExample(config?.code ?? '', 'ctk.config.yaml', cwd);
    const { code, err } = await ctk([...words, '--dry-run'], { cwd, env: environmentOf(config?.code ?? '') });
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  test.each(LINES.filter(({ words }) => words[0] === 'list' && words.length > 1))('$name works', async ({ words }) => {
    expect((await ctk(words)).code).toBe(0);
  });

  test('faults to serve exist', async () => {
    const { FAULTS } = await import('../../src/reference/faults.ts');
    const named = LINES.flatMap(({ words }) => (words.includes('--fault') ? words.slice(words.indexOf('--fault') + 1) : []));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((fault) => !Object.hasOwn(FAULTS, fault.split('@')[0] ?? ''))).toEqual([]);
  });
});

describe('flags', () => {
  test('every flag that a document names exists', () => {
    const known = new Set([...helpFlags.values()].flat().concat('--help', '--version'));
    const named = DOCUMENTS.flatMap((document) => codeSpans(document).flatMap((span) => /^--[a-z-]+/.exec(span) ?? []));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((flag) => !known.has(flag))).toEqual([]);
  });

  test('every flag of ctk run is explained, with its default', async () => {
    const text = textOf('docs/configuration.md');
    const { out } = await ctk(['run', '--help']);
    const flags = helpFlags.get('run')?.filter((flag) => flag !== '--help') ?? [];
    expect(flags.length).toBeGreaterThan(20);
    expect(flags.filter((flag) => !text.includes(`\`${flag}\``) && !text.includes(`\`${flag} `))).toEqual([]);
    const defaults = [...out.replace(/\n {10,}/g, ' ').matchAll(/^ {2}(--[a-z-]+).*\(default: ([\w.-]+)\)/gm)];
    expect(defaults.length).toBeGreaterThan(3);
    for (const [, flag = '', value = ''] of defaults) {
      const row = tableRows(text).find((cells) => cells[1]?.includes(`\`${flag}\``));
      expect(row?.[2]?.replaceAll('`', ''), flag).toBe(value);
    }
  });
});

test.each(['README.md', 'docs/reports.md'])('%s explains every exit code', (name) => {
  const printed = tableRows(textOf(name)).flatMap(([first = '']) => (/^\d+$/.test(first) ? [Number(first)] : []));
  expect(printed.sort((a, b) => a - b)).toEqual(Object.values(EXIT).sort((a, b) => a - b));
});
