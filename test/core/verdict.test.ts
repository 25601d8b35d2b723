import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../src/core/engine/conclude.ts';
import { verdictOf } from '../../src/core/finding.ts';
import { type Verdict, worst } from '../../src/core/verdict.ts';

describe('worst', () => {
  it.each<[Verdict[], Verdict]>([
    [['pass', 'error', 'fail'], 'error'],
    [['pass', 'fail', 'inconclusive'], 'fail'],
    [['blocked', 'inconclusive', 'pass'], 'inconclusive'],
    [['pass', 'blocked'], 'blocked'],
    [['skipped', 'pass'], 'pass'],
    [['skipped'], 'skipped'],
    [[], 'skipped'],
  ])('%j is %s', (verdicts, expected) => {
    expect(worst(verdicts)).toBe(expected);
  });
});

describe('verdictOf', () => {
  const finding = (kind: 'violation' | 'undecided' | 'remark') => ({ code: 'status.unexpected', kind }) as const;

  it('passes with remarks only, and takes the worst otherwise', () => {
    expect(verdictOf([])).toBe('pass');
    expect(verdictOf([finding('remark')])).toBe('pass');
    expect(verdictOf([finding('remark'), finding('undecided')])).toBe('inconclusive');
    expect(verdictOf([finding('undecided'), finding('violation')])).toBe('fail');
  });
});

describe('exitCodeOf', () => {
  const of = (...words: ('conformant' | 'nonconformant' | 'undetermined')[]) =>
    words.map((conclusion) => ({ scope: 'connect', partial: false, conclusion, because: [] }) as const);

  it('is the first that applies', () => {
    expect(exitCodeOf(of('conformant', 'conformant'), false)).toBe(0);
    expect(exitCodeOf(of('conformant', 'nonconformant', 'undetermined'), false)).toBe(1);
    expect(exitCodeOf(of('conformant', 'undetermined'), false)).toBe(2);
    expect(exitCodeOf(of('nonconformant'), true)).toBe(70);
    expect(exitCodeOf([], false)).toBe(2);
  });
});
