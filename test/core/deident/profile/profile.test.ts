import { describe, expect, it } from 'vitest';
import { categoryOf, isIdentifying } from '../../../../src/core/deident/profile/category';
import {
  METHOD_CODES,
  methodCodeOf,
  OPTION_NAMES,
  PROFILE_EDITION,
  profileRow,
  profileRows,
} from '../../../../src/core/deident/profile/profile';
import { dictionaryVr, entries } from '../../../../src/core/dicom/dictionary';
import { VR } from '../../../../src/core/dicom/vr';

describe('confidentiality profile', () => {
  it('is all of Table E.1-1', () => {
    expect(PROFILE_EDITION).toBe('2026d');
    expect(profileRows()).toHaveLength(657);
    const counts: Record<string, number> = {};
    for (const { code } of profileRows()) counts[code] = (counts[code] ?? 0) + 1;
    expect(counts).toEqual({ Z: 42, X: 417, 'X/Z': 11, 'X/Z/D': 8, 'X/D': 23, D: 93, U: 55, 'Z/D': 6, 'X/Z/U*': 2 });
    const options: Record<string, number> = {};
    for (const row of profileRows()) {
      for (const [name, code] of Object.entries(row.options))
        options[`${name}:${code}`] = (options[`${name}:${code}`] ?? 0) + 1;
    }
    expect(options).toEqual({
      'cleanDescriptors:C': 141,
      'cleanStructuredContent:C': 4,
      'retainLongFullDates:K': 169,
      'retainLongModifiedDates:C': 169,
      'retainUIDs:K': 60,
      'retainPatientCharacteristics:C': 5,
      'retainDeviceIdentity:K': 48,
      'retainInstitutionIdentity:K': 10,
      'cleanGraphics:C': 4,
      'retainDeviceIdentity:C': 11,
      'retainPatientCharacteristics:K': 14,
      'retainSafePrivate:C': 1,
    });
  });

  it('has the rows of the standard', () => {
    expect(profileRow(0x00100010)).toEqual({ tag: 0x00100010, code: 'Z', options: {} });
    expect(profileRow(0x00081140)).toMatchObject({ code: 'X/Z/U*', options: { retainUIDs: 'K' } });
    expect(profileRow(0x00080020)).toMatchObject({
      code: 'Z',
      options: { retainLongFullDates: 'K', retainLongModifiedDates: 'C' },
    });
    expect(profileRow(0xfffcfffc)?.code).toBe('X');
    expect(profileRow(0x00280010)).toBeUndefined();
    expect(profileRow(0x00100010)).toBe(profileRow(0x00100010));
  });

  it('has one row for the elements of repeating groups, and one for private data elements', () => {
    const overlay = profileRow(0x60003000);
    expect(overlay).toEqual({ tag: 0x60003000, code: 'X', options: { cleanGraphics: 'C' } });
    expect(profileRow(0x60023000)).toBe(overlay);
    expect(profileRow(0x60044000)?.tag).toBe(0x60004000);
    expect(profileRow(0x60020010)).toBeUndefined();
    expect(profileRow(0x50020010)).toMatchObject({ code: 'X', options: { cleanGraphics: 'C' } });
    expect(profileRow(0x52009229)).toBeUndefined();
    expect(profileRow(0x00091001)).toMatchObject({ code: 'X', options: { retainSafePrivate: 'C' } });
  });

  it('has a method code for the profile and each option', () => {
    expect(METHOD_CODES.map(({ option }) => option)).toEqual(['basic', ...OPTION_NAMES]);
    expect(methodCodeOf('basic')).toMatchObject({ code: '113100' });
    for (const option of OPTION_NAMES) {
      const words = option.replace('Long', 'LongitudinalTemporalInformation').replace(/([a-z])([A-Z])/g, '$1 $2');
      expect(methodCodeOf(option).meaning.toLowerCase()).toBe(`${words} option`.toLowerCase());
    }
  });
});

const IDENTIFYING = [
  0x00100020, 0x00100021, 0x00101000, 0x00101001, 0x00101040, 0x00102154, 0x00102155, 0x00101050, 0x00101090,
  0x00100030, 0x00101005, 0x00101060, 0x00102297, 0x00102299, 0x00080050, 0x00380010, 0x00200010, 0x00401001,
  0x00400009, 0x00400253, 0x00402016, 0x00402017, 0x00080080, 0x00080081, 0x00080092, 0x00080094, 0x00081040,
  0x00081010, 0x00181000, 0x00181008, 0x00181004, 0x00181005, 0x0018700a, 0x00181002, 0x00401102, 0x00401103,
  0x00380300, 0x00380400, 0x00400241, 0x00400242, 0x00400243, 0x00080054, 0x00080055, 0x00402010, 0x00120010,
  0x00120020, 0x00120031, 0x00120040, 0x00120042, 0x0040a027, 0x04000563, 0x04000564,
];

describe('elements that identify', () => {
  it.each(IDENTIFYING.map((tag) => [tag.toString(16).padStart(8, '0'), tag] as const))('%s does', (_, tag) => {
    expect(isIdentifying(tag)).toBe(true);
  });

  it('are all names of persons', () => {
    for (const { tag } of entries()) {
      if (dictionaryVr(tag) === VR.PN) expect(isIdentifying(tag)).toBe(true);
    }
  });

  it('are neither descriptions, nor codes, nor dates, nor UIDs', () => {
    const others = [
      0x00081030, 0x0008103e, 0x00181030, 0x00080020, 0x00080060, 0x00100040, 0x00080018, 0x00104000, 0x30060026,
      0x300a0002, 0x00091001, 0x60003000, 0x00400254, 0x00081090, 0x00120050, 0x00321060, 0x00082111, 0x00080104,
    ];
    for (const tag of others) expect(isIdentifying(tag), tag.toString(16)).toBe(false);
  });
});

describe('categories', () => {
  it.each([
    ['patient', 0x00100010, 0x00100020, 0x00100030, 0x00100040, 0x00101010, 0x00101030, 0x00120040],
    ['contact', 0x00101040, 0x00102154, 0x00402010, 0x00080092, 0x00102297],
    ['dates', 0x00080020, 0x0008002a, 0x00080030, 0x00080201, 0x00181200],
    ['coordinates', 0x00200032, 0x00200037, 0x00200052, 0x00201040, 0x00201041, 0x00185100, 0x00280030],
    ['device', 0x00080070, 0x00081090, 0x00181000, 0x00081010, 0x0018700a, 0x00181020],
    ['institution', 0x00080080, 0x00081040, 0x00080090, 0x00081070, 0x00080054, 0x00120010],
    ['study', 0x00081030, 0x0008103e, 0x00080050, 0x00200010, 0x00180015, 0x00181030, 0x00402016, 0x00321060],
    ['text', 0x00104000, 0x00204000, 0x001021b0],
    ['identifiers', 0x00080018, 0x0020000d, 0x00081140],
    ['private', 0x00090010, 0x00291010],
    ['graphics', 0x7fe00010, 0x60003000, 0x60020022, 0x50000010, 0x00700001, 0x00880200],
    ['technical', 0x00280010, 0x00180050, 0x00080008, 0x00280100],
  ] as readonly [string, ...number[]][])('%s', (category, ...tags) => {
    for (const tag of tags) expect(categoryOf(tag, 0), tag.toString(16)).toBe(category);
  });

  it('go by the VR where the tag is unknown', () => {
    expect(categoryOf(0x00100099, VR.DA)).toBe('dates');
    expect(categoryOf(0x00200f99, VR.UI)).toBe('identifiers');
    expect(categoryOf(0x00200f99, VR.LT)).toBe('text');
  });
});
