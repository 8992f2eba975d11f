import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dictionaryVr, entries, isKnown, lookup, tagOfKeyword } from '../../../src/core/dicom/dictionary';
import { isStorageSopClass, sopClassName } from '../../../src/core/dicom/sop-class';
import {
  DEFLATED_LE,
  EXPLICIT_BE,
  EXPLICIT_LE,
  IMPLICIT_LE,
  transferSyntax,
} from '../../../src/core/dicom/transfer-syntax';
import { NO_VR, VR, vrCode } from '../../../src/core/dicom/vr';

const STANDARD = '../shared/standard/dictionary.json';

interface StandardRow {
  readonly tag: string;
  readonly keyword: string;
  readonly name: string;
  readonly vr: string;
  readonly vm: string;
  readonly retired: boolean;
}

describe('data dictionary', () => {
  it('has names, VRs and VMs of PS3.6', () => {
    expect(lookup(0x00100010)).toEqual({
      tag: 0x00100010,
      keyword: 'PatientName',
      name: "Patient's Name",
      vr: 'PN',
      vm: '1',
      retired: false,
    });
    expect(lookup(0x00080008)).toMatchObject({ keyword: 'ImageType', vr: 'CS', vm: '2-n' });
    expect(lookup(0x00120063)).toMatchObject({ keyword: 'DeidentificationMethod', name: 'De-identification Method' });
    expect(lookup(0x00281101)).toMatchObject({ vr: 'US or SS', vm: '3' });
    expect(lookup(0x00000002)?.name).toBe('Affected SOP Class UID');
  });

  it('finds repeating groups and elements', () => {
    expect(lookup(0x60023000)).toMatchObject({ tag: 0x60023000, keyword: 'OverlayData', vr: 'OB or OW' });
    expect(lookup(0x501e0022)?.keyword).toBe('CurveDescription');
    expect(lookup(0x7f020010)?.keyword).toBe('VariablePixelData');
    expect(lookup(0x7fe00010)?.keyword).toBe('PixelData');
    expect(lookup(0x00203142)).toMatchObject({ keyword: 'SourceImageIDs', retired: true });
    expect(lookup(0x00280421)?.keyword).toBe('ColumnsForNthOrderCoefficients');
    expect(lookup(0x00280400)?.keyword).toBe('TransformLabel');
    expect(lookup(0x10100020)?.keyword).toBe('ZonalMap');
    expect(isKnown(0x60020001)).toBe(false);
    expect(isKnown(0x10ff0003)).toBe(false);
  });

  it('knows group lengths, but neither private data elements nor items', () => {
    expect(dictionaryVr(0x00080000)).toBe(VR.UL);
    expect(lookup(0x00080000)).toMatchObject({ keyword: 'GenericGroupLength', vr: 'UL', vm: '1' });
    expect(lookup(0x00020000)?.keyword).toBe('FileMetaInformationGroupLength');
    expect(isKnown(0x60020000)).toBe(true);
    for (const tag of [
      0x00090010, 0x00090000, 0x60013000, 0xfffee000, 0xfffee00d, 0xfffee0dd, 0xfffe0000, 0x00100099,
    ]) {
      expect(lookup(tag)).toBeUndefined();
      expect(isKnown(tag)).toBe(false);
      expect(dictionaryVr(tag)).toBe(NO_VR);
    }
  });

  it('chooses a VR where PS3.6 leaves it open', () => {
    expect(dictionaryVr(0x00280106)).toBe(VR.US);
    expect(dictionaryVr(0x7fe00010)).toBe(VR.OW);
    expect(dictionaryVr(0x60003000)).toBe(VR.OW);
    expect(dictionaryVr(0x00283006)).toBe(VR.OW);
    expect(dictionaryVr(0x00081140)).toBe(VR.SQ);
  });

  it('gives each entry back by its keyword, tag and VR', () => {
    let count = 0;
    for (const entry of entries()) {
      count++;
      expect(tagOfKeyword(entry.keyword), entry.keyword).toBe(entry.tag);
      expect(lookup(entry.tag)).toEqual(entry);
      expect(dictionaryVr(entry.tag)).not.toBe(NO_VR);
      if (entry.vr.length === 2) expect(dictionaryVr(entry.tag)).toBe(vrCode(entry.vr));
    }
    expect(count).toBe(5346);
    expect(tagOfKeyword('OverlayData')).toBe(0x60003000);
    expect(tagOfKeyword('NoSuchKeyword')).toBeUndefined();
  });

  it.skipIf(!existsSync(STANDARD))('agrees with every row of the list it was made from', () => {
    const { rows } = JSON.parse(readFileSync(STANDARD, 'utf8')) as { rows: StandardRow[] };
    for (const row of rows.filter(
      ({ keyword, tag }) => keyword !== '' && !tag.startsWith('(FFFE') && !/^RETIRED_/.test(keyword),
    )) {
      const tag = row.tag.includes('x')
        ? tagOfKeyword(row.keyword)
        : Number.parseInt(row.tag.replace(/[(),]/g, ''), 16);
      const entry = lookup(tag ?? 0);
      expect(entry).toMatchObject({ keyword: row.keyword, vr: row.vr, vm: row.vm, retired: row.retired });
      expect(entry?.name.replaceAll(' ', '')).toBe(row.name.replaceAll(' ', ''));
    }
  });
});

describe('transfer syntaxes', () => {
  it('says how data sets are encoded', () => {
    expect(transferSyntax(IMPLICIT_LE)).toMatchObject({ explicitVr: false, bigEndian: false, encapsulated: false });
    expect(transferSyntax(EXPLICIT_LE)).toMatchObject({ explicitVr: true, bigEndian: false, lossy: 'no' });
    expect(transferSyntax(EXPLICIT_BE)).toMatchObject({ explicitVr: true, bigEndian: true, retired: true });
    expect(transferSyntax(DEFLATED_LE)).toMatchObject({ explicitVr: true, deflated: true, encapsulated: false });
    expect(transferSyntax('1.2.840.10008.1.2.4.50')).toMatchObject({ encapsulated: true, lossy: 'yes' });
    expect(transferSyntax('1.2.840.10008.1.2.4.91')).toMatchObject({ encapsulated: true, lossy: 'maybe' });
    expect(transferSyntax('1.2.840.113619.5.2')).toMatchObject({ explicitVr: false, bigEndian: false });
    expect(transferSyntax('1.2.840.10008.1.2.4.70')?.name).toContain('[Selection Value 1]');
    expect(transferSyntax('1.2.3')).toBeUndefined();
  });
});

describe('storage SOP classes', () => {
  it('have names', () => {
    expect(sopClassName('1.2.840.10008.5.1.4.1.1.2')).toBe('CT Image Storage');
    expect(isStorageSopClass('1.2.840.10008.5.1.4.1.1.6')).toBe(true);
    expect(isStorageSopClass('1.2.840.10008.1.1')).toBe(false);
    expect(sopClassName('1.2.3')).toBeUndefined();
  });
});
