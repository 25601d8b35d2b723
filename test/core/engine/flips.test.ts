import { describe, expect, it } from 'vitest';
import { flipsOf } from '../../../src/core/engine/flips.ts';
import { tallyRequirements } from '../../../src/core/engine/requirement-results.ts';
import type { Rereading } from '../../../src/core/event.ts';
import type { Requirement } from '../../../src/core/requirement.ts';
import { aFinishedStep } from '../../support/steps.ts';

const under = (option: string, verdict: Rereading['verdict']): Rereading => ({ ruling: 'AMB-1', option, verdict });

describe('flipsOf', () => {
  it('weighs all checks of a requirement under the other option, and names the steps that differ', () => {
    expect(
      flipsOf(
        [
          { step: 'S/a', verdict: 'pass', rereadings: [under('literal', 'fail')] },
          { step: 'S/a', verdict: 'pass', rereadings: [under('literal', 'fail')] },
          { step: 'S/b', verdict: 'pass' },
        ],
        'pass',
      ),
    ).toEqual([{ ruling: 'AMB-1', option: 'literal', verdict: 'fail', steps: ['S/a'] }]);
  });

  it('is silent where another check decides either way', () => {
    const failing = { step: 'S/b', verdict: 'fail' } as const;
    expect(flipsOf([{ step: 'S/a', verdict: 'pass', rereadings: [under('literal', 'fail')] }, failing], 'fail')).toEqual([]);
    expect(flipsOf([{ step: 'S/a', verdict: 'fail', rereadings: [under('literal', 'pass')] }, failing], 'fail')).toEqual([]);
  });

  it('tells each option apart', () => {
    const rereadings = [under('literal', 'fail'), under('tolerant', 'inconclusive')];
    expect(
      flipsOf([{ step: 'S/a', verdict: 'pass', rereadings }], 'pass').map(({ option, verdict }) => [option, verdict]),
    ).toEqual([
      ['literal', 'fail'],
      ['tolerant', 'inconclusive'],
    ]);
  });
});

it('a requirement says how its verdict would flip', () => {
  const requirement = { id: 'r', clauses: { BillFormat: 'x' } } as unknown as Requirement;
  const tally = tallyRequirements();
  tally.add(aFinishedStep('a', 'pass', [{ requirements: ['r'], verdict: 'pass', rereadings: [under('literal', 'fail')] }]));
  expect(tally.results([requirement], ['BillFormat'])).toMatchObject([
    { verdict: 'pass', flips: [{ ruling: 'AMB-1', option: 'literal', verdict: 'fail', steps: ['S/a'] }] },
  ]);
});
