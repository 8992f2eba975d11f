/** Where masks may begin: what devices say of their images, and what is known of devices. */
import { describe, expect, test } from 'vitest';
import { type Device, templatesFor } from '../../../src/core/pixel/device-regions';
import { outside } from '../../../src/core/pixel/rectangle';
import { ultrasoundRegions } from '../../../src/core/pixel/ultrasound-regions';
import { el, sq, zeros } from '../../builders';
import { openImage } from './image';

const region = (left: number, top: number, right: number, bottom: number) => [
  el('0018,6018', 'UL', left),
  el('0018,601a', 'UL', top),
  el('0018,601c', 'UL', right),
  el('0018,601e', 'UL', bottom),
];

describe('ultrasound regions', () => {
  async function regions(...items: (readonly number[])[]) {
    const more = [
      sq(
        '0018,6011',
        items.map(([a = 0, b = 0, c = 0, d = 0]) => region(a, b, c, d)),
      ),
    ];
    const { dataSet, description } = await openImage({
      rows: 10,
      columns: 20,
      bitsAllocated: 8,
      pixels: zeros(200),
      more,
    });
    return { found: ultrasoundRegions(dataSet, description), description };
  }

  test('include both of their ends, and are told once', async () => {
    const { found } = await regions([2, 3, 11, 8], [2, 3, 11, 8], [15, 0, 40, 40]);
    expect(found).toEqual([
      { x: 2, y: 3, width: 10, height: 6 },
      { x: 15, y: 0, width: 5, height: 10 },
    ]);
  });

  test('leave the text around them to be masked', async () => {
    const { found, description } = await regions([0, 3, 19, 9]);
    expect(outside(found, description)).toEqual([{ x: 0, y: 0, width: 20, height: 3 }]);
  });

  test('that are none are left out', async () => {
    expect((await regions([5, 5, 4, 4], [30, 0, 40, 5])).found).toEqual([]);
  });
});

describe('templates of devices', () => {
  const sequoia: Device = { modality: 'US', manufacturer: 'ACUSON', model: 'SEQUOIA', rows: 480, columns: 640 };

  test('are found by modality, maker, model and size, whatever the case', () => {
    expect(templatesFor(sequoia)).toEqual([[{ x: 0, y: 0, width: 640, height: 30 }]]);
    expect(templatesFor({ ...sequoia, manufacturer: 'Acuson Corp.', model: 'Sequoia 512' })).toHaveLength(1);
    expect(templatesFor({ ...sequoia, rows: 481 })).toEqual([]);
    expect(templatesFor({ ...sequoia, modality: 'CT' })).toEqual([]);
  });

  test('need what the series or the image type says where many images of a device are clean', () => {
    const scanner: Device = {
      modality: 'CT',
      manufacturer: 'Philips',
      model: 'Brilliance 64',
      rows: 512,
      columns: 512,
    };
    expect(templatesFor(scanner)).toEqual([]);
    const dose = { ...scanner, imageType: 'DERIVED\\SECONDARY\\DOSE_INFO' };
    expect(templatesFor(dose)).toEqual([[{ x: 0, y: 0, width: 512, height: 135 }]]);
  });

  test('lie within the image', () => {
    const small: Device = { modality: 'US', manufacturer: 'SIUI', model: 'CTS-8800', rows: 50, columns: 100 };
    expect(templatesFor(small)).toEqual([[{ x: 0, y: 0, width: 100, height: 50 }]]);
  });

  test('come as they are specific, the most specific first', () => {
    const both: Device = { modality: 'US', manufacturer: 'SIEMENS', model: 'ACUSON S2000', rows: 768, columns: 1024 };
    expect(templatesFor({ ...both, model: 'EPIQ S2000' }).map(([first]) => first?.height)).toEqual([60, 49]);
  });

  test('know nothing of most', () => {
    expect(templatesFor({ modality: 'MR', manufacturer: 'Veil Works', model: 'X', rows: 1, columns: 1 })).toEqual([]);
  });
});
