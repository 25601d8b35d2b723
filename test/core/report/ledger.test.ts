import { expect, it } from 'vitest';
import type { CheckResult, StepFinished } from '../../../src/core/event.ts';
import { openLedger } from '../../../src/core/report/ledger.ts';

const KINDS = new Map([
  ['notification.PartyAccountStateChangeNotification', { kind: 'notification' }],
  ['status.GET', { kind: 'status' }],
] as const);

function aStep(resource: string, checks: readonly Partial<CheckResult>[], reason?: string): StepFinished {
  const whole = checks.map(
    (check): CheckResult => ({ check: 'notified', requirements: [], verdict: 'pass', findings: [], ...check }),
  );
  const place = { scenario: 'NOTIFY', resource, phase: 'steps', step: 's', title: 't' } as const;
  return {
    event: 'step-finished',
    ...place,
    verdict: 'pass',
    checks: whole,
    exchanges: [],
    ...(reason !== undefined && { reason }),
  };
}

it('holds what was due, with what came, and last at each resource what came besides', () => {
  const ledger = openLedger(() => KINDS);
  const onTime = { notification: 'n1', name: 'A', delayMs: 3, as: 'on-time' } as const;
  const stray = { notification: 'n2', name: 'B', as: 'false' } as const;
  ledger.add(aStep('PartyAccount', [{ check: 'truthful', verdict: 'fail', account: { arrivals: [stray] } }]));
  ledger.add(aStep('BillingAccount', [{ account: { expected: 'C', arrivals: [] }, verdict: 'fail' }]));
  ledger.add(
    aStep('PartyAccount', [{ account: { expected: 'A', arrivals: [onTime] } }, { check: 'silent', account: { arrivals: [] } }]),
  );
  ledger.add(aStep('PartyAccount', [{ check: 'status' }]));
  expect(ledger.entries()).toEqual([
    { resource: 'BillingAccount', verdict: 'fail', expected: 'C', arrivals: [] },
    { resource: 'PartyAccount', verdict: 'pass', expected: 'A', arrivals: [onTime] },
    { resource: 'PartyAccount', verdict: 'fail', arrivals: [stray] },
  ]);
});

it('says why where the step did not run, and why not where it did', () => {
  const ledger = openLedger(() => KINDS);
  const requirements = ['status.GET', 'notification.PartyAccountStateChangeNotification'];
  ledger.add(aStep('PartyAccount', [{ requirements, verdict: 'skipped' }], 'no address'));
  const missing = { code: 'notification.missing', kind: 'violation', expected: 'A' } as const;
  ledger.add(aStep('PartyAccount', [{ verdict: 'fail', findings: [missing], account: { expected: 'A', arrivals: [] } }]));
  expect(ledger.entries()).toMatchObject([
    { expected: 'PartyAccountStateChangeNotification', verdict: 'skipped', reason: 'no address' },
    { expected: 'A', reason: 'A did not arrive.' },
  ]);
});

it('is empty where nothing was about notifications', () => {
  const ledger = openLedger(() => KINDS);
  ledger.add(aStep('PartyAccount', [{ check: 'status' }]));
  expect(ledger.entries()).toEqual([]);
});
