import { describe, expect, it } from 'vitest';
import { createQueue } from '../../../src/core/engine/event-queue.ts';

describe('the event queue', () => {
  it('gives items in order, those that come while waiting too', async () => {
    const queue = createQueue<number>();
    queue.push(1);
    setTimeout(() => {
      queue.push(2);
      queue.push(3);
      queue.end();
    }, 5);
    const seen: number[] = [];
    for await (const item of queue.items()) seen.push(item);
    expect(seen).toEqual([1, 2, 3]);
  });

  it('throws its error after the items that were waiting', async () => {
    const queue = createQueue<number>();
    queue.push(1);
    queue.end(new Error('broken'));
    const seen: number[] = [];
    const read = async () => {
      for await (const item of queue.items()) seen.push(item);
    };
    await expect(read()).rejects.toThrow('broken');
    expect(seen).toEqual([1]);
  });
});
