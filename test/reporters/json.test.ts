import { describe, expect, it } from 'vitest';
import { createJsonReporter } from '../../src/reporters/json.ts';
import { aRun } from '../support/events.ts';

function memory(): { files: Map<string, string>; sinks: Parameters<typeof createJsonReporter>[0] } {
  const files = new Map<string, string>();
  const write = async (name: string, text: string) => void files.set(name, text);
  return { files, sinks: { files: { write, append: () => {}, store: () => 'bodies/none' } } };
}

describe('the JSON reporter', () => {
  it('writes the report, indented and with a line end, when the run is over', async () => {
    const { files, sinks } = memory();
    const reporter = createJsonReporter(sinks);
    for (const event of aRun()) reporter.onEvent(event);
    expect(files.size).toBe(0);
    await reporter.finish();
    const text = files.get('report.json') ?? '';
    expect(text).toMatch(/^\{\n {2}"format": "ctk-report\/1",\n[\s\S]*\}\n$/);
    expect(JSON.parse(text).counts.scenarios.pass).toBe(42);
  });

  it('writes nothing where no run has started', async () => {
    const { files, sinks } = memory();
    await createJsonReporter(sinks).finish();
    expect(files.size).toBe(0);
  });
});
