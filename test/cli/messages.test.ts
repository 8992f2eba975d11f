/** What the command line says of errors: in its own words where the page's don't fit. */
import { expect, test } from 'vitest';
import english from '../../assets/_locales/en/messages.json' with { type: 'json' };
import { errorText } from '../../src/cli/messages';
import { DicomError, type ErrorCode } from '../../src/core/errors';

/** Only the extension keeps settings, and has a policy. */
const OF_THE_PAGE = ['settings-invalid', 'policy-invalid'];

const CODES = Object.keys(english)
  .flatMap((key) => /^error_(.+)_hint$/.exec(key)?.[1] ?? [])
  .map((key) => key.replaceAll('_', '-'))
  .filter((code) => !OF_THE_PAGE.includes(code)) as ErrorCode[];

test('no error speaks of the browser, the page, or what is done there with a mouse', () => {
  expect(CODES.length).toBeGreaterThan(30);
  for (const code of CODES) {
    const text = errorText(new DicomError(code));
    expect(text).not.toMatch(/browser|command line|\bpage\b|\bdraw|click|button|look at the findings/i);
    expect(text).toMatch(/^[A-Z].+\. .+\.$/);
  }
});

test('of many places the first five are named, and how many more there are', () => {
  const tags = Array.from({ length: 7 }, (_, i) => `(0008,000${i})`);
  expect(errorText(new DicomError('findings'), tags.slice(0, 2))).toContain('(in (0008,0000), (0008,0001))');
  expect(errorText(new DicomError('findings'), tags)).toContain('(0008,0004) and 2 more)');
});
