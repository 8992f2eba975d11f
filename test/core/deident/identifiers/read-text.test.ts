import { expect, it } from 'vitest';
import { Identifiers } from '../../../../src/core/deident/identifiers/identifiers';
import { namesIdentifier } from '../../../../src/core/deident/identifiers/read-text';

const identifiers = new Identifiers(() => new Set(['abdomen']));
identifiers.words.add('name', 'Zwiebelsdorf^Ottokar');
identifiers.words.add('id', 'MRN-5510-0711');
identifiers.words.add('place', 'Abdomen Klinik Weidenthal');
identifiers.words.add('date', '19790211');

it.each([
  'ZWIEBELSDORF, O.',
  'Zwiebe1sdorf',
  'Zwiebelsdorl Ottokar',
  'OTT0KAR',
  'MRN 55IO-O7ll',
  '11.02.1979',
  'DOB 1l.82.1979',
  'KLINIK WE1DENTHAL',
])('“%s” names somebody, for all that was read wrongly', (text) => {
  expect(namesIdentifier(identifiers, text)).toBe(true);
});

it.each(['', 'GAIN 60 %', 'ABDOMEN', 'Zwiebelkuchen', 'Otto', '12.03.1979', 'MI 1.1'])('“%s” names nobody', (text) => {
  expect(namesIdentifier(identifiers, text)).toBe(false);
});
