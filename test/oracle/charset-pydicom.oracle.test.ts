import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { CharacterSet } from '../../src/core/dicom/charset/character-set';
import { splitValues } from '../../src/core/dicom/charset/values';
import { vrCode } from '../../src/core/dicom/vr';

interface Sample {
  readonly file: string;
  readonly charset: readonly string[];
  readonly vr: string;
  readonly hex: string;
  readonly values: readonly string[];
}

/** Every text of pydicom's own sample files, raw and as pydicom reads it. */
const SCRIPT = `
import glob, json, os, warnings
import pydicom
from pydicom.multival import MultiValue
warnings.simplefilter('ignore')
TEXT = ('PN', 'LO', 'SH', 'LT', 'ST', 'UT', 'UC')
samples = []
def walk(ds, name, parent):
    charset = ds.SpecificCharacterSet if 'SpecificCharacterSet' in ds else parent
    terms = [charset] if isinstance(charset, str) else list(charset or [''])
    for tag in list(ds.keys()):
        raw = ds.get_item(tag).value
        element = ds[tag]
        if element.VR == 'SQ':
            for item in element.value:
                walk(item, name, charset)
        elif element.VR in TEXT and isinstance(raw, bytes) and raw:
            value = element.value
            values = list(value) if isinstance(value, (MultiValue, list)) else [value]
            samples.append(dict(file=name, charset=terms, vr=element.VR, hex=raw.hex(),
                                values=[str(v) for v in values]))
folder = os.path.join(os.path.dirname(pydicom.__file__), 'data', 'charset_files')
for path in sorted(glob.glob(os.path.join(folder, '*.dcm'))):
    walk(pydicom.dcmread(path, force=True), os.path.basename(path), '')
print(json.dumps(samples))
`;

const run = spawnSync('/usr/bin/python3', ['-c', SCRIPT], { encoding: 'utf8', maxBuffer: 1 << 26 });
const present = run.status === 0;
const samples: readonly Sample[] = present ? JSON.parse(run.stdout) : [];

/** pydicom drops empty component groups at the end of a name; both sides are compared without them. */
function comparable(value: string, vr: string): string {
  return (vr === 'PN' ? value.replace(/[=^ ]+$/, '') : value.replace(/[ \0]+$/, '')).trimStart();
}

describe.skipIf(!present && !process.env.CI)('text as pydicom reads it', () => {
  it('has samples', () => {
    expect(samples.length).toBeGreaterThan(50);
  });

  it.each([...new Set(samples.map((sample) => sample.file))])('%s', (file) => {
    for (const sample of samples.filter((candidate) => candidate.file === file)) {
      const bytes = Uint8Array.from(Buffer.from(sample.hex, 'hex'));
      const charset = CharacterSet.of(sample.charset);
      const vr = vrCode(sample.vr);
      expect(charset.known).toBe(true);
      const values = splitValues(charset.decode(bytes, vr), vr).map((value) => comparable(value, sample.vr));
      expect(values).toEqual(sample.values.map((value) => comparable(value, sample.vr)));
    }
  });
});
