import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import messages from '../../assets/_locales/en/messages.json';
import manifest from '../../manifest.json';
import { sentence } from '../../src/anonymizer/state/page/announce';
import { problemText } from '../../src/anonymizer/view/table/value-problem';
import type { ErrorDetails } from '../../src/core/errors';
import { placeText } from '../../src/ui/place';
import { bytes, number, plural, snake, t } from '../../src/ui/text';
import { useEnglish } from './english';

const entries = Object.entries(messages as Readonly<Record<string, { message: string; description?: string }>>);

beforeAll(useEnglish);

describe('the texts', () => {
  it('have names that browsers accept, and are not empty', () => {
    for (const [key, { message }] of entries) {
      expect(key).toMatch(/^[a-z0-9_]+$/);
      expect(message.trim()).not.toBe('');
    }
  });

  it('explain their placeholders to translators', () => {
    for (const [key, { message, description }] of entries) {
      if (message.includes('$')) expect(description, key).toBeTruthy();
    }
  });

  it('hold what the manifest names', () => {
    const named = [...JSON.stringify(manifest).matchAll(/__MSG_(\w+?)__/g)].map(([, key]) => key);
    expect(named).not.toEqual([]);
    for (const key of named) expect(messages).toHaveProperty(key);
  });

  it('are all used', () => {
    const families =
      /^(error|warning|advice|update_after|risk|finding|removal|stays|values|why|action|outcome|category|decider|state|verdict|phase|filter|theme|help|option|options|intro|announce|file_filter|reason|origin|settings_(key|notice|rule)|preset|content|side|suggestion|search|link_failed|conformance_action|report_(outcome|not_checked|status|confirmed|removed|confirmation))_/;
    const source = ['src', 'popup', 'options'].flatMap(sources).join('\n') + JSON.stringify(manifest);
    const unused = entries
      .map(([key]) => key)
      .filter((key) => !families.test(key))
      .map((key) => ({ key, name: key.replace(/_one$/, '') }))
      .filter(({ key, name }) => ![`'${name}'`, `"${name}"`, `__MSG_${key}__`].some((use) => source.includes(use)))
      .map(({ key }) => key);
    expect(unused).toEqual([]);
  });
});

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.data.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

describe('numbers and places', () => {
  it('are written as people write them', () => {
    expect(number(40312)).toBe('40,312');
    expect(bytes(1)).toBe('1 byte');
    expect(bytes(999)).toBe('999 bytes');
    expect(bytes(1_250_000)).toBe('1.3 MB');
    expect(plural('findings_title', 1)).toBe('1 finding in the anonymized file');
    expect(plural('findings_title', 1200)).toBe('1,200 findings in the anonymized file');
  });

  it('say where in a file', () => {
    expect(placeText({ offset: 40312, tag: '(0008,1140)[0]' })).toBe('At byte 40,312 in (0008,1140)[0]');
    expect(placeText({ tag: '(0010,0010)' })).toBe('In (0010,0010)');
    expect(placeText({})).toBe('');
  });

  it('turn codes into keys', () => {
    expect(snake('length-past-end')).toBe('length_past_end');
    expect(t(`error_${snake('not-dicom')}`)).toBe('This is not a DICOM file.');
  });
});

describe('problems of own texts', () => {
  it('say what would fit', () => {
    const refused = (details: ErrorDetails) => ({ code: 'invalid-value', details }) as const;
    expect(problemText(refused({ reason: 'too-long', value: 64 }), 'LO')).toBe('At most 64 characters.');
    expect(problemText(refused({ reason: 'no-value' }), 'DA')).toContain('YYYYMMDD');
    expect(problemText(refused({}), 'LO')).toBe('This text does not fit the element’s VR.');
    expect(problemText('empty', 'LO')).toContain('Empty');
  });
});

describe('announcements', () => {
  it('are sentences', () => {
    const counts = { all: 99, changed: 25, removed: 73, kept: 1, stays: 0, byCategory: {} };
    expect(sentence({ kind: 'made', counts, findings: 1 })).toBe('25 changed, 73 removed, 1 stays, 1 finding');
    expect(sentence({ kind: 'undone', name: 'Study Description', files: 412 })).toBe(
      'Undone: Study Description in 412 files',
    );
    expect(sentence({ kind: 'zip-cancelled' })).toBe('The ZIP was cancelled.');
    expect(sentence({ kind: 'edited', name: 'Modality', action: 'remove' })).toBe(
      'Modality: Remove. The preview is out of date.',
    );
    expect(
      sentence({ kind: 'option', name: 'retainLongFullDates', on: true, displaced: 'retainLongModifiedDates' }),
    ).toBe('Retain dates is on. Retain dates, shifted is off: dates are either kept or shifted.');
    expect(sentence({ kind: 'refused', code: 'truncated' })).toContain('ends in the middle of an element');
  });
});
