import type { OtherReading, Reading, RunEvent } from '../../src/core/event.ts';
import { aRun } from './events.ts';

/** AMB-R11 as it is read by default; AMB-R06 and AMB-R49, which no check asks for; AMB-R24, which has no other option. */
export const READINGS: readonly Reading[] = [
  {
    ruling: 'AMB-R06',
    title: 'Account balance',
    option: 'default',
    meaning: 'as printed',
    options: ['default', 'nonPatchable'],
  },
  { ruling: 'AMB-R11', title: 'Location of a creation', option: 'default', meaning: 'a header', options: ['default', 'literal'] },
  { ruling: 'AMB-R24', title: 'Additional attributes', option: 'default', meaning: 'declared', options: ['default'] },
  { ruling: 'AMB-R49', title: 'Redirects', option: 'default', meaning: 'up to three', options: ['default', 'none'] },
];

const OTHERS: readonly OtherReading[] = [
  {
    ruling: 'AMB-R06',
    option: 'nonPatchable',
    demanded: [{ requirement: 'patch.non-patchable.accountBalance', resources: ['FinancialAccount'] }],
    dropped: [{ requirement: 'patch.patchable.accountBalance', resources: ['FinancialAccount'] }],
    otherRequests: true,
  },
  { ruling: 'AMB-R49', option: 'none', demanded: [], dropped: [], otherRequests: true },
];

/** A run whose verdict on the Location of creations hangs on AMB-R11, at these resources. */
export function aRunThatHangs(resources: readonly string[] = ['PartyAccount', 'FinancialAccount']): RunEvent[] {
  return aRun({ resources, readings: READINGS }).map((event): RunEvent => {
    if (event.event === 'run-started') return { ...event, otherReadings: OTHERS };
    if (event.event !== 'run-finished') return event;
    const requirements = event.requirements.map((result) =>
      result.requirement === 'TC_N1.create.location'
        ? { ...result, flips: [{ ruling: 'AMB-R11', option: 'literal', verdict: 'fail' as const, steps: ['TC_N1/create'] }] }
        : result,
    );
    return { ...event, askedRulings: ['AMB-R11'], requirements };
  });
}
