import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { listBuiltin, loadProfile } from '../../src/load/profile.ts';
import { readYaml } from '../../src/load/yaml-file.ts';
import { problemsOf, temporaryFolder } from './folder.ts';

const folder = temporaryFolder();
const BUILTIN = path.resolve('profiles');
const FILE = path.join(BUILTIN, 'tmf666b-1.1.0.yaml');

/** A profile of the user's own: the kit's with a change. */
async function own(from: string | RegExp, to: string): Promise<string> {
  const text = await readFile(FILE, 'utf8');
  expect(text).toMatch(from);
  return folder.write('own.yaml', text.replace(from, to));
}

describe('loadProfile', () => {
  it('loads one that comes with the kit by its id', async () => {
    const loaded = await loadProfile('tmf666b-1.1.0', BUILTIN);
    expect(Object.keys(loaded.profile.resources)).toHaveLength(7);
    expect(loaded).toMatchObject({ file: FILE, replySchemas: 'tmf666b-1.1.0' });
    expect(loaded.digest).toBe(
      createHash('sha256')
        .update(await readFile(FILE))
        .digest('hex'),
    );
    expect(loaded.position(['format'])).toMatchObject({ file: FILE, column: 9 });
  });

  it('loads one of the user by its path, with the reply schemas beside it', async () => {
    const file = await own(/^replySchemas: .*$/m, 'replySchemas: mine');
    expect((await loadProfile(file, BUILTIN)).replySchemas).toBe('mine');
    await folder.write('mine/PartyAccount.schema.json', '{}');
    expect((await loadProfile(file, BUILTIN)).replySchemas).toBe(path.join(folder.path, 'mine'));
  });

  it('names the known profiles and the near one', async () => {
    expect(await problemsOf(loadProfile('tmf666b-1.1.1', BUILTIN), folder)).toMatch(
      /^tmf666b-1\.1\.1 {2}there is no such profile – did you mean "tmf666b-1\.1\.0"\?\n {2}Known profiles: .*tmf666b-1\.1\.0.*\. A profile of your own/,
    );
    expect(await problemsOf(loadProfile('./none.yaml', BUILTIN), folder)).toContain('there is no such file');
  });

  it('refuses what breaks the schema', async () => {
    expect(await problemsOf(loadProfile(await own(/^title:/m, 'titel:'), BUILTIN), folder)).toMatch(
      /^own\.yaml:\d+:1 {2}unknown key "titel" – did you mean "title"\?/,
    );
  });

  it('refuses what breaks the rules beyond the schema, with its place', async () => {
    const file = await own(/^ {4}paths: *\n/m, '    paths:\n      Nothing: nothing\n');
    const line = (await readFile(file, 'utf8')).split('\n').indexOf('      Nothing: nothing') + 1;
    expect(await problemsOf(loadProfile(file, BUILTIN), folder)).toContain(
      `own.yaml:${line}:16  Nothing is not among the resources of the profile`,
    );
  });
});

describe('listBuiltin', () => {
  it('lists file names without their ending', async () => {
    await folder.write('profiles/b.yaml', '');
    await folder.write('profiles/a.yaml', '');
    await folder.write('profiles/notes.md', '');
    expect(await listBuiltin(path.join(folder.path, 'profiles'))).toEqual(['a', 'b']);
  });
});

describe('what the build parsed', () => {
  it('is what the YAML says, with the same places', async () => {
    const built = await readYaml(FILE);
    const live = await readYaml(await folder.write('live.yaml', `${await readFile(FILE, 'utf8')}# changed\n`));
    expect(live.digest).not.toBe(built.digest);
    expect(live.value).toEqual(built.value);
    for (const at of [[], ['title'], ['resources', 'PartyAccount', 'create', 'mandatory', 0, 'name'], ['testCases', 'nothing']]) {
      for (const part of ['key', 'value'] as const)
        expect({ ...live.position(at, part), file: FILE }).toEqual(built.position(at, part));
    }
  });
});
