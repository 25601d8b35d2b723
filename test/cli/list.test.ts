import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../src/checks/index.ts';
import { FAULTS } from '../../src/reference/faults.ts';
import { ctk } from '../support/cli.ts';

describe('ctk list', () => {
  it('shows requirements with level, clause and applicability', async () => {
    const { out, code } = await ctk(['list', 'requirements']);
    expect(code).toBe(0);
    expect(out).toMatch(/^TC_N1\.create\.location\s+MUST\s+connect\s+7\s.*TC_Trou_N1/m);
    expect(out).toMatch(/^patch\.admin-only\s+MUST\s+profile\s+4\s/m);
    const items = JSON.parse((await ctk(['list', 'requirements', '--json'])).out);
    expect(items).toHaveLength(186);
    expect(items.find(({ id }: { id: string }) => id === 'attribute.href').clauses.BillFormat).toContain('Bill Format');
  });

  it.each([
    ['profiles', 'tmf666b-1.1.0', 1],
    ['scenarios', 'TC_Trou_N1', 6],
    ['checks', 'stores-nothing', Object.keys(CHECKS).length],
    ['faults', 'fields-ignored', Object.keys(FAULTS).length],
  ])('shows %s', async (what, word, count) => {
    expect((await ctk(['list', what])).out).toContain(word);
    expect(JSON.parse((await ctk(['list', what, '--json'])).out)).toHaveLength(count);
  });

  it('offers of rulings only the options that this kit applies', async () => {
    const items = JSON.parse((await ctk(['list', 'rulings', '--json'])).out) as { id: string; options: object }[];
    const options = (id: string) => Object.keys(items.find((item) => item.id === id)?.options ?? {});
    expect(options('AMB-R19')).toEqual(['default', 'strict', 'idHrefRequired']);
    expect(options('AMB-R02')).toEqual(['default']);
  });

  it('suggests the near word', async () => {
    const { code, err } = await ctk(['list', 'rquirements']);
    expect(code).toBe(3);
    expect(err).toContain('did you mean requirements?');
  });
});
