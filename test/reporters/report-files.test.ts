import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createReportFiles, OutputError } from '../../src/reporters/report-files.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'ctk-out-'));

function errorOf(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('report files', () => {
  it('make the folder and its parents, and leave nothing in it', () => {
    const out = join(folder(), 'a', 'b');
    createReportFiles(out).close();
    expect(readdirSync(out)).toEqual([]);
  });

  it('replace a file as a whole', async () => {
    const out = folder();
    writeFileSync(join(out, 'report.json'), 'old and longer');
    const files = createReportFiles(out);
    await files.write('report.json', 'new');
    expect(readFileSync(join(out, 'report.json'), 'utf8')).toBe('new');
    expect(readdirSync(out)).toEqual(['report.json']);
  });

  it('append at once, to a file that starts empty', () => {
    const out = folder();
    writeFileSync(join(out, 'evidence.ndjson'), 'of an earlier run\n');
    const files = createReportFiles(out);
    files.append('evidence.ndjson', 'one\n');
    files.append('evidence.ndjson', 'two\n');
    expect(readFileSync(join(out, 'evidence.ndjson'), 'utf8')).toBe('one\ntwo\n');
    files.close();
  });

  it('store a text once under its digest', () => {
    const out = folder();
    const files = createReportFiles(out);
    const path = files.store('abc');
    expect(path).toBe('bodies/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(files.store('abc')).toBe(path);
    expect(readFileSync(join(out, path), 'utf8')).toBe('abc');
    expect(readdirSync(join(out, 'bodies'))).toHaveLength(1);
  });

  it('are refused where a file stands in the place of the folder', () => {
    const out = join(folder(), 'ctk-report');
    writeFileSync(out, '');
    const error = errorOf(() => createReportFiles(out));
    expect(error).toBeInstanceOf(OutputError);
    expect(error).toMatchObject({ path: out, cause: { code: 'EEXIST' } });
    expect(String(error)).toBe(
      `OutputError: Cannot write to ${out}: a file of that name stands in the way. Name another folder with --out, or make this one writable.`,
    );
  });

  it.runIf(existsSync('/proc/self'))('are refused where the system knows no new folders', () => {
    expect(errorOf(() => createReportFiles('/proc/ctk/report'))).toBeInstanceOf(OutputError);
  });

  it('are refused below a regular file', () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    const error = errorOf(() => createReportFiles(join(file, 'deep', 'out')));
    expect(error).toMatchObject({ name: 'OutputError', path: join(file, 'deep', 'out'), cause: { code: 'ENOTDIR' } });
    expect(String(error)).toContain('a part of the path is a file, not a folder');
  });

  it('name the file that cannot be written later, and leave no temporary one', async () => {
    const out = folder();
    const files = createReportFiles(out);
    mkdirSync(join(out, 'report.json', 'in-the-way'), { recursive: true });
    await expect(files.write('report.json', 'x')).rejects.toMatchObject({ name: 'OutputError', path: join(out, 'report.json') });
    expect(readdirSync(out)).toEqual(['report.json']);
    mkdirSync(join(out, 'evidence.ndjson'));
    expect(errorOf(() => files.append('evidence.ndjson', 'x'))).toMatchObject({ path: join(out, 'evidence.ndjson') });
    writeFileSync(join(out, 'bodies'), '');
    expect(errorOf(() => files.store('x'))).toBeInstanceOf(OutputError);
    expect(existsSync(join(out, 'bodies', 'x'))).toBe(false);
  });
});
