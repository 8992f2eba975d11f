import type { Rectangle } from '../../pixel/rectangle';
import type { OptionName } from '../profile/option-names';
import type { Overrides } from './override';
import type { ActionName } from './rule';

/**
 * What people decide about a file elsewhere, and an administrator can forbid: to change what is done to an element, to
 * take a finding of verification upon themselves, to keep content that cannot be cleaned, to say that no text in a picture
 * identifies anybody.
 */
export type Lock = 'edits' | 'findings' | 'content' | 'pixels';

/** Masks for images of one kind, such as those of one device: what is not named may be anything. */
export interface MaskRule {
  readonly when: {
    readonly modality?: string | undefined;
    readonly manufacturer?: string | undefined;
    readonly model?: string | undefined;
    readonly rows?: number | undefined;
    readonly columns?: number | undefined;
  };
  readonly rectangles: readonly Rectangle[];
}

/** What is in force for a file, merged from preset, settings and administrator; the last one wins. */
export interface Policy {
  readonly presetId: string;
  readonly options: ReadonlySet<OptionName>;
  /** An option of the preset is not among them: what the output says of its method must tell. */
  readonly leavesOut?: boolean;
  readonly overrides: Overrides;
  readonly locks?: ReadonlySet<Lock>;
  /** Offered with the preset: who works with a file may change them. */
  readonly masks?: readonly MaskRule[];
  /** The administrator's: burnt in whatever anybody else masks. */
  readonly lockedMasks?: readonly MaskRule[];
}

/** A hand edit of one element of one file. */
export interface HandEdit {
  readonly action: ActionName;
  readonly value?: string;
}
