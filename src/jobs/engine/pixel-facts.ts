/** What the page has to know of a file's pixels before it can be shared. */
import { pixelGate, remainingRisks } from '../../core/deident/plan/pixel-gate';
import type { PixelDecision } from '../../core/deident/plan/pixel-plan';
import type { Plan } from '../../core/deident/plan/plan';
import type { DataSet } from '../../core/dicom/data-set';
import { DicomError, type PlainError } from '../../core/errors';
import type { Masking, PageMask, PixelFacts } from '../engine-api';
import { imageOrigin } from '../image-origin';
import type { Job } from '../job';
import { maskingOf } from '../masking';

/** What the user decided about the pixels of a file; without masks of the user those of the preset hold, and those of
 * the administrator always. */
export interface PixelChoices {
  readonly masks: readonly PageMask[] | undefined;
  readonly confirmed: boolean;
  readonly removed: boolean;
}

export const NO_CHOICES: PixelChoices = { masks: undefined, confirmed: false, removed: false };

/** The masks that the user can change. */
function changeableMasks(job: Job, dataSet: DataSet, { masks }: PixelChoices): readonly PageMask[] {
  return masks ?? job.presetMasks(dataSet).map((rectangle, index) => ({ ...rectangle, id: index, enabled: true }));
}

export function pixelDecision(job: Job, dataSet: DataSet, choices: PixelChoices): PixelDecision {
  const { confirmed, removed } = choices;
  const locked = job.lockedMasks(dataSet);
  const masks = [...changeableMasks(job, dataSet, choices).filter(({ enabled }) => enabled), ...locked];
  const masksFrom = locked.length > 0 ? 'administrator' : choices.masks ? 'user' : 'custom-preset';
  return { masks, masksFrom, confirmed, removed };
}

/**
 * null for a file without pixels.
 *
 * @param problem - why the masks in force can't be burnt in
 */
export function pixelFacts(
  job: Job,
  plan: Plan,
  choices: PixelChoices,
  problem: DicomError | undefined,
): PixelFacts | null {
  const { dataSet } = plan;
  const { masking, error = problem?.toPlain() } = tryMasking(dataSet);
  if (!masking && !error) return null;
  const { confirmed, removed } = choices;
  return {
    risks: remainingRisks(plan),
    gate: problem ? 'closed' : pixelGate(plan),
    masking: masking ?? null,
    maskingError: error ?? null,
    origin: imageOrigin(dataSet),
    masks: changeableMasks(job, dataSet, choices),
    lockedMasks: job.lockedMasks(dataSet),
    confirmed,
    mayConfirm: !plan.policy.locks?.has('pixels'),
    removed,
  };
}

function tryMasking(dataSet: DataSet): { readonly masking?: Masking | undefined; readonly error?: PlainError } {
  try {
    return { masking: maskingOf(dataSet) };
  } catch (error) {
    if (error instanceof DicomError) return { error: error.toPlain() };
    throw error;
  }
}
