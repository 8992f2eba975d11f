import { describe, expect, it } from 'vitest';
import { Identifiers } from '../../../../src/core/deident/identifiers/identifiers';
import { cut } from '../../../../src/core/deident/text/removal';
import { descriptorRanges } from '../../../../src/core/deident/values/descriptor';

function cleaned(text: string, fill: (identifiers: Identifiers) => void = () => {}): string {
  const identifiers = new Identifiers(() => new Set());
  fill(identifiers);
  return cut(text, descriptorRanges(text, identifiers));
}

describe('what has to go', () => {
  it.each([
    ['CHEST (Kowalski) PA', 'CHEST PA'],
    ['CHEST [Kowalski] PA', 'CHEST PA'],
    ['KOWALSKI_CHEST_PA', 'CHEST_PA'],
    ['CHEST_KOWALSKI_PA', 'CHEST_PA'],
    ['CHEST KOWALSKI', 'CHEST'],
    ['Rose Okafor MR', 'MR'],
    ['CT for Mrs. Short', 'CT for'],
    ['KNEE for Ms. Young, left', 'KNEE for, left'],
    ['Operator: Young', 'Operator'],
    ['MRT Knie Fr. Schmitz', 'MRT Knie'],
    ['Sr. López Hernández, RM rodilla', 'RM rodilla'],
    ['Ibu Wulandari, foto thorax', 'foto thorax'],
    ['Mother Jane Thornbury called', 'Mother called'],
    ['RN Atkinson, MD', ''],
    ['Jane Roe, MD', ''],
    ['CT CHEST, JANE ROE MD', 'CT CHEST'],
    ['Chest CT Roe, M.D.', 'Chest CT'],
    ['Knee Light RT(R)', 'Knee'],
    ['Karen Brain MD', ''],
    ['CT J. Head, MD', 'CT'],
    ['John Reading, MD reports', 'reports'],
    ['Mary Call RN', ''],
    ['Peter Spine, FRCR', ''],
    ['Dr. med. Light, Knie', 'Knie'],
    ['Read by Dr Roe', 'Read by'],
    ['J. S. chest', 'chest'],
    ['Wilson MR', 'MR'],
    ['Nguyễn Thị Hạnh CT', 'CT'],
    ['山田太郎 胸部', '胸部'],
    ['山下胸部', '胸部'],
    ['李娜 头颅CT', '头颅CT'],
    ['김민수 흉부 CT', '흉부 CT'],
    ['Петренко МРТ', 'МРТ'],
    ['محمد CT', 'CT'],
    ['ใจดี', ''],
  ])('names: %s', (text, rest) => expect(cleaned(text)).toBe(rest));

  it.each([
    ['CT 2019-03-12', 'CT'],
    ['CT 12.03.2019', 'CT'],
    ['CT 3/12/2019', 'CT'],
    ['CT 12.3.19', 'CT'],
    ['CT 12-MAR-2019', 'CT'],
    ['CT March 12th, 2019', 'CT'],
    ['CT 12. März 2019', 'CT'],
    ['CT 1er mai 2018', 'CT'],
    ['CT 12 de marzo de 2019', 'CT'],
    ['CT 12 maggio 2019', 'CT'],
    ['CT 12 Agustus 2019', 'CT'],
    ['CT 12 maart 2019', 'CT'],
    ['CT 12 de março de 2019', 'CT'],
    ['CT 20190312', 'CT'],
    ['CT 2019年3月12日', 'CT'],
    ['CT 令和元年5月1日', 'CT'],
    ['CT March 2019', 'CT'],
    ['CT Mar-19', 'CT'],
    ['CT 12 March', 'CT'],
    ['CT 2019-03', 'CT'],
    ['DOB: 4/12/1956 CT', 'CT'],
    ['née le 3 mars 1950', ''],
    ['生年月日 1955年3月2日 胸部CT', '胸部CT'],
  ])('dates: %s', (text, rest) => expect(cleaned(text)).toBe(rest));

  it.each([
    ['Tel 030/4821773', ''],
    ['Tél. 01 42 48 17 73', ''],
    ['Pager 4412', ''],
    ['CT (415) 555-0134', 'CT'],
    ['CT +62 812 4821 7734', 'CT'],
    ['mail j.okafor@mail.example now', 'mail now'],
    ['See https://pacs.local/view?id=33', 'See'],
    ['from 10.20.30.40', 'from'],
    ['Lives at 4417 Bramble Hollow Lane, Kettlesford, OR 97321. Stable', 'Lives at. Stable'],
    ['CT, Ahornstieg 14, 24799 Wiesenau', 'CT'],
    ['CT, 27 rue des Glycines, 35200 Valmorel', 'CT'],
    ['Jalan Melatiwangi 88, Bogor 16141', ''],
    ['C/ Mayor 12, 28013 Madrid', ''],
  ])('contacts: %s', (text, rest) => expect(cleaned(text)).toBe(rest));

  it.each([
    ['MRN 48217734 CT', 'CT'],
    ['CT A-48217', 'CT'],
    ['ID 48217', ''],
    ['SSN 482-17-7341', ''],
    ['CT 4821-7734-12', 'CT'],
    ['CT R-4821-7734', 'CT'],
    ['CT 12345678', 'CT'],
    ['CT XQV-0091', 'CT'],
    ['93 yo M with cough', 'M with cough'],
    ['aged 94', ''],
    ['95-jährige Patientin', 'Patientin'],
    ['93J Patientin', 'Patientin'],
    ['1.2.840.113619.2.55.3.1', ''],
    ['x\uFFFDy chest', 'chest'],
  ])('numbers: %s', (text, rest) => expect(cleaned(text)).toBe(rest));

  it('takes the identifiers of the file, safe words or not, and leaves what underscores join to them', () => {
    const fill = (identifiers: Identifiers): void => identifiers.words.add('name', 'Young^Long');
    expect(cleaned('Young_Long_LUMBAR_SPINE', fill)).toBe('LUMBAR_SPINE');
    expect(cleaned('CT CHEST YOUNG', fill)).toBe('CT CHEST');
    expect(descriptorRanges('CT YOUNG', new Identifiers(() => new Set()))).toEqual([]);
  });

  it('tells the reason', () => {
    const reasons = (text: string): string[] =>
      descriptorRanges(text, new Identifiers(() => new Set())).map(({ reason }) => reason);
    expect(reasons('CT 12.03.2019')).toEqual(['date']);
    expect(reasons('CT Okafor head')).toEqual(['unknown-word']);
    expect(reasons('CT x\uFFFD head')).toEqual(['undecodable']);
  });
});
