function element(group: number, number: number, vr: string, value: string): Buffer {
  const padded = Buffer.from(value.length % 2 === 0 ? value : `${value}${vr === 'UI' ? '\0' : ' '}`);
  const head = Buffer.alloc(8);
  head.writeUInt16LE(group, 0);
  head.writeUInt16LE(number, 2);
  head.write(vr, 4);
  head.writeUInt16LE(padded.length, 6);
  return Buffer.concat([head, padded]);
}

/** A file without image whose Referenced Image Sequence has as many items, of two elements each. */
export function manyItems(count: number): Buffer {
  const meta = Buffer.concat([
    element(2, 2, 'UI', '1.2.840.10008.5.1.4.1.1.7'),
    element(2, 3, 'UI', '1.2.3.4'),
    element(2, 0x10, 'UI', '1.2.840.10008.1.2.1'),
  ]);
  const metaLength = Buffer.from([2, 0, 0, 0, 0x55, 0x4c, 4, 0, 0, 0, 0, 0]);
  metaLength.writeUInt32LE(meta.length, 8);
  const content = Buffer.concat([
    element(8, 0x1150, 'UI', '1.2.840.10008.5.1.4.1.1.7'),
    element(8, 0x1155, 'UI', '1.2.3.4.5'),
  ]);
  const item = Buffer.alloc(8 + content.length);
  item.writeUInt32LE(0xe000fffe, 0);
  item.writeUInt32LE(content.length, 4);
  content.copy(item, 8);
  const sequence = Buffer.from([8, 0, 0x40, 0x11, 0x53, 0x51, 0, 0, 0, 0, 0, 0]);
  sequence.writeUInt32LE(item.length * count, 8);
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from('DICM'),
    metaLength,
    meta,
    element(8, 0x16, 'UI', '1.2.840.10008.5.1.4.1.1.7'),
    element(8, 0x18, 'UI', '1.2.3.4'),
    element(8, 0x60, 'CS', 'OT'),
    sequence,
    Buffer.alloc(item.length * count, item),
    element(0x10, 0x10, 'PN', 'LARGE^FILE'),
  ]);
}
