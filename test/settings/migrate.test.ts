/** Settings of earlier and later versions. */
import { describe, expect, test } from 'vitest';
import { type ReasonCode, SettingsError } from '../../src/settings/error';
import { migrate, type Step } from '../../src/settings/migrate';

const STEPS: readonly Step[] = [
  ({ name, ...rest }) => ({ ...rest, title: name }),
  ({ title, ...rest }) => ({ ...rest, titles: [title] }),
];

describe('settings of an earlier version', () => {
  test('go through each step from theirs on', () => {
    expect(migrate({ version: 1, name: 'a' }, STEPS)).toEqual({ version: 3, titles: ['a'] });
    expect(migrate({ version: 2, title: 'b' }, STEPS)).toEqual({ version: 3, titles: ['b'] });
  });

  test('of today stay as they are', () => {
    expect(migrate({ version: 3, titles: [] }, STEPS)).toEqual({ version: 3, titles: [] });
    expect(migrate({ version: 1, presets: [] })).toEqual({ version: 1, presets: [] });
  });

  test.each<readonly [string, unknown, ReasonCode]>([
    ['no version', {}, 'missing'],
    ['a version that is a text', { version: '1' }, 'not-one-of'],
    ['no whole number', { version: 1.5 }, 'not-one-of'],
    ['version 0', { version: 0 }, 'not-one-of'],
    ['a later version', { version: 4 }, 'newer-version'],
  ])('%s is refused', (_name, input, code) => {
    const act = () => migrate(input, STEPS);
    expect(act).toThrow(SettingsError);
    expect(act).toThrow(expect.objectContaining({ path: 'version', reason: expect.objectContaining({ code }) }));
  });
});
