import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { wholeProfile } from '../../src/load/extended-profile.ts';
import { readYaml } from '../../src/load/yaml-file.ts';
import { problemsOf, temporaryFolder } from './folder.ts';

const folder = temporaryFolder();

const BASE = `id: base
messages: { clause: x }
tables:
  kept: [1, 2]
  replaced: [1, 2]
  row: { name: a, ruling: AMB-1 }
cases:
  - { id: A, text: one, rulings: [AMB-1, AMB-2] }
  - { id: B, text: two, rulings: [AMB-1] }
rulings:
  - { id: AMB-1, title: first }
  - { id: AMB-2, title: second }
`;

async function whole(own: string) {
  await folder.write('base.yaml', BASE);
  const file = await folder.write('own.yaml', own);
  return wholeProfile(await readYaml(file), async (named) => path.join(folder.path, `${named}.yaml`));
}

describe('wholeProfile', () => {
  it('leaves a profile that extends none as it is', async () => {
    const file = await readYaml(await folder.write('alone.yaml', 'id: alone\n'));
    expect(await wholeProfile(file, async () => expect.fail('nothing is to be found'))).toBe(file);
  });

  it('joins mappings by key and lists by id, takes away what is null, and replaces the rest', async () => {
    const { value } = await whole(`extends: base
id: own
messages: null
tables: { replaced: [3], added: true }
cases:
  - { id: C, text: three }
  - { id: B, text: another two }
`);
    expect(value).toEqual({
      id: 'own',
      tables: { kept: [1, 2], replaced: [3], row: { name: 'a', ruling: 'AMB-1' }, added: true },
      cases: [
        { id: 'A', text: 'one', rulings: ['AMB-1', 'AMB-2'] },
        { id: 'B', text: 'another two', rulings: ['AMB-1'] },
        { id: 'C', text: 'three' },
      ],
      rulings: [
        { id: 'AMB-1', title: 'first' },
        { id: 'AMB-2', title: 'second' },
      ],
    });
  });

  it('omits rulings with everything that cites them', async () => {
    const { value } = await whole('extends: base\nomits: [AMB-1]\n');
    expect(value).toMatchObject({
      tables: { row: { name: 'a' } },
      cases: [
        { id: 'A', rulings: ['AMB-2'] },
        { id: 'B', text: 'two' },
      ],
      rulings: [{ id: 'AMB-2' }],
    });
    expect(JSON.stringify(value)).not.toContain('AMB-1');
  });

  it('tells of each value where it stands, in its own file or in the other one', async () => {
    const { position } = await whole('extends: base\ncases:\n  - { id: C }\n  - { id: B, text: x }\n');
    const at = (...place: (string | number)[]) => {
      const { file, line } = position(place);
      return `${path.basename(file)}:${line}`;
    };
    expect(at('cases', 1, 'text')).toBe('own.yaml:4');
    expect(at('cases', 1, 'rulings', 0)).toBe('base.yaml:9');
    expect(at('cases', 2)).toBe('own.yaml:3');
    expect(at('cases', 0, 'text')).toBe('base.yaml:8');
    expect(at('tables', 'kept', 1)).toBe('base.yaml:4');
  });

  it('has a digest over both files', async () => {
    const [one, other] = [await whole('extends: base\nid: one\n'), await whole('extends: base\nid: two\n')];
    expect(one.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(one.digest).not.toBe(other.digest);
    expect(one.digest).not.toBe((await readYaml(path.join(folder.path, 'base.yaml'))).digest);
  });

  it.each([
    ['extends: 1\n', 'own.yaml:1:10  "extends" must be a text: the profile that this one builds on'],
    ['extends: base\nomits: AMB-1\n', 'own.yaml:2:8  "omits" must be a list of rulings'],
    ['extends: base\nomits: [AMB-1, AMB-9]\n', 'own.yaml:2:16  base has no ruling AMB-9'],
    ['extends: own\n', 'own.yaml:1:10  own extends another profile itself; name that one, and say here what differs'],
  ])('refuses %j', async (own, message) => {
    expect(await problemsOf(whole(own), folder)).toBe(message);
  });
});
