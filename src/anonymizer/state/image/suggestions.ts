/** Places where text is likely, to be accepted or dismissed. None of them is ever masked unasked. */
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { templatesFor } from '../../../core/pixel/device-regions';
import { type Rectangle, shareIn } from '../../../core/pixel/rectangle';
import type { Found } from '../../finder/found';
import type { FileView } from '../file/file-view';
import { isMarker } from './markers';
import type { MaskEditor } from './mask-editor';
import { sameRectangle } from './mask-geometry';
import type { MaskMemory } from './mask-memory';
import type { Mask } from './masks';

export interface Suggestion extends Rectangle {
  readonly kind: Mask['kind'];
  /** What it comes from: what is known of the device, what the user did to its images before, or the picture itself. */
  readonly source: 'device' | 'remembered' | Found['kind'];
  /** What was read in the picture. */
  readonly text?: string;
  /** It names an identifier of the file. */
  readonly identifies?: boolean;
  /** A marker of side or position, which whoever reads the picture needs: it goes only if it is accepted by itself. */
  readonly isMarker?: boolean;
}

/** What lies in masks by this share needs no other. */
const COVERED = 0.9;

/** How soon a person should see it. */
function rank({ identifies, isMarker }: Suggestion): number {
  return isMarker ? 2 : Number(!identifies);
}

export class Suggestions {
  /** Those of the selected file that are neither accepted nor dismissed. */
  readonly open = computed((): readonly Suggestion[] => {
    const file = this.file.value;
    const pixels = file?.pixels;
    if (!pixels?.facts.value || pixels.facts.value.masking === null) return [];
    const dismissed = this.dismissed.value.get(file) ?? [];
    const masks = pixels.masks.value;
    const covers = masks.filter(({ kind, enabled }) => kind === 'cover' && enabled);
    return this.all.value.filter(
      (one) =>
        ![...masks, ...dismissed].some((other) => other.kind === one.kind && sameRectangle(one, other)) &&
        !(one.text !== undefined && covers.some((mask) => shareIn(one, mask) >= COVERED)),
    );
  });
  /** The one that the list points at, to be found in the picture. */
  readonly pointed = signal<Suggestion | null>(null);
  private readonly file: ReadonlySignal<FileView | null>;
  private readonly memory: MaskMemory;
  private readonly editor: MaskEditor;
  private readonly dismissed = signal<ReadonlyMap<FileView | null, readonly Suggestion[]>>(new Map());
  private readonly all = computed(() => [...this.found(), ...this.known()]);

  constructor(file: ReadonlySignal<FileView | null>, memory: MaskMemory, editor: MaskEditor) {
    this.file = file;
    this.memory = memory;
    this.editor = editor;
  }

  accept(accepted: readonly Suggestion[]): void {
    const file = this.file.value;
    if (!file) return;
    for (const kind of ['cover', 'keep'] as const) {
      const some = accepted.filter((one) => one.kind === kind);
      if (some.length > 0) this.editor.add(file, some, kind);
    }
  }

  /** Accepts all but markers. */
  acceptAll(): void {
    this.accept(this.open.value.filter(({ isMarker }) => !isMarker));
  }

  dismiss(one: Suggestion): void {
    const file = this.file.value;
    const all = new Map(this.dismissed.value);
    this.dismissed.value = all.set(file, [...(all.get(file) ?? []), one]);
  }

  /** What was found in the picture: what names an identifier first, markers last, from top to bottom. */
  private found(): readonly Suggestion[] {
    const found = this.file.value?.pixels.found.value ?? [];
    return found
      .map(({ kind: source, ...one }): Suggestion & { readonly text: string } => {
        const isMarkerOnly = source === 'text' && !one.identifies && isMarker(one.text);
        return { ...one, kind: 'cover', source, isMarker: isMarkerOnly };
      })
      .toSorted((a, b) => rank(a) - rank(b) || a.y - b.y || a.x - b.x);
  }

  private known(): readonly Suggestion[] {
    const device = this.file.value?.pixels.facts.value?.origin.device;
    if (!device) return [];
    const remembered = this.memory.of(device);
    const [known = []] = templatesFor(device);
    return [
      ...remembered.map((one): Suggestion => ({ ...one, source: 'remembered' })),
      ...known
        .filter((one) => !remembered.some((other) => sameRectangle(one, other)))
        .map((one): Suggestion => ({ ...one, kind: 'cover', source: 'device' })),
    ];
  }
}
