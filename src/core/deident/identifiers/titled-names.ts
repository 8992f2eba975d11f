/** Names in free text that a title gives away: "Dr. K. Yamanouchi", "Kenzo Yamanouchi MD". */

import { lazy } from '../../lazy';
import { isNameLike } from '../text/capitals';
import { namesNobody } from '../text/degrees';

/** Capitalized, not in capitals: "MR BRAIN" and "DR HAND" are a modality and a body part. */
const NAME = "\\p{Lu}['’]?\\p{Ll}[\\p{L}\\p{M}'’-]*";
const INITIALS = '(?:\\p{Lu}\\.\\s*){0,3}';
const TITLES = 'Dr(?:\\.?\\s?(?:med|dent|vet|rer|nat|phil|habil|univ)\\.)*|Prof|Mr|Mrs|Ms|Miss|Herr|Frau|Mme|Mlle|Sir';
const DEGREES = 'MD|M\\.D\\.|PhD|Ph\\.D\\.|DO|RN|FRCR|MBBS|RT\\(R\\)|R\\.T\\.';

/** Behind a modality and a body part that look like a title and a name: "Mr Knee Left". */
const SIDE = '(?:Left|Right|Both|Bilat\\p{L}*|Lt|Rt|Links|Rechts|Gauche|Droite?)';

const BEFORE = lazy(
  () => new RegExp(`(?<!\\p{L})(?:(?:${TITLES})\\.?\\s+)+${INITIALS}(${NAME})(\\s+${SIDE}(?!\\p{L}))?`, 'gu'),
);
const AFTER = lazy(
  () => new RegExp(`(?<!\\p{L})(?:(${NAME})\\s+)?(${INITIALS})(${NAME}),?\\s+(?:${DEGREES})(?!\\p{L})`, 'gu'),
);

/** Most texts name nobody; this tells quickly. */
const TITLE = new RegExp(`${TITLES}|${DEGREES}`);

export function titledNames(text: string): string[] {
  if (!TITLE.test(text)) return [];
  return [
    ...[...text.matchAll(BEFORE())].flatMap(nameBehindTitle),
    ...[...text.matchAll(AFTER())].flatMap(namesBeforeDegree),
  ];
}

function nameBehindTitle([found, name = '', side]: RegExpMatchArray): string[] {
  const isExamination = side !== undefined && /^(?:Dr|Mr|Ms)\s+\p{Lu}\p{Ll}/u.test(found) && !isNameLike(name);
  return isExamination ? [] : [name];
}

function namesBeforeDegree([, given, initials = '', family = '']: RegExpMatchArray): string[] {
  if (namesNobody(family, given ?? (initials === '' ? undefined : initials.slice(0, 2)))) return [];
  return given === undefined || namesNobody(given, undefined) ? [family] : [given, family];
}
