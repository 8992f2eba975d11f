/** What the page has to know of a file's pixels before it can be shared. */
import { capabilityOf } from '../codecs/registry';
import type { DataSet } from '../core/dicom/data-set';
import { DicomError, type PlainError } from '../core/errors';
import { describePixels } from '../core/pixel/describe';
import { fitMasks } from '../core/pixel/mask';
import { pixelRisk } from '../core/pixel/risk';
import type { Masking, PageMask, PixelFacts, PixelGate } from './engine-api';
import { imageOrigin } from './image-origin';

/** What the user decided about the pixels of a file. */
export interface PixelChoices {
  readonly masks: readonly PageMask[];
  readonly confirmed: boolean;
  readonly removed: boolean;
}

export const NO_CHOICES: PixelChoices = { masks: [], confirmed: false, removed: false };

/** null for a file without pixels. */
export function pixelFacts(dataSet: DataSet, choices: PixelChoices): PixelFacts | null {
  const { masking, error } = maskingOf(dataSet);
  if (!masking && !error) return null;
  const risks = pixelRisk(dataSet);
  return {
    risks,
    gate: gateOf(
      risks.some(({ reason }) => reason !== 'recognizable-face'),
      choices,
    ),
    masking: masking ?? null,
    maskingError: error ?? null,
    origin: imageOrigin(dataSet),
    ...choices,
  };
}

/**
 * @throws DicomError if masks can't be burnt in at all, or one of those enabled misses the image
 */
export function checkMasks(dataSet: DataSet, masks: readonly PageMask[]): void {
  const enabled = masks.filter((mask) => mask.enabled);
  if (enabled.length === 0) return;
  const { error } = maskingOf(dataSet);
  if (error) throw DicomError.fromPlain(error);
  const description = describePixels(dataSet);
  if (description) fitMasks(enabled, description);
}

function gateOf(hasReason: boolean, { masks, confirmed, removed }: PixelChoices): PixelGate {
  if (removed) return 'removed';
  if (masks.some(({ enabled }) => enabled)) return 'masked';
  if (confirmed) return 'confirmed';
  return hasReason ? 'closed' : 'unneeded';
}

/** How masks are burnt in, or why they can't be; neither where there are no pixels. */
function maskingOf(dataSet: DataSet): { readonly masking?: Masking; readonly error?: PlainError } {
  try {
    const description = describePixels(dataSet);
    if (!description) return {};
    if (!description.encapsulated) return { masking: 'native' };
    const capability = capabilityOf(description.syntax);
    if (capability.mask) return { masking: capability.mask };
    const reason = new DicomError('unsupported-compression', { tag: '(0002,0010)' }, { reason: capability.refusal });
    return { error: reason.toPlain() };
  } catch (error) {
    if (error instanceof DicomError) return { error: error.toPlain() };
    throw error;
  }
}
