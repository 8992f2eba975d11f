import { resolve } from 'node:path';
import { tokenize } from '../oracle/tokenizer';
import { anonymizer, expect, test } from './fixture';

const CT = resolve('assets/samples/ct.dcm');

test.describe('a policy', () => {
  test.use({
    managed: {
      defaultPreset: 'internal',
      policy: { allowedPresets: ['internal'], lockedActions: [{ tag: 'Modality', action: 'replace', value: 'OT' }] },
      expect: ['policy.lockedActions.0'],
    },
  });

  test('holds to the last byte of what is downloaded', async ({ firefox }) => {
    const veil = anonymizer(firefox);
    await veil.open(CT);
    const { dataSet } = tokenize(await veil.download());
    const at = (tag: string) => Buffer.from(dataSet.find(({ path }) => path === tag)?.value ?? []).toString('latin1');
    expect(at('(0012,0063)')).toContain('internal');
    expect(at('(0008,0060)')).toBe('OT');
  });
});

test.describe('a policy that is not valid, which Firefox hands on unchecked', () => {
  test.use({ managed: { policy: { lockOverrides: 'yes' } } });

  test('stops every export, and says so', async ({ firefox }) => {
    await firefox.see('nothing is exported');
    await firefox.open('options/index.html');
    await firefox.see('policy.lockOverrides');
  });
});
