/** Names that a title or a degree in a comment gives away: they go from every text of the file. */
import { expect, test } from 'vitest';
import { titledNames } from '../../../../src/core/deident/identifiers/titled-names';

test.each([
  ['Discussed with Dr. K. Yamanouchi', ['Yamanouchi']],
  ['Befundet von Prof. Dr. med. Roe', ['Roe']],
  ['Jane Roe, MD', ['Jane', 'Roe']],
  ['Scanned by Jane Roe RT(R)', ['Jane', 'Roe']],
  ['reviewed by Karen Brain MD', ['Karen', 'Brain']],
  ['J. Head, MD', ['Head']],
  ['Dr Knee', ['Knee']],
  ['Dr Head Left', ['Head']],
  ['Dr. Knee Left', ['Knee']],
])('%s', (text, names) => expect(titledNames(text)).toEqual(names));

test.each(['Attending MD notified', 'MR BRAIN', 'DR HAND PA', 'Brain MD map', 'Whole Brain MD', 'Dr Knee Left'])(
  '%s names nobody',
  (text) => expect(titledNames(text)).toEqual([]),
);
