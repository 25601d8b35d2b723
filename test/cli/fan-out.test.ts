import { describe, expect, it } from 'vitest';
import { createFanOut } from '../../src/cli/fan-out.ts';
import type { RunEvent } from '../../src/core/event.ts';
import type { Reporter } from '../../src/reporters/reporter.ts';

const event = { event: 'residue', resource: 'BillFormat', id: '1', reason: 'x' } as RunEvent;

function recorder(): Reporter & { readonly seen: string[] } {
  const seen: string[] = [];
  return {
    seen,
    onEvent: () => void seen.push('event'),
    finish: async () => void seen.push('finish'),
    reportsWritten: (outDir, files) => void seen.push(`${outDir}: ${files.join(',')}`),
  };
}

describe('the fan-out to reporters', () => {
  it('hands everything to each of them', async () => {
    const [a, b] = [recorder(), recorder()];
    const all = createFanOut([a, b], () => undefined);
    all.onEvent(event);
    await all.finish();
    all.reportsWritten('out', ['x.json']);
    expect(a.seen).toEqual(['event', 'finish', 'out: x.json']);
    expect(b.seen).toEqual(a.seen);
  });

  it('goes on with the others when one fails, ends the run, and says so at the end', async () => {
    let ended = 0;
    const good = recorder();
    const full: Reporter = {
      onEvent() {
        throw new Error('no space left');
      },
      finish: async () => undefined,
    };
    const all = createFanOut([full, good], () => {
      ended += 1;
    });
    all.onEvent(event);
    all.onEvent(event);
    expect(ended).toBe(1);
    await expect(all.finish()).rejects.toThrow('no space left');
    expect(good.seen).toEqual(['event', 'event', 'finish']);
  });
});
