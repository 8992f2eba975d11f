import { concat, type Encoding, el, file, header, type Part, sq } from '../builders';

const SECONDARY_CAPTURE = '1.2.840.10008.5.1.4.1.1.7';
const SEQUENCE = '0008,1140';
/** Bytes of the sequence before its items. */
const HEADER = 12;
const REFERENCED = [el('0008,1150', 'UI', SECONDARY_CAPTURE), el('0008,1155', 'UI', '1.2.3.4.5')];

/** A file whose Referenced Image Sequence has as many items, of two elements each; without image unless it is given. */
export function manyItems(count: number, image: readonly Part[] = []): Buffer {
  const elements = [
    el('0008,0016', 'UI', SECONDARY_CAPTURE),
    el('0008,0018', 'UI', '1.2.3.4'),
    el('0008,0060', 'CS', 'OT'),
    (encoding: Encoding) => references(count, encoding),
    el('0010,0010', 'PN', 'LARGE^FILE'),
    ...image,
  ];
  return Buffer.from(file({ sopClass: SECONDARY_CAPTURE, sopInstance: '1.2.3.4', elements }));
}

/** All items are alike: one is made, and repeated. */
function references(count: number, encoding: Encoding): Uint8Array {
  const item = sq(SEQUENCE, [REFERENCED], { length: 'explicit' })(encoding).subarray(HEADER);
  return concat([header(SEQUENCE, 'SQ', item.length * count, encoding), Buffer.alloc(item.length * count, item)]);
}
