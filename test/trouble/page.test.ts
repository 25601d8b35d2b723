import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readAdvice, readRows } from '../support/trouble-rows.ts';

/** Sections of the page and the file that tests each. */
const TESTED_IN: Readonly<Record<string, string>> = {
  Input: 'input.test.ts',
  Network: 'network.test.ts',
  Bodies: 'bodies.test.ts',
  TLS: 'tls.test.ts',
  Interruption: 'signals.test.ts',
  Notifications: 'notifications.test.ts',
  'Kafka: connection': '../kafka/troubles-connection.test.ts',
  'Kafka: replies': '../kafka/troubles-replies.test.ts',
  'Kafka: in the middle of a run': '../kafka/troubles-midrun.test.ts',
};

it('every section of the page is tested', () => {
  expect([...new Set(readRows().map(({ section }) => section))]).toEqual(Object.keys(TESTED_IN));
  for (const file of Object.values(TESTED_IN)) expect(existsSync(new URL(file, import.meta.url)), file).toBe(true);
});

it('every row has an id of its own and says what to do', () => {
  const ids = readRows().map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(readAdvice()).toEqual(ids);
});

it('every row says all four: verdict, conclusion, exit code and sentence', () => {
  const verdicts = /^(none|all pass|`\w+\/[\w-]+` (pass|fail|inconclusive|blocked|skipped)(; `\w+\/[\w-]+` \w+)*)$/;
  for (const row of readRows()) {
    expect(row.steps, row.id).toMatch(verdicts);
    expect(['none', 'conformant', 'nonconformant', 'undetermined'], row.id).toContain(row.conclusion);
    expect([0, 1, 2, 3], row.id).toContain(row.exit);
    expect(row.sentence, row.id).not.toBe('');
  }
});
