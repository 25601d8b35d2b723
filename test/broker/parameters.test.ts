import { describe, expect, test } from 'vitest';
import { readParameters } from '../../scripts/broker/parameters.mjs';

describe('the command line of the broker', () => {
  test('gives settings to the broker, and the rest to the program of `run`', () => {
    const line = 'run --version 3.9.2 --port 9092 --partitions 3 --rebalance-delay 3000 --auto-create npx vitest run --port 1';
    expect(readParameters(line.split(' '))).toEqual({
      command: 'run',
      help: false,
      settings: { version: '3.9.2', port: 9092, partitions: 3, rebalanceDelay: 3000, autoCreate: true },
      program: ['npx', 'vitest', 'run', '--port', '1'],
    });
  });

  test('leaves what it does not name to the defaults', () => {
    expect(readParameters(['start'])).toEqual({ command: 'start', help: false, settings: {}, program: [] });
  });

  test.each([
    ['start --port 0', '--port must be a whole number from 1 to 65535, not "0"'],
    ['start --partitions many', '--partitions must be a whole number from 1 to 1000, not "many"'],
    ['start --rebalance-delay 1.5', '--rebalance-delay must be a whole number from 0 to 600000, not "1.5"'],
    ['stop everything', '"everything" is one word too many'],
    ['start --colour', "Unknown option '--colour'"],
  ])('"%s" is refused', (line, message) => {
    expect(() => readParameters(line.split(' '))).toThrow(message);
  });
});
