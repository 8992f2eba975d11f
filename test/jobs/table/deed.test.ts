/** What the table says is done to an element, and what a report counts: what really becomes of it. */
import { expect, test } from 'vitest';
import { describeFile } from '../../../src/jobs/report/describe-file';
import { el, patientFile } from '../../builders';
import { run } from '../../core/deident/run';
import { FILE, opened, rowAt } from '../engine/open-engine';

const AGED = patientFile({ age: '093Y', more: [el('0040,a030', 'DT', '20200102030405')] });
const STUDY_DATE = '(0008,0020)';
const STUDY_TIME = '(0008,0030)';
const AGE = '(0010,1010)';

test('with shifted dates a time of day is said to stay, and an age over 89 to be limited', async () => {
  const { engine } = await opened(AGED);
  await engine.configure({ preset: 'research-longitudinal' });
  expect(await rowAt(engine, STUDY_DATE)).toMatchObject({ deed: 'shift', outcome: 'replaced' });
  expect(await rowAt(engine, STUDY_TIME)).toMatchObject({ deed: 'keep', outcome: 'kept' });
  expect(await rowAt(engine, AGE)).toMatchObject({ deed: 'cap', newValue: '090Y' });
});

test('an age that a person keeps is kept', async () => {
  const { engine } = await opened(AGED);
  await engine.configure({ preset: 'research-longitudinal' });
  const { id } = await rowAt(engine, AGE);
  await engine.setAction(FILE, id, 'keep');
  expect(await rowAt(engine, AGE)).toMatchObject({ deed: 'keep', outcome: 'kept' });
});

test('a dummy is not said to be somebody’s text', async () => {
  const { engine } = await opened(AGED);
  const { id } = await rowAt(engine, STUDY_DATE);
  await engine.setAction(FILE, id, 'replace', '20200101');
  expect(await rowAt(engine, STUDY_DATE)).toMatchObject({ deed: 'replace', newValue: '20200101' });
  expect(await rowAt(engine, '(0040,A030)')).toMatchObject({ action: 'replace', deed: 'dummy' });
});

test('a report counts each element once, under what was done to it', async () => {
  const counts = async (age: string) => {
    const { plan, verification } = await run(patientFile({ age }), { preset: 'research-longitudinal' });
    return describeFile(plan, verification).counts;
  };
  const young = await counts('042Y');
  const old = await counts('093Y');
  expect(old).toEqual({ ...young, keep: (young.keep ?? 0) - 1, replace: (young.replace ?? 0) + 1 });
});
