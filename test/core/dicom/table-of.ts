/** The element table in the oracle's terms, so that both can be compared line by line. */
import { type DataSet, FLAG, KIND } from '../../../src/core/dicom/data-set';
import { formatTag } from '../../../src/core/dicom/tag';
import type { Tokens } from '../../oracle/tokenizer';

export interface Line {
  readonly path: string;
  readonly kind: string;
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
  readonly undefinedLength: boolean;
}

const KINDS = {
  [KIND.element]: 'element',
  [KIND.sequence]: 'sequence',
  [KIND.item]: 'item',
  [KIND.fragments]: 'fragments',
};

export function linesOf(dataSet: DataSet): Line[] {
  // A deflated data set is addressed as if its file were not deflated; the oracle counts from its start.
  const shift = dataSet.syntax.deflated ? dataSet.dataSetStart : 0;
  const lines: Line[] = [];
  for (let row = dataSet.firstRow; row < dataSet.count; row++) {
    lines.push({
      path: dataSet.path(row),
      kind: KINDS[dataSet.kind(row)],
      start: (dataSet.starts[row] as number) - shift,
      valueStart: dataSet.valueStart(row) - shift,
      end: (dataSet.ends[row] as number) - shift,
      undefinedLength: dataSet.has(row, FLAG.undefinedLength),
    });
    const list = dataSet.fragments.find((one) => one.row === row);
    list?.starts.forEach((start, index) => {
      const end = start + (list.lengths[index] as number);
      const path = `${dataSet.path(row)}[${index}]`;
      const place = { start: start - 8 - shift, valueStart: start - shift, end: end - shift };
      lines.push({ path, kind: 'fragment', ...place, undefinedLength: false });
    });
  }
  return lines;
}

export function linesOfOracle(tokens: Tokens): Line[] {
  return tokens.dataSet.map(({ path, kind, start, valueStart, end, length }) => ({
    path,
    kind,
    start,
    valueStart,
    end,
    undefinedLength: length === 0xffffffff,
  }));
}

/** Tags of the top level, in order. */
export function topLevel(dataSet: DataSet): string[] {
  const tags: string[] = [];
  for (let row = dataSet.firstRow; row < dataSet.count; row = dataSet.nexts[row] as number) {
    tags.push(formatTag(dataSet.tags[row] as number));
  }
  return tags;
}
