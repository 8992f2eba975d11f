/** The elements that the options page offers while somebody types, and what their base does with them. */
import { describe, expect, test } from 'vitest';
import type { Selector } from '../../src/core/deident/rules/override';
import { outcomeUnder, selectorText } from '../../src/settings/compare';
import { elementOf, findElements } from '../../src/settings/find-elements';
import { policyFor } from '../../src/settings/policy';
import { NO_SETTINGS } from '../../src/settings/schema';
import { parseSelector } from '../../src/settings/selector';

describe('typing', () => {
  test.each([
    ['PatientName', 'PatientName'],
    ["patient's name", 'PatientName'],
    ['(0010,0010)', 'PatientName'],
    ['00100010', 'PatientName'],
    ['0010,00', 'PatientName'],
    ['study desc', 'StudyDescription'],
    ['60xx,3000', 'OverlayData'],
  ])('%s finds %s first', (text, keyword) => {
    expect(findElements(text, 20)[0]?.keyword).toBe(keyword);
  });

  test('finds words inside of names, retired elements after others, and no more than asked for', () => {
    const found = findElements('comments', 50);
    expect(found.map(({ keyword }) => keyword)).toContain('ImageComments');
    expect(findElements('a', 7)).toHaveLength(7);
    const retired = findElements('interpretation', 100).map((one) => one.retired);
    expect(retired).toEqual(retired.toSorted());
    expect(new Set(retired).size).toBe(2);
  });

  test('shows what the standard says', () => {
    expect(elementOf('PatientName')).toEqual({
      text: 'PatientName',
      tag: '(0010,0010)',
      keyword: 'PatientName',
      name: "Patient's Name",
      vr: 'PN',
      vm: '1',
      retired: false,
      code: 'Z',
    });
    expect(elementOf('(0008,0060)')).toMatchObject({ keyword: 'Modality', code: '' });
    expect(elementOf('nothing')).toBeUndefined();
  });

  test('offers nothing that an override can’t name', () => {
    const offered = ['0002', 'PatientIdentityRemoved', 'GroupLength'].flatMap((text) => findElements(text, 100));
    const refused = offered.filter(({ text }) => 'problem' in parseSelector({ tag: text }));
    expect(refused).toEqual([]);
    expect(offered.map(({ keyword }) => keyword)).not.toContain('PatientIdentityRemoved');
    for (const nothing of ['', '  ', 'zzzz']) expect(findElements(nothing, 10)).toEqual([]);
  });
});

describe('what the base does', () => {
  const selector = (text: Parameters<typeof parseSelector>[0]): Selector => {
    const found = parseSelector(text);
    if ('problem' in found) throw new Error(found.problem.code);
    return found;
  };
  const research = policyFor(NO_SETTINGS, 'research');

  test('is what its profile, options and overrides make of it', () => {
    expect(outcomeUnder(research, selector({ tag: 'PatientSex' }))).toMatchObject({ action: 'empty', code: 'Z' });
    const internal = policyFor(NO_SETTINGS, 'internal');
    expect(outcomeUnder(internal, selector({ tag: 'PatientSex' }))).toMatchObject({
      action: 'keep',
      decider: 'option',
    });
    const cloud = policyFor(NO_SETTINGS, 'teleradiology');
    expect(outcomeUnder(cloud, selector({ tag: 'PatientID' }))).toMatchObject({ action: 'replace', decider: 'preset' });
    expect(outcomeUnder(research, selector({ tag: '(0019,xx10)', privateCreator: 'A' }))?.action).toBe('remove');
    expect(outcomeUnder(research, selector({ vr: 'PN' }))).toBeUndefined();
  });

  test('stands beside names that people know', () => {
    expect(selectorText(selector({ tag: 'RequestAttributesSequence.AccessionNumber' }))).toEqual({
      names: ['Request Attributes Sequence', 'Accession Number'],
      written: '(0040,0275).(0008,0050)',
    });
    expect(selectorText(selector({ vr: 'PN' }))).toEqual({ names: [], written: 'PN' });
    expect(selectorText(selector({ tag: '(0019,xx10)', privateCreator: 'ACME' })).names).toEqual(['ACME']);
  });
});
