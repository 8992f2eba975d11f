import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasUnverifiedModules, typeAtTop, typeNested } from '../../../../src/core/deident/profile/iod-types';

const STANDARD = '../shared/standard/sop-class-types.json';
const CR = '1.2.840.10008.5.1.4.1.1.1';
const DX = '1.2.840.10008.5.1.4.1.1.1.1';
const parse = (tag: string) => Number.parseInt(tag.replace(/[(),]/g, ''), 16);

interface StandardTypes {
  readonly compoundTags: Readonly<Record<string, string>>;
  readonly sopClasses: Readonly<
    Record<string, { readonly types: Readonly<Record<string, string>>; readonly unverifiedModules?: readonly string[] }>
  >;
  readonly nested: Readonly<Record<string, string>>;
}

describe('types of attributes', () => {
  it('depend on the SOP class', () => {
    expect(typeAtTop(CR, 0x00100020)).toBe('2');
    expect(typeAtTop(CR, 0x00080023)).toBe('2C');
    expect(typeAtTop(CR, 0x00081111)).toBe('3');
    expect(typeAtTop(DX, 0x00081111)).toBe('1C');
  });

  it('are 3 for compound tags that the IOD does not list', () => {
    expect(typeAtTop(CR, 0x300e0008)).toBe('3');
  });

  it('are unknown for other SOP classes and other tags', () => {
    expect(typeAtTop('1.2.3', 0x00100020)).toBeUndefined();
    expect(typeAtTop(CR, 0x00100010)).toBeUndefined();
  });

  it('say where modules are not covered', () => {
    expect(hasUnverifiedModules(CR)).toBe(false);
    expect(hasUnverifiedModules('1.2.840.10008.5.1.4.1.1.104.3')).toBe(true);
    expect(hasUnverifiedModules('1.2.3')).toBe(true);
  });

  it('of nested elements go by the longest known end of the path', () => {
    expect(typeNested([0x00101002, 0x00100020])).toBe('1');
    expect(typeNested([0x52009229, 0x00089124, 0x00082112])).toBe('2');
    expect(typeNested([0x00400275, 0x00081072, 0x00080080])).toBe('1C');
    expect(typeNested([0x00189506, 0x00081072])).toBe('1C');
    expect(typeNested([0x00081115, 0x00081140])).toBe('1');
    expect(typeNested([0x00081199, 0x00081140])).toBeUndefined();
    expect(typeNested([0x00100020])).toBeUndefined();
    expect(typeNested([])).toBeUndefined();
  });

  it.skipIf(!existsSync(STANDARD))('agree with all of the facts they were made from', () => {
    const standard = JSON.parse(readFileSync(STANDARD, 'utf8')) as StandardTypes;
    const classes = Object.entries(standard.sopClasses);
    expect(classes).toHaveLength(175);
    for (const [uid, { types, unverifiedModules }] of classes) {
      // The Multi-energy CT Image Module has none of the attributes in question (PS3.3 C.8.2.2).
      const uncovered = unverifiedModules?.filter((name) => name !== 'Multi-energy CT Image') ?? [];
      expect(hasUnverifiedModules(uid)).toBe(uncovered.length > 0);
      for (const tag of Object.keys(standard.compoundTags)) expect(typeAtTop(uid, parse(tag))).toBe(types[tag] ?? '3');
    }
    for (const [path, type] of Object.entries(standard.nested))
      expect(typeNested(path.split('>').map(parse))).toBe(type);
  });
});
