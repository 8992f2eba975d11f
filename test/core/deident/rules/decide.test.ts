/** Who decides on an element: the profile's code by Type, an option over it (PS3.15 E.1.1), settings over both. */
import { describe, expect, test } from 'vitest';
import { OPTION_NAMES, type OptionName, profileRow, profileRows } from '../../../../src/core/deident/profile/profile';
import { actionsFor } from '../../../../src/core/deident/rules/actions';
import { decide } from '../../../../src/core/deident/rules/decide';
import { type Override, Overrides } from '../../../../src/core/deident/rules/override';
import { resolve, resolveCompound } from '../../../../src/core/deident/rules/resolve';
import { dictionaryVr } from '../../../../src/core/dicom/dictionary';
import { VR } from '../../../../src/core/dicom/vr';
import { CT_IMAGE } from '../../../builders';
import { forTag } from '../run';

const TOP = { sopClassUid: CT_IMAGE, sequences: [] };
const UNKNOWN_CLASS = { sopClassUid: '1.2.3', sequences: [] };
const PATIENT_ID = 0x00100020;
const NO_OPTIONS: ReadonlySet<OptionName> = new Set();

function rule(tag: number, overrides: readonly Override[] = [], options = NO_OPTIONS, vr = dictionaryVr(tag)) {
  return decide(tag, vr, TOP, { presetId: 'x', options, overrides: new Overrides(overrides) });
}

describe('action codes', () => {
  test('without options the Basic Profile decides, and names no option', () => {
    for (const row of profileRows()) expect(resolve(row, NO_OPTIONS, TOP).option).toBeUndefined();
  });

  test.each(OPTION_NAMES)('%s: its demand overrides the profile’s, and only where it has one', (option) => {
    for (const row of profileRows()) {
      const resolved = resolve(row, new Set([option]), TOP);
      const demand = row.options[option];
      if (demand) expect(resolved).toEqual({ code: demand, option });
      else expect(resolved).toEqual(resolve(row, NO_OPTIONS, TOP));
    }
  });

  test.each(['DS', 'IS', 'UI', 'CS'] as const)(
    'a pseudonym is no value of %s, which a file may give Patient ID',
    (vr) => {
      expect(rule(PATIENT_ID).action).toBe('pseudonym');
      expect(rule(PATIENT_ID, [], NO_OPTIONS, VR[vr]).action).toBe('empty');
    },
  );

  test('a text goes into no VR that has no such values', () => {
    const named = { ...forTag(PATIENT_ID, 'replace', 'preset'), value: '{organization}-{studyId}' };
    expect(rule(PATIENT_ID, [named])).toMatchObject({ action: 'replace', text: named.value });
    expect(rule(PATIENT_ID, [named], NO_OPTIONS, VR.DS).action).toBe('empty');
    const long = { ...named, value: 'A text of more than sixteen' };
    expect(rule(PATIENT_ID, [long], NO_OPTIONS, VR.SH).action).toBe('empty');
  });

  test('to keep wins over to clean', () => {
    const row = profileRow(0x00080020);
    if (!row) throw new Error('no row');
    const both = new Set<OptionName>(['retainLongModifiedDates', 'retainLongFullDates']);
    expect(resolve(row, both, TOP)).toEqual({ code: 'K', option: 'retainLongFullDates' });
  });

  test.each(['X/Z', 'X/D', 'Z/D', 'X/Z/D'] as const)('%s in an unknown IOD is what keeps the file valid', (code) => {
    expect(resolveCompound(code, 0x00080090, UNKNOWN_CLASS)).toBe('D');
  });
});

describe('what no row names', () => {
  test.each([
    ['a private element', 0x00191010, 'remove'],
    ['a private creator', 0x00190010, 'remove'],
    ['a group length', 0x00100000, 'remove'],
    ['a directory’s element', 0x00041220, 'remove'],
    ['an element that nobody knows', 0x0018fff0, 'remove'],
    ['technique', 0x00180050, 'keep'],
    ['the image', 0x00280010, 'keep'],
    ['pixels', 0x7fe00010, 'keep'],
  ])('%s', (_name, tag, action) => {
    expect(rule(tag).action).toBe(action);
  });

  test('a person’s name or a date under any tag, as the file has its VR', () => {
    expect(rule(0x00180050, [], NO_OPTIONS, VR.PN).action).not.toBe('keep');
    expect(rule(0x00180050, [], NO_OPTIONS, VR.DA).action).not.toBe('keep');
  });
});

describe('settings', () => {
  test('over the profile, with the name of who decided', () => {
    expect(rule(0x00100010, [forTag(0x00100010, 'keep', 'custom-preset')])).toMatchObject({
      action: 'keep',
      decider: 'custom-preset',
    });
    expect(rule(0x00100010)).toMatchObject({ action: 'pseudonym', decider: 'profile', code: 'Z' });
  });

  test('not over what the standard demands', () => {
    for (const tag of [0x00120062, 0x00120063, 0x00120064, 0x00280303, 0x00100000, 0x00041220]) {
      expect(rule(tag, [forTag(tag, 'keep', 'administrator')]).decider).toBe('obligation');
    }
  });

  test('actions are offered by VR: what cannot be a value of it is not among them', () => {
    expect(actionsFor(VR.SQ, true)).toEqual(['keep', 'remove', 'empty']);
    for (const vr of [VR.DA, VR.TM, VR.DT, VR.AS, VR.UI, VR.IS, VR.DS, VR.UR]) {
      expect(actionsFor(vr, false)).not.toContain('anonymized');
      expect(actionsFor(vr, false)).not.toContain('pseudonym');
    }
    expect(actionsFor(VR.UI, false)).toContain('uid');
    for (const vr of Object.values(VR)) expect(actionsFor(vr, false).slice(0, 3)).toEqual(['keep', 'remove', 'empty']);
  });
});
