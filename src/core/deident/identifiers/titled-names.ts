/** Names in free text that a title gives away: "Dr. K. Yamanouchi", "Kenzo Yamanouchi MD". */

import { lazy } from '../../lazy';
import { namesNobody } from '../text/degrees';

/** Capitalized, not in capitals: "MR BRAIN" and "DR HAND" are a modality and a body part. */
const NAME = "\\p{Lu}['’]?\\p{Ll}[\\p{L}\\p{M}'’-]*";
const INITIALS = '(?:\\p{Lu}\\.\\s*){0,3}';
const TITLES = 'Dr(?:\\.?\\s?(?:med|dent|vet|rer|nat|phil|habil|univ)\\.)*|Prof|Mr|Mrs|Ms|Miss|Herr|Frau|Mme|Mlle|Sir';
const DEGREES = 'MD|M\\.D\\.|PhD|Ph\\.D\\.|DO|RN|FRCR|MBBS|RT\\(R\\)|R\\.T\\.';

const BEFORE = lazy(() => new RegExp(`(?<!\\p{L})(?:(?:${TITLES})\\.?\\s+)+${INITIALS}(${NAME})`, 'gu'));
const AFTER = lazy(
  () => new RegExp(`(?<!\\p{L})(?:(${NAME})\\s+)?${INITIALS}(${NAME}),?\\s+(?:${DEGREES})(?!\\p{L})`, 'gu'),
);

/** Most texts name nobody; this tells quickly. */
const TITLE = new RegExp(`${TITLES}|${DEGREES}`);

export function titledNames(text: string): string[] {
  if (!TITLE.test(text)) return [];
  return [BEFORE(), AFTER()].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(([, ...names]) =>
      names.filter((name) => name !== undefined && !namesNobody(name)),
    ),
  );
}
