import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shiftDate, shiftDateTime } from '../../../../src/core/deident/values/date-shift';

const DAY = 86_400_000;

/** The same by the host's calendar, in UTC. */
function expected(date: Date, days: number): string {
  return new Date(date.getTime() + days * DAY).toISOString().slice(0, 10).replaceAll('-', '');
}

describe('dates shifted by whole days', () => {
  it('agree with the calendar', () => {
    const dates = fc.date({
      min: new Date('0100-01-01T00:00:00Z'),
      max: new Date('9900-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(dates, fc.integer({ min: -20_000, max: 20_000 }), (date, days) => {
        const before = date.toISOString().slice(0, 10).replaceAll('-', '');
        expect(shiftDate(before, days)).toBe(expected(new Date(`${date.toISOString().slice(0, 10)}T00:00:00Z`), days));
      }),
    );
  });

  it.each([
    ['20200301', -1, '20200229'],
    ['19000301', -1, '19000228'],
    ['2020.03.01', -1, '2020.02.29'],
    ['20200101-20200131', -31, '20191201-20191231'],
    ['20200101-', -1, '20191231-'],
    ['', -5, ''],
  ])('DA %s by %d days', (value, days, result) => expect(shiftDate(value, days)).toBe(result));

  it.each(['20201301', '20200230', '2020', 'ANONYMIZED', '20200101-20200102-20200103', '202001011'])(
    'DA %s is no date',
    (value) => expect(shiftDate(value, -1)).toBeUndefined(),
  );

  it.each([
    ['20200301120000.123456+0100', -1, '20200229120000.123456+0100'],
    ['202003011200', -1, '202002291200'],
    ['20200301', -1, '20200229'],
    ['202003', -31, '202002'],
    ['2020', -366, '2019'],
    ['2020-0500', -366, '2019-0500'],
  ])('DT %s by %d days', (value, days, result) => expect(shiftDateTime(value, days)).toBe(result));

  it.each(['2020030112000', '20200332', 'yesterday', '20200301120000.1234567'])('DT %s is no date and time', (value) =>
    expect(shiftDateTime(value, -1)).toBeUndefined(),
  );
});
