/** What the user does to the masks and to the gate of the open files. */
import { batch } from '@preact/signals';
import type { Rectangle } from '../../../core/pixel/rectangle';
import type { OpenedFile } from '../../../jobs/engine-api';
import type { ImageTraits } from '../../../settings/masks';
import type { History, MaskEdit } from '../edits/history';
import type { FileView } from '../file/file-view';
import type { Announce } from '../page/announce';
import { sameRectangle } from './mask-geometry';
import { forOther, fromPageMasks, type Mask, type Masks, toPageMasks } from './masks';

/** Which other images a set of masks goes to: those made together with this one, or by the same device. */
export type MaskScope = 'series' | 'device';

export interface MaskPage {
  readonly announce: Announce;
  readonly files: () => readonly FileView[];
  /** What the plan says of a file is new. */
  readonly replanned: (file: FileView, opened: OpenedFile) => Promise<void>;
  /** Makes the preview of a file again, when its turn comes. */
  readonly remake: (file: FileView) => void;
}

export class MaskEditor {
  private readonly history: History;
  private readonly page: MaskPage;
  private readonly telling = new Map<FileView, Promise<void>>();
  /** Files that were being read when their masks changed: engines are told once they know the image. */
  private readonly untold = new Set<FileView>();
  private nextId = 1;

  constructor(history: History, page: MaskPage) {
    this.history = history;
    this.page = page;
  }

  /** Adds masks, in one step of the history. Answers their ids. */
  add(file: FileView, rectangles: readonly Rectangle[], kind: Mask['kind'] = 'cover'): readonly number[] {
    const added = rectangles.map(({ x, y, width, height }): Mask => {
      return { id: this.nextId++, kind, enabled: true, x, y, width, height, frames: null };
    });
    if (added.length > 0) this.change(file, [...file.pixels.masks.value, ...added]);
    return added.map(({ id }) => id);
  }

  remove(file: FileView, id: number): void {
    this.change(
      file,
      file.pixels.masks.value.filter((mask) => mask.id !== id),
    );
  }

  /** Changes one mask. Changes of one `gesture` are taken back together. */
  set(file: FileView, id: number, change: Partial<Omit<Mask, 'id'>>, gesture?: string): void {
    const masks = file.pixels.masks.value;
    const old = masks.find((mask) => mask.id === id);
    if (!old) return;
    const mask = { ...old, ...change };
    if (sameRectangle(old, mask) && old.enabled === mask.enabled && old.frames === mask.frames) return;
    this.change(
      file,
      masks.map((one) => (one === old ? mask : one)),
      gesture,
    );
  }

  /** Takes a file's masks to the other open images of its series or device, in place of theirs. Answers how many. */
  copyToOthers(file: FileView, scope: MaskScope): number {
    const others = this.related(file, scope);
    const edits = others.flatMap((other): MaskEdit[] => {
      const { device } = other.pixels.facts.value?.origin ?? {};
      if (!device) return [];
      const frames = other.opened.value?.summary.image?.frames ?? 1;
      const after = forOther(file.pixels.masks.value, device, frames, () => this.nextId++);
      return [{ file: other, before: other.pixels.masks.value, after }];
    });
    this.history.add({ kind: 'masks', edits });
    void this.put(edits, 'after');
    for (const other of others) this.page.remake(other);
    this.page.announce({ kind: 'masks-copied', files: others.length });
    return others.length;
  }

  /** The other open images of the same size that masks can go to. */
  related(file: FileView, scope: MaskScope): readonly FileView[] {
    const own = file.pixels.facts.value?.origin;
    if (!own) return [];
    return this.page.files().filter((other) => {
      const facts = other.pixels.facts.value;
      if (other === file || !facts || facts.masking === null) return false;
      const { series, device } = facts.origin;
      if (device.rows !== own.device.rows || device.columns !== own.device.columns) return false;
      if (scope === 'series') return series !== '' && series === own.series;
      return (['modality', 'manufacturer', 'model'] as const).every((name) => device[name] === own.device[name]);
    });
  }

