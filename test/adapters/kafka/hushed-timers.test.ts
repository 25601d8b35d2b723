import { afterEach, expect, test } from 'vitest';
import { hushTimers } from '../../../src/adapters/kafka/hushed-timers.ts';

const heard: string[] = [];
const listen = (warning: Error) => void heard.push(warning.name);
process.on('warning', listen);
afterEach(() => process.off('warning', listen));

test('of the warnings of Node only that of negative timers is kept back', async () => {
  hushTimers();
  hushTimers();
  process.emitWarning('-1 is a negative number.', 'TimeoutNegativeWarning');
  process.emitWarning('-1 is a negative number.', { type: 'TimeoutNegativeWarning' });
  process.emitWarning('something else', 'TestWarning');
  process.emitWarning('something else', { type: 'OptionWarning' });
  process.emitWarning(new RangeError('as an error'));
  await new Promise((resolve) => setImmediate(resolve));
  expect(heard).toEqual(['TestWarning', 'OptionWarning', 'RangeError']);
});
