import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/core/report/report-model.ts';
import { installPrism, type Prism, startPrism } from '../support/prism.ts';
import { isGroupAlive, isPortFree, type ProcessResult, runProcess } from '../support/processes.ts';

const program = path.resolve(import.meta.dirname, '../../bin/ctk.js');
const accounts = ['PartyAccount', 'BillingAccount', 'SettlementAccount'];
const others = ['FinancialAccount', 'BillingCycleSpecification', 'BillFormat', 'BillPresentationMedia'];

describe('a run against a mock server of the public v4 description', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ctk-prism-'));
  let prism: Prism;
  let result: ProcessResult;
  let report: Report;

  beforeAll(async () => {
    await installPrism();
    prism = await startPrism();
    result = await runProcess(process.execPath, [program, 'run', '--scope', 'connect', '--target', prism.url], {
      cwd: folder,
      limitMs: 120_000,
    });
    report = JSON.parse(readFileSync(path.join(folder, 'ctk-report', 'report.json'), 'utf8'));
  }, 420_000);

  afterAll(async () => {
    await prism?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('ends by itself with exit code 1 and no word on standard error', () => {
    expect(result).toMatchObject({ code: 1, err: '' });
  });

  test('concludes nonconformant, with a verdict for every scenario at every resource', () => {
    expect(report.conclusions).toMatchObject([{ scope: 'connect', partial: false, conclusion: 'nonconformant' }]);
    expect(report.ended).toBeUndefined();
    expect(report.matrix.rows.flatMap(({ cells }) => cells.map(({ verdict }) => verdict))).toHaveLength(42);
    expect(report.counts.scenarios).toMatchObject({ error: 0, 'not run': 0 });
  });

  test('names each requirement that failed, and where', () => {
    expect(failedRequirements()).toMatchObject({
      'TC_N1.create.status': accounts,
      'TC_N1.create.location': others,
      'TC_N1.create.match': others,
      'TC_E1.status': [...accounts, ...others],
    });
  });

  test('does not hold against the target what follows from an earlier refusal', () => {
    const blocked = report.scenarios.filter(({ verdict }) => verdict === 'blocked');
    expect(new Set(blocked.map(({ scenario }) => scenario))).toEqual(new Set(['TC_N3', 'TC_N4']));
    for (const scenario of blocked) expect(scenario.why).toMatch(/needs|refused|did not pass/);
  });

  test.each([
    ['a creation that asks for more', /The creation was refused with status 4\d\d instead of 201\./],
    ['what to do about it', /name them under `additionalMandatory` in\s+the configuration/],
    ['an unknown identifier that is found', /The status is 200, not 404\./],
    ['a creation without address', /The reply to the creation has no Location header\./],
    ['an answer that is not what was sent', /name is "string", not "MyAccount-\w+"/],
  ])('says in a sentence: %s', (_, sentence) => {
    expect(result.out).toMatch(sentence);
    expect(sentencesOf(report)).toMatch(sentence);
  });

  test('shows for every failure the clause, the requirement in words and how to repeat it', () => {
    const failures = result.out.split(/^\d+\. FAIL /m).slice(1);
    expect(failures.length).toBeGreaterThanOrEqual(4);
    for (const failure of failures) {
      expect(failure).toMatch(/^ {2}requirement {2}[A-Z]/m);
      expect(failure).toMatch(/^ {2}clause {2,}TC_Trou_/m);
      expect(failure).toContain(`${prism.url}/`);
      expect(failure).toMatch(/^ {2}repeat: +curl /m);
    }
    expect(result.out).not.toMatch(/\n {4}at .+:\d+:\d+/);
  });

  test('leaves no process, no file beside its reports and no connection behind', async () => {
    expect(isGroupAlive(result.group)).toBe(false);
    expect(readdirSync(folder)).toEqual(['ctk-report']);
    expect(readdirSync(path.join(folder, 'ctk-report')).sort()).toEqual([
      'evidence.ndjson',
      'junit.xml',
      'report.html',
      'report.json',
    ]);
    await prism.stop();
    expect(await isPortFree(prism.port)).toBe(true);
  });

  function failedRequirements(): Record<string, readonly string[]> {
    const failed = report.requirements.map(({ id, results }) => {
      const resources = results.filter(({ status }) => status === 'fail').map(({ resource }) => resource);
      return [id, resources] as const;
    });
    return Object.fromEntries(failed.filter(([, resources]) => resources.length > 0));
  }
});

/** Every sentence and hint of a report, one a line. */
function sentencesOf(report: Report): string {
  const findings = report.scenarios.flatMap(({ steps }) =>
    steps.flatMap(({ checks }) => checks.flatMap((check) => check.findings)),
  );
  return findings.flatMap(({ sentence, hint }) => (hint === undefined ? [sentence] : [sentence, hint])).join('\n');
}
