import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isReporterName, REPORTERS, type ReporterKind } from '../../src/reporters/index.ts';
import { createReportFiles } from '../../src/reporters/report-files.ts';
import { aRun } from '../support/events.ts';

describe('the registry of reporters', () => {
  it('makes reporters that each write the file it names', async () => {
    const outDir = mkdtempSync(join(tmpdir(), 'ctk-reporters-'));
    const files = createReportFiles(outDir);
    let shown = '';
    const write = (text: string) => {
      shown += text;
    };
    const sinks = { outDir, files, terminal: { write, isTTY: false, columns: 100, colorLevel: 0 } } as const;
    const kinds: readonly ReporterKind[] = Object.values(REPORTERS);
    const reports = kinds.flatMap((kind) => kind.file ?? []);
    const reporters = await Promise.all(kinds.map((kind) => kind.create(sinks, { verbose: false, quiet: false })));
    for (const event of aRun()) for (const reporter of reporters) reporter.onEvent(event);
    for (const reporter of reporters) await reporter.finish();
    files.close();
    expect(readdirSync(outDir).sort()).toEqual([...reports].sort());
    for (const file of reports) expect(statSync(join(outDir, file)).size).toBeGreaterThan(1000);
    expect(readFileSync(join(outDir, 'report.html'), 'utf8')).toContain('conformant');
    expect(shown).toMatch(/conformant/i);
  });

  it('knows its names and no others', () => {
    expect(Object.keys(REPORTERS)).toEqual(['terminal', 'json', 'junit', 'html', 'evidence']);
    expect(isReporterName('html')).toBe(true);
    expect(isReporterName('toString')).toBe(false);
  });
});
