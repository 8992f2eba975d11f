/** A rule for an element while it is being typed. */
import { describe, expect, it } from 'vitest';
import { type Draft, EMPTY_DRAFT, judgeDraft } from '../../src/options/state/override-draft';

const judge = (draft: Partial<Draft>, others: Parameters<typeof judgeDraft>[1] = [], organization?: string) =>
  judgeDraft({ ...EMPTY_DRAFT, ...draft }, others, organization);

describe('a rule', () => {
  it.each<readonly [string, Partial<Draft>, object]>([
    ['an element', { tag: ' PatientID ', action: 'pseudonym' }, { tag: 'PatientID', action: 'pseudonym' }],
    ['a path', { tag: '(0040,0275).AccessionNumber' }, { tag: '(0040,0275).AccessionNumber', action: 'remove' }],
    ['a repeating group', { tag: '(60xx,3000)' }, { tag: '(60xx,3000)', action: 'remove' }],
    [
      'a private element',
      { kind: 'private', tag: '(0019,xx10)', privateCreator: 'ACME', action: 'clean' },
      { tag: '(0019,xx10)', privateCreator: 'ACME', action: 'clean' },
    ],
    ['a VR', { kind: 'vr', vr: 'PN', action: 'empty', tag: 'left over' }, { vr: 'PN', action: 'empty' }],
    [
      'an own text',
      { tag: 'Modality', action: 'replace', value: 'OT' },
      { tag: 'Modality', action: 'replace', value: 'OT' },
    ],
  ])('is for %s', (_name, draft, override) => {
    expect(judge(draft).override).toEqual(override);
  });

  it('offers only actions that the VR allows, however the element is named', () => {
    expect(judge({ tag: 'StudyDate' }).actions).toEqual(['keep', 'remove', 'empty', 'shift', 'replace']);
    expect(judge({ tag: 'StudyInstanceUID' }).actions).toContain('uid');
    expect(judge({ kind: 'private', tag: '(0019,xx10)', privateCreator: 'A' }).actions).not.toContain('replace');
  });

  it.each([
    ['PatientComments', 'remove'],
    ['RequestAttributesSequence', 'remove'],
    ['SOPInstanceUID', 'uid'],
    ['Rows', 'keep'],
  ] as const)('for %s lets nothing through that nobody has chosen to keep: %s', (tag, action) => {
    expect(judge({ tag }).override?.action).toBe(action);
    expect(judge({ tag, action: 'pseudonym' }).override?.action).toBe(action);
    expect(judge({ tag, action: 'keep' }).override?.action).toBe('keep');
  });
});

describe('what is wrong', () => {
  it.each<readonly [string, Partial<Draft>, string, string]>([
    ['no element', { tag: 'Patient' }, 'tag', 'no-element'],
    ['no sequence on the way', { tag: 'PatientName.PatientID' }, 'tag', 'no-sequence'],
    ['what the standard demands', { tag: 'PatientIdentityRemoved' }, 'tag', 'demanded'],
    ['no creator', { kind: 'private', tag: '(0019,xx10)' }, 'privateCreator', 'no-creator'],
    ['no VR', { kind: 'vr' }, 'vr', 'no-vr'],
    ['too long a value', { tag: 'AccessionNumber', action: 'replace', value: 'X'.repeat(17) }, 'value', 'too-long'],
    ['no date', { tag: 'StudyDate', action: 'replace', value: '20240230' }, 'value', 'no-day'],
  ])('is said where it stands: %s', (_name, draft, at, code) => {
    expect(judge(draft)).toMatchObject({ problem: { at, reason: { code } } });
    expect(judge(draft).override).toBeUndefined();
  });

  it('counts the organization that is in force', () => {
    const draft = { tag: 'AccessionNumber', action: 'replace', value: '{organization}' } as const;
    expect(judge(draft, [], 'SITE').problem).toBeUndefined();
    expect(judge(draft, [], 'A rather long name').problem).toMatchObject({ at: 'value', reason: { code: 'too-long' } });
  });

  it('is a second rule for the same elements, however they are written', () => {
    const others = [{ tag: '(0010,0010)', action: 'remove' as const }];
    expect(judge({ tag: 'PatientName' }, others).problem).toMatchObject({
      at: 'tag',
      reason: { code: 'two-overrides' },
    });
  });
});
