/**
 * The records of a ZIP file whose entries are stored as they are (PKWARE APPNOTE 4.3), ZIP64 where sizes,
 * offsets or the number of entries need it. All entries have one date, so that the same files give the same bytes.
 */

export interface ZipEntry {
  /** Path in the archive, with `/`. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly crc: number;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const EXTRA_64 = 0x0001;
const VERSION = 20;
const VERSION_64 = 45;
const UTF8_NAME = 0x0800;
/** 1 January 1980, the first day that ZIP knows. */
const DATE = 0x0021;
const MOST_32 = 0xffffffff;
const MOST_16 = 0xffff;

/** Little-endian numbers one after the other. */
class Record {
  private readonly bytes: number[] = [];

  u16(...values: readonly number[]): this {
    for (const value of values) this.bytes.push(value & 0xff, (value >>> 8) & 0xff);
    return this;
  }

  u32(...values: readonly number[]): this {
    for (const value of values) this.u16(value & 0xffff, value >>> 16);
    return this;
  }

  u64(...values: readonly number[]): this {
    for (const value of values) this.u32(value % 2 ** 32, Math.floor(value / 2 ** 32));
    return this;
  }

  raw(bytes: Uint8Array): this {
    for (const byte of bytes) this.bytes.push(byte);
    return this;
  }

  get length(): number {
    return this.bytes.length;
  }

  done(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.bytes);
  }
}

/** What stands before an entry's bytes. */
export function localHeader({ name, size, crc }: ZipEntry): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(name);
  const large = size >= MOST_32;
  const shown = large ? MOST_32 : size;
  const record = new Record()
    .u32(LOCAL_HEADER)
    .u16(large ? VERSION_64 : VERSION, UTF8_NAME, 0, 0, DATE)
    .u32(crc, shown, shown)
    .u16(text.length, large ? 20 : 0)
    .raw(text);
  if (large) record.u16(EXTRA_64, 16).u64(size, size);
  return record.done();
}

/** What stands behind the last entry. `offsets`: where each entry's local header starts; `at`: where this goes. */
export function directory(
  entries: readonly ZipEntry[],
  offsets: readonly number[],
  at: number,
): Uint8Array<ArrayBuffer> {
  const record = new Record();
  entries.forEach((entry, index) => {
    centralHeader(record, entry, offsets[index] ?? 0);
  });
  const size = record.length;
  const large = at >= MOST_32 || size >= MOST_32 || entries.length >= MOST_16;
  if (large) {
    record
      .u32(END_64)
      .u64(44)
      .u16(VERSION_64, VERSION_64)
      .u32(0, 0)
      .u64(entries.length, entries.length, size, at)
      .u32(LOCATOR_64, 0)
      .u64(at + size)
      .u32(1);
  }
  const count = large ? MOST_16 : entries.length;
  return record
    .u32(END)
    .u16(0, 0, count, count)
    .u32(large ? MOST_32 : size, large ? MOST_32 : at)
    .u16(0)
    .done();
}

function centralHeader(record: Record, { name, size, crc }: ZipEntry, offset: number): void {
  const text = new TextEncoder().encode(name);
  const large = size >= MOST_32 || offset >= MOST_32;
  const shown = large ? MOST_32 : size;
  record
    .u32(CENTRAL_HEADER)
    .u16(large ? VERSION_64 : VERSION, large ? VERSION_64 : VERSION, UTF8_NAME, 0, 0, DATE)
    .u32(crc, shown, shown)
    .u16(text.length, large ? 28 : 0, 0, 0, 0)
    .u32(0, large ? MOST_32 : offset)
    .raw(text);
  if (large) record.u16(EXTRA_64, 24).u64(size, size, offset);
}

/** The names with `-2`, `-3` … before the ending of those that are there already. */
export function uniqueNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const dot = name.lastIndexOf('.');
    const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
    let unique = name;
    for (let count = 2; taken.has(unique.toLowerCase()); count++) unique = `${stem}-${count}${ending}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}