  /** Puts the masks of a step of the history in force, as they were before or after it. */
  async put(edits: readonly MaskEdit[], side: 'before' | 'after'): Promise<void> {
    batch(() => {
      for (const { file, [side]: masks } of edits) {
        file.pixels.masks.value = masks;
        file.pixels.ownMasks = true;
        file.outdated.value = true;
        file.undownloaded.value = true;
      }
    });
    await Promise.all(edits.map(({ file }) => this.tell(file)));
  }

  /** The user has looked at images, and no text in them identifies anybody; or takes that back. */
  async confirm(files: readonly FileView[], confirmed: boolean): Promise<void> {
    await Promise.all(files.map((file) => this.decide(file, 'confirmed', confirmed)));
    if (confirmed && files.length > 1) this.page.announce({ kind: 'pixels-confirmed', files: files.length });
  }

  /** The output has no pixels, for pictures that can be neither seen nor masked. */
  async removePixels(file: FileView, removed: boolean): Promise<void> {
    await this.decide(file, 'removed', removed);
  }

  /** Takes what the engine knows of the masks of a preset, unless the user has masks of his own. */
  adopt(file: FileView): void {
    const { pixels } = file;
    if (pixels.ownMasks) {
      if (this.untold.delete(file)) void this.tell(file);
      return;
    }
    pixels.masks.value = fromPageMasks(pixels.facts.value?.masks ?? []).map((mask) => ({ ...mask, id: this.nextId++ }));
  }

  /** Tells an engine that has just read the file what was decided about its pixels before. */
  async restore(file: FileView, opened: OpenedFile): Promise<void> {
    const { pixels, engine } = file;
    const { device } = opened.pixels?.origin ?? {};
    if (pixels.confirmed.value) await engine.confirmPixels(true);
    if (pixels.removed.value) await engine.removePixels(true);
    if (pixels.ownMasks && device) await engine.setMasks(toPageMasks(pixels.masks.value, device));
  }

  /** Resolves when the engine knows the masks that are in force. */
  async told(file: FileView): Promise<void> {
    await this.telling.get(file);
  }

  /** A picture is there before its file is read: until then nothing is masked. */
  private change(file: FileView, after: Masks, gesture?: string): void {
    if (!file.pixels.facts.value) return;
    const edits = [{ file, before: file.pixels.masks.value, after }];
    this.history.add({ kind: 'masks', edits, ...(gesture && { gesture }) });
    void this.put(edits, 'after');
  }

  private async decide(file: FileView, name: 'confirmed' | 'removed', value: boolean): Promise<void> {
    const { pixels, engine } = file;
    batch(() => {
      pixels[name].value = value;
      file.outdated.value = true;
      file.undownloaded.value = true;
    });
    const answer = await (name === 'confirmed' ? engine.confirmPixels(value) : engine.removePixels(value));
    if (!answer.ok) return;
    await this.page.replanned(file, answer.value);
    if (!pixels.closed.value) this.page.remake(file);
  }

  /** One request at a time; what changed meanwhile goes with the next. */
  private tell(file: FileView): Promise<void> {
    const device = file.pixels.facts.value?.origin.device;
    if (!device) {
      this.untold.add(file);
      return Promise.resolve();
    }
    const running = this.telling.get(file);
    if (running) return running;
    const telling = this.tellLatest(file, device).finally(() => this.telling.delete(file));
    this.telling.set(file, telling);
    return telling;
  }

  private async tellLatest(file: FileView, device: ImageTraits): Promise<void> {
    for (;;) {
      const masks = file.pixels.masks.value;
      const answer = await file.engine.setMasks(toPageMasks(masks, device));
      if (masks !== file.pixels.masks.value) continue;
      if (answer.ok) await this.page.replanned(file, answer.value);
      else this.page.announce({ kind: 'edit-refused', code: answer.error.code });
      return;
    }
  }
}
