/** What the conformance statement says of each attribute is what the engine does. */
import { describe, expect, test } from 'vitest';
import { hasUnverifiedModules, typeAtTop } from '../../../../src/core/deident/profile/iod-types';
import { profileRows } from '../../../../src/core/deident/profile/profile';
import { decide } from '../../../../src/core/deident/rules/decide';
import { type AttributeActions, attributeActions } from '../../../../src/core/deident/values/attribute-actions';
import { dummyItems } from '../../../../src/core/deident/values/dummy-items';
import { dictionaryVr, lookup } from '../../../../src/core/dicom/dictionary';
import { parseTag, type Tag } from '../../../../src/core/dicom/tag';
import { VR } from '../../../../src/core/dicom/vr';
import { policyFor } from '../../../../src/settings/policy';
import { BUILT_IN_PRESETS } from '../../../../src/settings/presets';
import { NO_SETTINGS } from '../../../../src/settings/schema';
import { CT_IMAGE } from '../../../builders';

const STORAGE = '1.2.840.10008.5.1.4.1.1';
/** CT, enhanced MR, ultrasound, comprehensive SR, RT plan, presentation state, an unknown class. */
const CLASSES = [CT_IMAGE, ...['4.1', '6.1', '88.33', '481.5', '11.1', '999'].map((last) => `${STORAGE}.${last}`)];

const LITTLE = { explicitVr: true, bigEndian: false };

const statement = (preset: string) => attributeActions(policyFor(NO_SETTINGS, preset));
const find = (rows: readonly AttributeActions[], keyword: string) => rows.find((row) => row.keyword === keyword);

describe.each(BUILT_IN_PRESETS.map(({ id }) => id))('%s', (preset) => {
  test('names each row of the table, once', () => {
    const rows = statement(preset);
    expect(rows).toHaveLength(profileRows().length);
    expect(new Set(rows.map(({ tag }) => tag)).size).toBe(rows.length);
    for (const { tag, keyword, name, outcomes } of rows) {
      expect(keyword !== '' || /x|g/.test(tag), tag).toBe(true);
      expect(name !== '' || keyword === '').toBe(true);
      expect(outcomes.flatMap(({ types }) => types).toSorted()).toEqual(['1', '2', '3']);
    }
  });

  test('says for an attribute’s Type what is done in each SOP class that gives it that Type', () => {
    const policy = policyFor(NO_SETTINGS, preset);
    const wrong: string[] = [];
    for (const row of statement(preset)) {
      const tag = parseTag(row.tag.replaceAll('x', '0')) as Tag;
      if (Number.isNaN(tag) || !lookup(tag)) continue;
      for (const sopClassUid of CLASSES) {
        const found = typeAtTop(sopClassUid, tag)?.[0];
        const type = found === '3' && hasUnverifiedModules(sopClassUid) ? '1' : (found ?? '1');
        const vr = dictionaryVr(tag);
        const decided = decide(tag, vr, { sopClassUid, sequences: [] }, policy);
        // Where there are no dummy items to put in, a sequence is left without any.
        const isEmptied = decided.action === 'replace' && vr === VR.SQ && !dummyItems(tag, LITTLE);
        const action = isEmptied ? 'empty' : decided.action;
        const said = row.outcomes.find(({ types }) => types.some((one) => one === type));
        if (said?.action !== action) wrong.push(`${row.tag} in ${sopClassUid}: ${action}, not ${said?.action}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

test('a compound code is told by Type, with the dummy that stands where a value must be', () => {
  expect(find(statement('research'), 'ContentDate')?.outcomes).toEqual([
    { types: ['3', '2'], action: 'empty', decider: 'profile' },
    { types: ['1'], action: 'replace', decider: 'profile', value: '19000101' },
  ]);
});

test('options and presets show in what they change', () => {
  expect(find(statement('research'), 'PatientSex')?.outcomes[0]?.action).toBe('empty');
  expect(find(statement('internal'), 'PatientSex')?.outcomes).toMatchObject([
    { action: 'keep', decider: 'option', option: 'retainPatientCharacteristics' },
  ]);
  expect(find(statement('research-longitudinal'), 'StudyDate')?.outcomes[0]?.action).toBe('shift');
  expect(find(statement('teleradiology'), 'InstitutionName')?.outcomes).toMatchObject([
    { action: 'replace', decider: 'preset', value: '{organization}' },
  ]);
});

test('rows for many tags are written as the table writes them', () => {
  const tags = statement('research').filter(({ tag }) => /[xg]/.test(tag));
  expect(tags.map(({ tag, outcomes }) => [tag, outcomes.map(({ action }) => action)])).toEqual([
    ['(50xx,xxxx)', ['remove']],
    ['(60xx,3000)', ['remove']],
    ['(60xx,4000)', ['remove']],
    ['(gggg,eeee)', ['remove']],
  ]);
});
