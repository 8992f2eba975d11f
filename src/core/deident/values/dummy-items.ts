import type { Tag } from '../../dicom/tag';
import { VR, type VrCode } from '../../dicom/vr';
import { joinBytes } from '../../io/byte-source';
import { ascii, type Encoding, encodeElement, encodeItem } from '../../splice/encode-element';
import { ANONYMIZED, dummyValue } from './dummy';

/** A data element of a template: its value as text, or items. */
type Template =
  | { readonly tag: Tag; readonly vr: VrCode; readonly value: string | Uint8Array }
  | { readonly tag: Tag; readonly items: readonly (readonly Template[])[] };

function code(tag: Tag, value: string, scheme: string, meaning: string): Template {
  return {
    tag,
    items: [
      [
        { tag: 0x00080100, vr: VR.SH, value },
        { tag: 0x00080102, vr: VR.SH, value: scheme },
        { tag: 0x00080104, vr: VR.LO, value: meaning },
      ],
    ],
  };
}

/** A coded entry that says nothing, in a private coding scheme (PS3.3 8.2). */
const DUMMY_CODE: readonly Template[] = [
  { tag: 0x00080100, vr: VR.SH, value: ANONYMIZED },
  { tag: 0x00080102, vr: VR.SH, value: '99VEIL' },
  { tag: 0x00080104, vr: VR.LO, value: ANONYMIZED },
];

const INSTITUTION: Template = { tag: 0x00080080, vr: VR.LO, value: ANONYMIZED };
const PERSON: readonly Template[] = [INSTITUTION, { tag: 0x00401101, items: [DUMMY_CODE] }];

/**
 * One dummy item for each sequence that Table E.1-1 wants replaced (code D). The action on a sequence
 * covers all its contents (PS3.15 E.1.1), so nothing of the original is taken over.
 */
const ITEMS = new Map<Tag, readonly Template[]>([
  // Content Sequence: one text item
  [
    0x0040a730,
    [
      { tag: 0x0040a010, vr: VR.CS, value: 'CONTAINS' },
      { tag: 0x0040a040, vr: VR.CS, value: 'TEXT' },
      code(0x0040a043, '121071', 'DCM', 'Finding'),
      { tag: 0x0040a160, vr: VR.UT, value: ANONYMIZED },
    ],
  ],
  // Graphic Annotation Sequence: one text without graphics
  [
    0x00700001,
    [
      { tag: 0x00700002, vr: VR.CS, value: ANONYMIZED },
      {
        tag: 0x00700008,
        items: [
          [
            { tag: 0x00700004, vr: VR.CS, value: 'PIXEL' },
            { tag: 0x00700006, vr: VR.ST, value: ANONYMIZED },
            { tag: 0x00700014, vr: VR.FL, value: new Uint8Array(8) },
            { tag: 0x00700015, vr: VR.CS, value: 'N' },
          ],
        ],
      },
    ],
  ],
  // Flow Identifier Sequence
  [
    0x00340001,
    [
      { tag: 0x00340002, vr: VR.OB, value: new Uint8Array(16) },
      { tag: 0x00340003, vr: VR.OB, value: new Uint8Array(16) },
    ],
  ],
  // Institution Code Sequence, Person Identification Code Sequence, Verifying Observer Identification Code Sequence
  [0x00080082, DUMMY_CODE],
  [0x00401101, DUMMY_CODE],
  [0x0040a088, DUMMY_CODE],
  // Operator Identification Sequence
  [0x00081072, PERSON],
  // Verifying Observer Sequence
  [
    0x0040a073,
    [
      { tag: 0x0040a027, vr: VR.LO, value: ANONYMIZED },
      { tag: 0x0040a030, vr: VR.DT, value: dummyValue(VR.DT, 0) },
      { tag: 0x0040a075, vr: VR.PN, value: ANONYMIZED },
      { tag: 0x0040a088, items: [] },
    ],
  ],
  // Waveform Annotation Sequence
  [
    0x0040b020,
    [
      { tag: 0x0040a0b0, vr: VR.US, value: new Uint8Array(4) },
      { tag: 0x00700006, vr: VR.ST, value: ANONYMIZED },
    ],
  ],
]);

/** Encoded dummy items for a sequence, or undefined where the sequence can only be emptied. */
export function dummyItems(sequence: Tag, encoding: Encoding): Uint8Array | undefined {
  const template = ITEMS.get(sequence);
  return template && encodeTemplate(template, encoding);
}

function encodeTemplate(template: readonly Template[], encoding: Encoding): Uint8Array {
  const elements = template.map((element) => {
    if ('items' in element) {
      const items = element.items.map((item) => encodeTemplate(item, encoding));
      return encodeElement(element.tag, VR.SQ, joinBytes(items), encoding);
    }
    const value = typeof element.value === 'string' ? ascii(element.value) : element.value;
    return encodeElement(element.tag, element.vr, value, encoding);
  });
  return encodeItem(joinBytes(elements), encoding.bigEndian);
}
