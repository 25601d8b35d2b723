import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatProblem, LoadFailure } from '../../src/load/problem.ts';
import { didYouMean, nearest } from '../../src/load/suggest.ts';

describe('formatProblem', () => {
  it('writes place, message and hint', () => {
    expect(formatProblem({ file: 'a.yaml', line: 12, column: 7, message: 'unknown key "x"', hint: 'Allowed here: y.' })).toBe(
      'a.yaml:12:7  unknown key "x"\n  Allowed here: y.',
    );
    expect(formatProblem({ file: 'a.yaml', message: 'is empty' })).toBe('a.yaml  is empty');
  });

  it('names files below a folder relative to it, others as they are', () => {
    const base = path.resolve('some');
    expect(formatProblem({ file: path.join(base, 'x', 'a.yaml'), message: 'm' }, base)).toBe(`${path.join('x', 'a.yaml')}  m`);
    const other = path.resolve('other', 'a.yaml');
    expect(formatProblem({ file: other, message: 'm' }, base)).toBe(`${other}  m`);
  });

  it('is what the message of a failure consists of', () => {
    const failure = new LoadFailure([
      { file: 'a', message: 'm' },
      { file: 'b', line: 1, column: 2, message: 'n' },
    ]);
    expect(failure.message).toBe('a  m\nb:1:2  n');
  });
});

describe('nearest', () => {
  it.each([
    ['exepct', ['target', 'expect', 'fields'], 'expect'],
    ['tc_n1', ['TC_N1', 'TC_N2'], 'TC_N1'],
    ['PartyAcount', ['PartyAccount', 'BillingAccount'], 'PartyAccount'],
    ['zzz', ['expect', 'id'], undefined],
  ])('of %s', (word, candidates, meant) => {
    expect(nearest(word, candidates)).toBe(meant);
  });

  it('becomes a question, or nothing', () => {
    expect(didYouMean('exepct', ['expect'])).toBe(' – did you mean "expect"?');
    expect(didYouMean('exepct', [])).toBe('');
  });
});
