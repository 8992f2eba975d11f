import type { MaskRule } from '../core/deident/rules/policy';
import type { Rectangle } from '../core/pixel/rectangle';

/** What an image says of itself and of the device that made it. */
export interface ImageTraits {
  readonly modality: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly rows: number;
  readonly columns: number;
}

/**
 * The rectangles of all rules that are for images like this one. Every trait that a rule names has to be the
 * image's; case and blanks around texts do not count. A rule that names none is for every image.
 */
export function masksFor(rules: readonly MaskRule[], image: ImageTraits): readonly Rectangle[] {
  return rules.filter(({ when }) => isFor(when, image)).flatMap(({ rectangles }) => rectangles);
}

function isFor(when: MaskRule['when'], image: ImageTraits): boolean {
  const texts = ['modality', 'manufacturer', 'model'] as const;
  const sizes = ['rows', 'columns'] as const;
  return (
    texts.every((trait) => when[trait] === undefined || folded(when[trait]) === folded(image[trait])) &&
    sizes.every((trait) => when[trait] === undefined || when[trait] === image[trait])
  );
}

function folded(text: string): string {
  return text.trim().toLowerCase();
}
