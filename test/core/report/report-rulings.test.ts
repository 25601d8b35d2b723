import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../src/core/event.ts';
import { createReport } from '../../../src/core/report/report.ts';
import type { Report } from '../../../src/core/report/report-model.ts';
import { aFinding, aRun } from '../../support/events.ts';
import { aRunThatHangs, READINGS } from '../../support/readings.ts';

function reportOf(events: readonly RunEvent[]): Report {
  const builder = createReport();
  for (const event of events) builder.add(event);
  return builder.result();
}
const rulingIn = ({ rulings }: Report, id: string) => rulings.find(({ ruling }) => ruling === id);

describe('rulings of a report', () => {
  it('tell verdicts that would be others, at each resource', () => {
    expect(rulingIn(reportOf(aRunThatHangs()), 'AMB-R11')).toMatchObject({
      say: ['asked'],
      option: 'default',
      flips: ['PartyAccount', 'FinancialAccount'].map((resource) => ({
        requirement: 'TC_N1.create.location',
        resource,
        option: 'literal',
        from: 'pass',
        to: 'fail',
        steps: ['TC_N1/create'],
      })),
      otherwise: [],
    });
  });

  it('tell what tables would demand, as far as the run goes', () => {
    expect(rulingIn(reportOf(aRunThatHangs()), 'AMB-R06')).toMatchObject({ say: ['tables'], flips: [] });
    expect(rulingIn(reportOf(aRunThatHangs(['BillFormat'])), 'AMB-R06')).toBeUndefined();
  });

  it('leave out what had no say, unless it is not read by its default', () => {
    expect(reportOf(aRunThatHangs()).rulings.map(({ ruling }) => ruling)).toEqual(['AMB-R06', 'AMB-R11']);
    const readings = READINGS.map((reading) => (reading.ruling === 'AMB-R49' ? { ...reading, option: 'none' } : reading));
    expect(rulingIn(reportOf(aRun({ readings })), 'AMB-R49')).toMatchObject({ option: 'none', say: [] });
  });

  it('have a say where a finding names them, with other options or without', () => {
    const findings = [aFinding({ code: 'status.creation-refused', expected: 201, actual: 400, ruling: 'AMB-R24' })];
    const report = reportOf(
      aRun({ readings: READINGS, deviations: [{ scenario: 'TC_N1', step: 'create', check: 'status', findings }] }),
    );
    expect(rulingIn(report, 'AMB-R24')).toMatchObject({ say: ['finding'], options: ['default'] });
  });

  it('are apart from the readings in force, which name every ruling with a choice', () => {
    expect(reportOf(aRunThatHangs()).readings.map(({ ruling }) => ruling)).toEqual(['AMB-R06', 'AMB-R11', 'AMB-R49']);
  });

  it('are told of a record that broke off, as far as it goes', () => {
    const events = aRunThatHangs().filter(({ event }) => event !== 'run-finished');
    expect(reportOf(events).rulings.map(({ ruling }) => ruling)).toEqual(['AMB-R06']);
  });
});

it('a check of optional requirements only says that it does not count', () => {
  const findings = [aFinding({ code: 'status.unexpected', expected: 200, actual: 500 })];
  const events = aRun({
    resources: ['BillFormat'],
    deviations: [{ scenario: 'TC_N1', step: 'list', check: 'status', findings }],
  });
  const optional = events.map((event) =>
    event.event === 'run-started'
      ? {
          ...event,
          requirements: event.requirements.map((r) => (r.id === 'TC_N1.list.status' ? { ...r, level: 'MAY' as const } : r)),
        }
      : event,
  );
  const checks = ({ scenarios }: Report) => scenarios.flatMap(({ steps }) => steps.flatMap((step) => step.checks));
  expect(checks(reportOf(optional)).filter((check) => check.optional)).toMatchObject([
    { verdict: 'fail', requirements: ['TC_N1.list.status'] },
  ]);
  expect(checks(reportOf(events)).filter((check) => check.optional)).toEqual([]);
});
