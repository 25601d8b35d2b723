import { describe, expect, it } from 'vitest';
import type { CheckContext, Judgement } from '../../../src/core/check.ts';
import { recordReadings } from '../../../src/core/engine/reading-record.ts';
import type { FindingKind } from '../../../src/core/finding.ts';
import { aContext } from '../../support/replies.ts';

const OPTIONS = new Map([
  ['AMB-1', ['default', 'literal', 'strict']],
  ['AMB-2', ['default', 'literal']],
]);

const found = (...kinds: FindingKind[]): Judgement => ({
  kind: 'judged',
  findings: kinds.map((kind) => ({ code: 'status.unexpected', kind })),
});

/** What is kept of a judgement that depends on options, under these. */
function rereadings(judge: (context: CheckContext) => Judgement, options: Readonly<Record<string, string>> = {}) {
  return recordReadings(OPTIONS).judge(judge, aContext({ options })).rereadings;
}

describe('recordReadings', () => {
  it('judges under the option in force, and keeps the other options that come to another verdict', () => {
    const judge = ({ option }: CheckContext) => (option('AMB-1') === 'strict' ? found('violation') : found('remark'));
    expect(recordReadings(OPTIONS).judge(judge, aContext()).judgement).toEqual(found('remark'));
    expect(rereadings(judge)).toEqual([{ ruling: 'AMB-1', option: 'strict', verdict: 'fail' }]);
    expect(rereadings(judge, { 'AMB-1': 'strict' })).toEqual([
      { ruling: 'AMB-1', option: 'default', verdict: 'pass' },
      { ruling: 'AMB-1', option: 'literal', verdict: 'pass' },
    ]);
  });

  it('takes remarks that come or go for no difference', () => {
    expect(rereadings(({ option }) => (option('AMB-2') === 'literal' ? found('remark', 'remark') : found()))).toEqual([]);
  });

  it('keeps what would not be judged at all', () => {
    const judge = ({ option }: CheckContext): Judgement =>
      option('AMB-2') === 'literal' ? { kind: 'not-applicable', reason: 'not offered' } : found('undecided');
    expect(rereadings(judge)).toEqual([{ ruling: 'AMB-2', option: 'literal', verdict: 'skipped' }]);
    expect(rereadings(judge, { 'AMB-2': 'literal' })).toEqual([{ ruling: 'AMB-2', option: 'default', verdict: 'inconclusive' }]);
  });

  it('changes one ruling at a time', () => {
    const judge = ({ option }: CheckContext) =>
      option('AMB-1') !== 'default' && option('AMB-2') !== 'default' ? found('violation') : found();
    expect(rereadings(judge)).toEqual([]);
    expect(rereadings(judge, { 'AMB-2': 'literal' })).toEqual([
      { ruling: 'AMB-1', option: 'literal', verdict: 'fail' },
      { ruling: 'AMB-1', option: 'strict', verdict: 'fail' },
    ]);
  });

  it('judges once where nothing is asked for, and notes every ruling that was', () => {
    const record = recordReadings(OPTIONS);
    let times = 0;
    record.judge(() => {
      times += 1;
      return found();
    }, aContext());
    expect([times, ...record.asked]).toEqual([1]);
    record.judge(({ option }) => found(...(option('AMB-9') === 'default' ? [] : (['violation'] as const))), aContext());
    expect([...record.asked]).toEqual(['AMB-9']);
  });
});
