import { describe, expect, it } from 'vitest';
import { isKafkaTarget, readBrokers } from '../../src/load/broker-list.ts';

describe('readBrokers', () => {
  it.each([
    ['kafka://broker:9092', ['broker:9092']],
    ['KAFKA://a:1,b:65535/', ['a:1', 'b:65535']],
    ['kafka://[::1]:9092,10.0.0.1:9092', ['[::1]:9092', '10.0.0.1:9092']],
    ['kafka://a:1,a:1', ['a:1']],
  ])('%s', (target, brokers) => {
    expect(isKafkaTarget(target)).toBe(true);
    expect(readBrokers(target)).toEqual({ brokers });
  });

  it.each([
    ['kafka://', 'names no broker in ""'],
    ['kafka://a:1,', 'names no broker in ""'],
    ['kafka://a:1/topic', 'names no broker in "a:1/topic"'],
    ['kafka://a:1?x=y', 'names no broker'],
    ['kafka://::1:9092', 'names no broker'],
    ['kafka://a', 'names no port for a'],
    ['kafka://a:0', 'names port 0'],
    ['kafka://a:65536', 'names port 65536'],
  ])('%s is none', (target, problem) => {
    expect(readBrokers(target)).toMatchObject({ problem: expect.stringContaining(problem) });
  });
});
