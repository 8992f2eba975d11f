/** Images at risk are not shared before somebody masked them or looked at them. */
import { describe, expect, test } from 'vitest';
import type { PixelDecision } from '../../../../src/core/deident/plan/pixel-plan';
import { BytesSource } from '../../../../src/core/io/byte-source';
import { Job } from '../../../../src/jobs/job';
import { el, sq, zeros } from '../../../builders';
import { picture } from '../pictures';
import { KEY, policy } from '../run';

async function share(input: Uint8Array, pixels: PixelDecision = {}, unseenPixels?: 'pass') {
  const job = new Job(policy(), KEY);
  return job.carryOut(job.plan(await job.read(new BytesSource(input)), undefined, 'refuse', pixels), { unseenPixels });
}

const REFUSED = { code: 'pixels-not-checked' };

test('an ultrasound image is refused, with the element that makes it one', async () => {
  await expect(share(picture())).rejects.toMatchObject({ ...REFUSED, tag: '(0008,0060)' });
});

test.each<readonly [string, PixelDecision]>([
  ['masked', { masks: [{ x: 0, y: 0, width: 2, height: 2 }] }],
  ['confirmed', { confirmed: true }],
  ['without its pixels', { removed: true }],
])('it passes %s', async (_, decision) => {
  expect((await share(picture(), decision)).verification.findings).toEqual([]);
});

test('it passes where nobody can be asked', async () => {
  expect((await share(picture(), {}, 'pass')).size).toBeGreaterThan(0);
});

describe('no reason to look', () => {
  const head = [el('0008,103e', 'LO', 'Head T1')];
  const hidden = [el('0009,0010', 'LO', 'ACME'), sq('0009,1001', [[el('7fe0,0010', 'OW', zeros(8))]])];

  test.each([
    ['a CT', picture({ modality: 'CT' })],
    ['a face that slices could show', picture({ modality: 'CT', first: head })],
    ['pixels in a private element that goes', picture({ modality: 'CT', first: hidden })],
  ])('is %s', async (_, input) => {
    expect((await share(input)).size).toBeGreaterThan(0);
  });
});
