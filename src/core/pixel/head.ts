import type { Tag } from '../dicom/tag';
import type { Attributes } from './attributes';

/** Body Part Examined, Protocol Name, Series and Study Description. */
const DESCRIPTIONS: readonly Tag[] = [0x00180015, 0x00181030, 0x0008103e, 0x00081030];
const ANATOMIC_REGION_SEQUENCE: Tag = 0x00082218;
const CODE_MEANING: Tag = 0x00080104;

/**
 * Words of a head, or of a body with its head, as descriptions have them in English, German, French, Spanish and
 * Italian.
 */
const HEAD = new RegExp(
  [
    'HEAD|BRAIN|SKULL|NECK|ORBIT|SINUS|MAXILL|MANDIB|JAW|CRANI|CEREB|ENCEPH|ENCEF|PITUIT|SELLA|NEURO|MPRAGE|WHOLE.?BODY',
    'KOPF|SCH(AE|Ä)DEL|HIRN|GANZK(OE|Ö)RPER|T[EÊ]TE|CERVEAU|CABEZA|DENTAL|DENTAS|TEMPORAL BONE',
    '\\b(FACE|FACIAL|EYES?|IACS?|TMJ|NNH|CCT|TESTA|WB)\\b',
  ].join('|'),
  'u',
);

/** True where a description names the head. */
export function isHead(attributes: Attributes): boolean {
  const regions = attributes.items(ANATOMIC_REGION_SEQUENCE).map((item) => item.text(CODE_MEANING));
  const texts = [...DESCRIPTIONS.map((tag) => attributes.text(tag)), ...regions];
  return texts.some((text) => HEAD.test(text.toUpperCase()));
}
