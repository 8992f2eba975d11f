import { describe, expect, it } from 'vitest';
import { Queue } from '../../src/anonymizer/state/page/queue';

describe('the queue', () => {
  it('runs a few tasks at a time, in order, urgent ones first', async () => {
    const queue = new Queue(2);
    const started: string[] = [];
    const ends: (() => void)[] = [];
    const task = (name: string) => () => {
      started.push(name);
      return new Promise<void>((resolve) => ends.push(resolve));
    };
    const done = ['a', 'b', 'c'].map((name) => queue.add(task(name)));
    done.push(queue.add(task('urgent'), true));
    expect(started).toEqual(['a', 'b']);
    while (ends.length > 0) {
      ends.shift()?.();
      await new Promise((resolve) => setTimeout(resolve));
    }
    await Promise.all(done);
    expect(started).toEqual(['a', 'b', 'urgent', 'c']);
  });

  it('goes on after a task that fails', async () => {
    const queue = new Queue(1);
    await expect(queue.add(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(queue.add(async () => undefined)).resolves.toBeUndefined();
  });
});
