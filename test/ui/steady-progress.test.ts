/** Progress is told as often as it can be seen, and never less than where a phase begins and ends. */
import { expect, test } from 'vitest';
import { steadily } from '../../src/anonymizer/engine/steady-progress';
import type { Progress } from '../../src/jobs/engine-api';

test('a phase of a thousand steps in a second is told some ten times, with its first and its last step', () => {
  const told: Progress[] = [];
  let time = 0;
  const tell = steadily(
    (progress) => told.push(progress),
    () => time,
  );
  for (let done = 0; done <= 1000; done++, time++) tell({ phase: 'masking', done, total: 1000 });
  expect(told.length).toBeGreaterThanOrEqual(10);
  expect(told.length).toBeLessThanOrEqual(12);
  expect(told[0].done).toBe(0);
  expect(told.at(-1)?.done).toBe(1000);
});

test('a new phase is told at once', () => {
  const told: string[] = [];
  const tell = steadily(
    ({ phase }) => told.push(phase),
    () => 0,
  );
  tell({ phase: 'reading', done: 0, total: 9 });
  tell({ phase: 'reading', done: 1, total: 9 });
  tell({ phase: 'planning', done: 0, total: 9 });
  expect(told).toEqual(['reading', 'planning']);
});
