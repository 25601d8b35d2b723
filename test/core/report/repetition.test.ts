import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/finding.ts';
import { watchRepetition } from '../../../src/core/report/repetition.ts';
import type { Verdict } from '../../../src/core/verdict.ts';
import { aFinding } from '../../support/events.ts';
import { aFinishedStep } from '../../support/steps.ts';

const tolerated = aFinding({ code: 'status.tolerated', kind: 'remark', ruling: 'AMB-R02' });
const different = aFinding({ code: 'value.different' });

/** Which of these steps are news; a step is its name, verdict, finding and resource. */
function news(
  steps: readonly (readonly [step: string, verdict: Verdict, finding?: Finding, resource?: string])[],
): readonly boolean[] {
  const repetition = watchRepetition();
  return steps.map(([step, verdict, finding, resource = 'BillFormat']) =>
    repetition.isNews(aFinishedStep(step, verdict, [{ requirements: ['r'], findings: finding ? [finding] : [] }], { resource })),
  );
}

describe('a step that passes', () => {
  it('is news with the first remark of its kind at its resource', () => {
    expect(
      news([
        ['list', 'pass'],
        ['patch:name', 'pass', tolerated],
        ['rename', 'pass', tolerated],
        ['delete', 'pass', { ...tolerated, ruling: 'AMB-R03' }],
        ['rename', 'pass', tolerated, 'PartyAccount'],
      ]),
    ).toEqual([false, true, false, true, true]);
  });
});

describe('a step that does not pass', () => {
  it('is always news outside of a group', () => {
    expect(news(Array.from({ length: 5 }, () => ['list', 'fail', different] as const))).toEqual(Array(5).fill(true));
  });

  it('is news for three rows of its group, and again where it shows something else', () => {
    expect(
      news([
        ['after:a', 'fail', different],
        ['after:b', 'fail', different],
        ['after:c', 'fail', different],
        ['after:d', 'fail', different],
        ['after:e', 'fail', aFinding({ code: 'list.absent' })],
        ['after:f', 'inconclusive', different],
        ['patch:f', 'fail', different],
        ['after:d', 'fail', different, 'PartyAccount'],
      ]),
    ).toEqual([true, true, true, false, true, true, true, true]);
  });
});
