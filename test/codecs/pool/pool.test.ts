/** The pool of codec threads: in turn, a few at once, ended when they hang, break or nobody wants the result. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { CodecPool, type CodecThread, type PoolOptions } from '../../../src/codecs/pool/pool';
import type { CodecAnswer, CodecApi } from '../../../src/codecs/pool/worker-api';
import { info } from '../frames';

const SMALL = info({ rows: 10, columns: 10 });
const LARGE = info({ rows: 1000, columns: 1000 });

interface FakeThread extends CodecThread {
  ended: boolean;
  break(): void;
}

/** Threads that do nothing: what a job does is up to the test. */
function fakeThreads() {
  const threads: FakeThread[] = [];
  const start = (): CodecThread => {
    let breakDown = (): void => undefined;
    const broken = new Promise<void>((resolve) => {
      breakDown = resolve;
    });
    const thread: FakeThread = {
      api: {} as CodecApi,
      broken,
      ended: false,
      end: () => (thread.ended = true),
      break: breakDown,
    };
    threads.push(thread);
    return thread;
  };
  return { threads, start };
}

/** Work that the test finishes. */
function task() {
  let finish = (_: CodecAnswer<number>): void => undefined;
  const started = vi.fn();
  const work = (): Promise<CodecAnswer<number>> => {
    started();
    return new Promise((resolve) => {
      finish = resolve;
    });
  };
  return { started, work, done: (value: number) => finish({ ok: true, value }) };
}

function pool(options: Partial<PoolOptions> = {}) {
  const { threads, start } = fakeThreads();
  const made = new CodecPool({ start, size: 2, memory: 1e9, patience: () => 1000, ...options });
  const signal = new AbortController().signal;
  return { threads, signal, run: made.run.bind(made), rest: () => made.rest() };
}

const turn = (): Promise<void> => vi.advanceTimersByTimeAsync(0).then(() => undefined);

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

test('as many frames at once as there may be threads, which are used again', async () => {
  const { threads, signal, run } = pool();
  const tasks = [task(), task(), task()];
  const answers = tasks.map(({ work }) => run(SMALL, signal, work));
  expect(tasks.map(({ started }) => started.mock.calls.length)).toEqual([1, 1, 0]);
  tasks[1].done(2);
  expect(await answers[1]).toEqual({ ok: true, value: 2 });
  await turn();
  expect(tasks[2].started).toHaveBeenCalledOnce();
  expect(threads).toHaveLength(2);
});

test('a frame that needs more memory than there is waits until it is alone', async () => {
  const { signal, run } = pool({ memory: 1_000_000 });
  const [small, large, last] = [task(), task(), task()];
  void run(SMALL, signal, small.work);
  void run(LARGE, signal, large.work);
  void run(SMALL, signal, last.work);
  expect(large.started).not.toHaveBeenCalled();
  small.done(1);
  await turn();
  expect(large.started).toHaveBeenCalledOnce();
  expect(last.started).not.toHaveBeenCalled();
  large.done(2);
  await turn();
  expect(last.started).toHaveBeenCalledOnce();
});

describe('a thread is ended and another takes over', () => {
  test('when a frame takes for ever', async () => {
    const { threads, signal, run } = pool({ size: 1 });
    const next = task();
    const answer = run(SMALL, signal, task().work);
    void run(SMALL, signal, next.work);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await answer).toEqual({ ok: false, error: { code: 'codec-failed', details: { reason: 'timeout' } } });
    expect(threads.map(({ ended }) => ended)).toEqual([true, false]);
    expect(next.started).toHaveBeenCalledOnce();
  });

  test('when it breaks down', async () => {
    const { threads, signal, run } = pool();
    const answer = run(SMALL, signal, task().work);
    threads[0].break();
    expect(await answer).toMatchObject({ ok: false, error: { code: 'codec-failed' } });
    await turn();
    expect(threads[0].ended).toBe(true);
  });

  test('when what it does is cancelled and not ready soon, and only then', async () => {
    const { threads, signal, run } = pool({ size: 2 });
    const cancelled = new AbortController();
    const others = task();
    const [running, other] = [run(SMALL, cancelled.signal, task().work), run(SMALL, signal, others.work)];
    const waiting = run(SMALL, cancelled.signal, task().work);
    cancelled.abort();
    for (const answer of [running, waiting]) expect(await answer).toMatchObject({ error: { code: 'cancelled' } });
    expect(threads.map(({ ended }) => ended)).toEqual([false, false]);
    await vi.advanceTimersByTimeAsync(500);
    expect(threads.map(({ ended }) => ended)).toEqual([true, false]);
    others.done(7);
    expect(await other).toEqual({ ok: true, value: 7 });
  });
});

test('a thread whose job was cancelled is used again if it gets ready soon', async () => {
  const { threads, signal, run } = pool({ size: 1 });
  const cancelled = new AbortController();
  const [unwanted, next] = [task(), task()];
  const answer = run(SMALL, cancelled.signal, unwanted.work);
  cancelled.abort();
  expect(await answer).toMatchObject({ error: { code: 'cancelled' } });
  const later = run(SMALL, signal, next.work);
  expect(next.started).not.toHaveBeenCalled();
  unwanted.done(1);
  await turn();
  next.done(2);
  expect(await later).toEqual({ ok: true, value: 2 });
  await vi.advanceTimersByTimeAsync(500);
  expect(threads.map(({ ended }) => ended)).toEqual([false]);
});

test('a frame that was cancelled takes its memory until its thread is ready, or is ended', async () => {
  const { signal, run } = pool({ memory: 1_000_000 });
  const cancelled = new AbortController();
  const next = task();
  void run(LARGE, cancelled.signal, task().work);
  void run(SMALL, signal, next.work);
  cancelled.abort();
  await turn();
  expect(next.started).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(500);
  expect(next.started).toHaveBeenCalledOnce();
});

test('what was cancelled before is not begun', async () => {
  const { threads, run } = pool();
  const late = task();
  expect(await run(SMALL, AbortSignal.abort(), late.work)).toMatchObject({ error: { code: 'cancelled' } });
  expect(threads).toEqual([]);
});

test('threads with nothing to do end when the pool rests, and others take their place', async () => {
  const { threads, signal, run, rest } = pool();
  const [busy, over, later] = [task(), task(), task()];
  const answers = [busy, over].map(({ work }) => run(SMALL, signal, work));
  over.done(1);
  await answers[1];
  await turn();
  rest();
  expect(threads.map(({ ended }) => ended)).toEqual([false, true]);
  void run(SMALL, signal, later.work);
  expect(later.started).toHaveBeenCalled();
  expect(threads).toHaveLength(3);
});
