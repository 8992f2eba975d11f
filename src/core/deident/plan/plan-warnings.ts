import type { Tag } from '../../dicom/tag';
import type { Warning, WarningCode } from '../../errors';
import type { PixelDescription } from '../../pixel/description';
import { reasonsFor } from '../text/removal';
import { standsForNoDate } from '../values/date-shift';
import { fileWarnings } from './check-file';
import { type Plan, ruleOf } from './plan';

const LOSSY_IMAGE_COMPRESSION: Tag = 0x00282110;

/**
 * What a person should know of a file, as it was read and as it is planned, before it is shared.
 *
 * @param image - what the pixels are, where somebody looks at them or masks them
 */
export function planWarnings(plan: Plan, image = plan.pixels?.image): Warning[] {
  const { dataSet } = plan;
  const ofFile = fileWarnings(dataSet).filter(({ code }) => !isAnswered(plan, code));
  return [
    ...dataSet.warnings,
    ...ofFile,
    ...ofPixels(plan),
    ...ofDescription(plan, image),
    ...ofSideData(plan),
    ...undecodableText(plan),
    ...unshiftedDates(plan),
    ...placeholderDates(plan),
  ];
}

/**
 * Warnings of text in pixels, which is covered, or which somebody looked for and did not find; and of pixels that
 * nobody can look at, which become zero then.
 */
const OF_TEXT: readonly WarningCode[] = ['burned-in-annotation', 'modality-at-risk', 'pixel-data-surplus'];
const OF_PIXELS: readonly WarningCode[] = [...OF_TEXT, 'recognizable-face', 'pixel-data-trailing', 'pixel-data-short'];

function isAnswered({ pixels }: Plan, code: WarningCode): boolean {
  if (pixels === undefined) return false;
  if (pixels.outcome === 'removed') return OF_PIXELS.includes(code);
  // They become zero where it is known where the last frame ends.
  if (code === 'pixel-data-trailing') return pixels.image !== undefined && pixels.image.surplus > 0;
  return OF_TEXT.includes(code);
}

function ofPixels({ dataSet, pixels }: Plan): Warning[] {
  if (pixels?.outcome === 'removed') return [{ code: 'pixels-removed', tag: '(7FE0,0010)' }];
  const wasLossy = dataSet.text(dataSet.find(LOSSY_IMAGE_COMPRESSION)) === '01';
  const isCodedAgain = pixels?.outcome === 'masked' && dataSet.syntax.lossy === 'maybe';
  return isCodedAgain && wasLossy ? [{ code: 'coded-without-loss', tag: '(7FE0,0010)' }] : [];
}

/** What had to be assumed, or passed over, to know what the pixels are: each once, with the first attribute. */
function ofDescription({ pixels }: Plan, image: PixelDescription | undefined): Warning[] {
  if (pixels?.outcome === 'removed') return [];
  const { warnings = [] } = image ?? {};
  return (['pixel-attribute-assumed', 'pixel-attribute-ignored'] as const).flatMap((code) => {
    const some = warnings.filter((warning) => warning.code === code);
    return some[0] ? [{ ...some[0], count: some.length }] : [];
  });
}

function ofSideData({ sideData }: Plan): Warning[] {
  const removed = sideData?.frames?.cuts.size ?? 0;
  const left = sideData?.left ?? 0;
  return [
    ...(removed > 0 ? [{ code: 'side-data-removed', tag: '(7FE0,0010)', count: removed } as const] : []),
    ...(left > 0 ? [{ code: 'side-data-left', tag: '(7FE0,0010)', count: left } as const] : []),
  ];
}

/** Texts that lost words because these are none in the character set of their place. */
function undecodableText({ dataSet, removals }: Plan): Warning[] {
  const rows = [...removals.keys()].filter((row) =>
    removals.get(row)?.some((removal) => reasonsFor(removal).includes('undecodable')),
  );
  const [first] = rows;
  return first === undefined ? [] : [{ code: 'undecodable-text', tag: dataSet.path(first), count: rows.length }];
}

/** Dates that were none, and were moved: they give the shift away. */
function placeholderDates(plan: Plan): Warning[] {
  const { dataSet } = plan;
  const rows = [...plan.values.keys()].filter(
    (row) => ruleOf(plan, row).action === 'shift' && dataSet.text(row).split('\\').some(standsForNoDate),
  );
  const [first] = rows;
  return first === undefined ? [] : [{ code: 'placeholder-date', tag: dataSet.path(first), count: rows.length }];
}

/** Values in place of dates that cannot be shifted with the others: they went. */
function unshiftedDates({ dataSet, unshifted }: Plan): Warning[] {
  const [first] = unshifted;
  return first === undefined ? [] : [{ code: 'no-date', tag: dataSet.path(first), count: unshifted.length }];
}
