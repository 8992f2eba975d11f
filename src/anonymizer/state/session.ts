/**
 * The state of the anonymizer page: the opened files, which of them is shown, and what the user can
 * do with them. Nothing in here outlives the page.
 */

import { batch, computed, type Signal, signal } from '@preact/signals';
import type { PlainError } from '../../core/errors';
import type {
  Answer,
  Category,
  DocumentDecision,
  ElementRow,
  OpenedFile,
  OutcomeFilter,
  Progress,
  Result,
  RowQuery,
} from '../../jobs/engine-api';
import { BUILT_IN, optionsOf, usablePresets } from '../../settings/in-force';
import type { ChoosableOption } from '../../settings/options';
import { AllValues } from './all-values';
import type { Announce } from './announce';
import { Editor } from './editor';
import type { Engines } from './engines';
import { type FileFilter, matchesFilter } from './file-filter';
import { FileView, type Picked } from './file-view';
import { findRow, reveal } from './find-row';
import { History, type PresetChoice } from './history';
import { MaskEditor } from './image/mask-editor';
import { changesOf, type OptionSet, switchOption } from './option-set';
import { Queue } from './queue';
import { RowWindow } from './row-window';
import { looksSame, sameFile } from './same-file';
import { type PageSettings, stopError } from './settings';

/** How the page hands a finished file to the user. */
export type Save = (blob: Blob, name: string) => void;

/** The panes, of which small windows show one. */
export type PaneName = 'elements' | 'image' | 'files';

const UNFILTERED: RowQuery = { search: '', category: 'all', outcome: 'all' };
const STARTED: Progress = { phase: 'reading', done: 0, total: 0 };

export class Session {
  readonly files = signal<readonly FileView[]>([]);
  readonly selectedId = signal<number | null>(null);
  readonly selected = computed(() => this.files.value.find((file) => file.id === this.selectedId.value) ?? null);
  readonly settings: Signal<PageSettings>;
  /** The last that could be used; what comes with the software where there is nothing else. */
  readonly inForce = signal(BUILT_IN);
  readonly presets = computed(() => usablePresets(this.inForce.value));
  readonly preset = signal(BUILT_IN.settings.defaultPreset);
  /** The options that the preset has of its own. */
  readonly presetOptions = computed(() => optionsOf(this.inForce.value, this.preset.value));
  /** The options in force. */
  readonly options = signal<OptionSet>(new Set());
  readonly optionChanges = computed(() => changesOf(this.presetOptions.value, this.options.value));
  readonly query = signal<RowQuery>(UNFILTERED);
  readonly rows = new RowWindow();
  readonly pane = signal<PaneName>('elements');
  readonly fileFilter = signal<FileFilter>('all');
  /** The files that the list shows. */
  readonly shown = computed(() =>
    this.fileFilter.value === 'all'
      ? this.files.value
      : this.files.value.filter((file) => matchesFilter(file, this.fileFilter.value)),
  );
  /** A row that the table should go to, by its id, or its first row; the table then sets it back to null. */
  readonly wantedRow = signal<number | 'first' | null>(null);
  readonly editor: Editor;
  readonly masks: MaskEditor;
  readonly values: AllValues;
  /** Whether the table shows the selected file or what all files say. */
  readonly scope = signal<'file' | 'all'>('file');
  /** Counts changes of plans, and of the files that are open. */
  readonly plans = signal(0);
  readonly openFiles = computed(() => this.files.value.filter((file) => file.opened.value !== null));
  readonly showsAll = computed(() => this.scope.value === 'all' && this.openFiles.value.length > 1);
  readonly unsaved = computed(() => this.files.value.some((file) => file.unsaved.value));
  readonly hasDownloadable = computed(() => this.files.value.some((file) => file.canDownload.value));
  readonly downloadable = computed(() => this.files.value.filter((file) => file.canDownload.value));

  private readonly isSettled = computed(() => this.settings.value.kind === 'ready');
  private readonly engines: Engines;
  private readonly save: Save;
  private readonly announce: Announce;
  private readonly queue: Queue;
  /** Files whose preview waits for being made again. */
  private readonly remaking = new Set<FileView>();
  /** Files whose preview is not wanted any more, before or while it is made. */
  private readonly cancelled = new Set<FileView>();
  private nextId = 1;
  /** The user has chosen the preset; else it is the default of the settings. */
  private hasChosen = false;
  /** Counts changes of the settings. */
  private settingsVersion = 0;
  /** The selected file was not chosen by the user: another one may be shown instead. */
  private anyWillDo = false;

  constructor(engines: Engines, save: Save, announce: Announce, settings: PageSettings) {
    this.settings = signal(settings);
    if (settings.kind === 'ready') this.inForce.value = settings.inForce;
    this.engines = engines;
    this.save = save;
    this.announce = announce;
    this.queue = new Queue(engines.parallel);
    engines.onReplanned = (ids) => {
      this.makeAgain(this.files.value.filter((file) => ids.includes(file.id) && file.opened.value !== null));
      void this.plansChanged();
    };
    const history = new History();
    const files = () => this.files.value;
    const remake = (file: FileView) => this.remake(file, false);
    this.masks = new MaskEditor(history, {
      announce,
      files,
      replanned: async (file, opened) => {
        if (file.opened.value) file.reading.value = { kind: 'opened', opened };
        if (file === this.selected.value) await this.rows.refresh();
      },
      remake,
    });
    this.editor = new Editor(history, this.masks, {
      announce,
      files,
      setActions: (edits) => this.engines.setActions(edits),
      editValues: (edit) => this.engines.editValues(edit),
      changed: () => this.plansChanged(),
      remake,
      select: (file) => {
        if (file !== this.selected.value) this.select(file.id);
      },
      choosePreset: (choice) => this.usePreset(choice),
    });
    this.values = new AllValues(engines, this.editor);
  }

  /** Opens files one after the other and makes the first preview of each. A file that is open is not opened again. */
  add(picked: readonly Picked[]): void {
    const open = this.files.value;
    const doubtful = picked.filter((one) => open.some((file) => looksSame(file.picked, one)));
    this.addNew(picked.filter((one) => !doubtful.includes(one)));
    if (doubtful.length > 0) void this.addUnlessOpen(open, doubtful);
  }

  /** Opens a refused file once more, with its hand edits. */
  retry(file: FileView): void {
    this.decide(file, file.documents);
  }

  /** Opens a file once more under a decision about its document; `refuse` takes an earlier decision back. */
  decide(file: FileView, documents: DocumentDecision): void {
    const again = this.view(file.picked, file, documents);
    // What is still under way for the old view ends with it.
    this.cancel(file);
    this.files.value = this.files.value.map((one) => (one === file ? again : one));
    this.editor.history.replace(new Set([file]), again);
    if (this.selectedId.value === file.id) this.select(again.id);
    void this.queue.add(() => this.open(again), true);
  }

  remove(file: FileView): void {
    const index = this.files.value.indexOf(file);
    file.engine.close();
    this.files.value = this.files.value.filter((one) => one !== file);
    this.editor.history.replace(new Set([file]), null);
    this.plans.value += 1;
    if (this.selectedId.value === file.id) {
      const next = this.files.value[Math.min(index, this.files.value.length - 1)];
      this.select(next?.id ?? null);
    }
  }

  removeAll(): void {
    for (const file of this.files.value) file.engine.close();
    this.editor.history.replace(new Set(this.files.value), null);
    this.files.value = [];
    this.fileFilter.value = 'all';
    this.select(null);
  }

  select(id: number | null): void {
    this.anyWillDo = false;
    this.selectedId.value = id;
    void this.showRows();
  }

  /** Selects the next (1) or previous (-1) file. */
  step(by: 1 | -1): void {
    this.stepWithin(this.shown.value, by);
  }

  /** Selects the next (1) or previous (-1) of some files. */
  stepWithin(files: readonly FileView[], by: 1 | -1): void {
    const index = files.findIndex((file) => file.id === this.selectedId.value);
    const next = files[index + by];
    if (next) this.select(next.id);
  }

  /** Shows an element in the table: no filter, and unfolded what holds it. */
  async showElement(file: FileView, row: Pick<ElementRow, 'id' | 'path'>): Promise<void> {
    this.query.value = UNFILTERED;
    await reveal(file.engine, row.path);
    await this.showRows();
    this.pane.value = 'elements';
    this.wantedRow.value = row.id;
  }

  /** Shows an element of another file in the table. */
  async showPlace(file: number, path: string): Promise<void> {
    const holder = this.files.value.find(({ id }) => id === file);
    const found = holder && (await findRow(holder.engine, path));
    if (!holder || !found) return;
    this.scope.value = 'file';
    if (holder !== this.selected.value) this.select(file);
    await this.showElement(holder, found);
  }

  /** Ends making the preview, which is out of date then, or reading; the file stays in the list and can be tried again. */
  cancel(file: FileView): void {
    if (file.preview.value.kind === 'working') {
      this.cancelled.add(file);
      file.engine.cancel();
      return;
    }
    this.refuse(file, { code: 'cancelled', details: {} });
    file.engine.close();
  }

  search(text: string): void {
    this.filter({ search: text });
  }

  showCategory(category: Category | 'all'): void {
    this.filter({ category });
  }

  showOutcome(outcome: OutcomeFilter): void {
    this.filter({ outcome });
  }

  clearFilters(): void {
    this.filter(UNFILTERED);
  }

  async setExpanded(row: ElementRow, expanded: boolean): Promise<void> {
    await this.selected.value?.engine.setExpanded(row.id, expanded);
    await this.rows.refresh();
  }

  async setAllExpanded(expanded: boolean): Promise<void> {
    await this.selected.value?.engine.setAllExpanded(expanded);
    await this.rows.refresh();
  }

  /** Takes a preset with its own options. */
  async choosePreset(preset: string): Promise<void> {
    this.hasChosen = true;
    await this.change({ preset, options: new Set(optionsOf(this.inForce.value, preset)) });
  }

  /**
   * Takes other settings. The preset stays where the user chose it and it is still there, and so do options that were
   * changed, unless the administrator locks them.
   */
  async useSettings(settings: PageSettings): Promise<void> {
    const { added, left } = this.optionChanges.value;
    batch(() => {
      this.settings.value = settings;
      if (settings.kind === 'reading') return;
      this.inForce.value = settings.kind === 'ready' ? settings.inForce : BUILT_IN;
      const { rules, settings: merged } = this.inForce.value;
      const stays = this.hasChosen && this.isUsable(this.preset.value);
      if (!stays) this.preset.value = merged.defaultPreset;
      const keepsOptions = stays && added + left > 0 && !rules.lockOverrides;
      if (!keepsOptions) this.options.value = new Set(this.presetOptions.value);
    });
    await this.configure();
  }

  /** Switches an option on or off; one that contradicts it goes off. Answers which. */
  async setOption(name: ChoosableOption, on: boolean): Promise<ChoosableOption | null> {
    const { options, displaced } = switchOption(this.options.value, name, on);
    this.announce({ kind: 'option', name, on, displaced });
    await this.change({ preset: this.preset.value, options });
    return displaced;
  }

  /** Goes back to the options of the preset. */
  async resetOptions(): Promise<void> {
    this.announce({ kind: 'options-reset' });
    await this.choosePreset(this.preset.value);
  }

  /** Makes the output again, with the texts that are being typed; one that can't be used stops it. */
  async update(file: FileView): Promise<void> {
    const unusable = await this.editor.applyTexts(file);
    if (unusable !== null) {
      this.pane.value = 'elements';
      this.wantedRow.value = unusable;
      return;
    }
    if (!file.canUpdate.value) {
      if (file.result.value) this.announce({ kind: 'up-to-date' });
      return;
    }
    file.preview.value = { kind: 'working', progress: null };
    await this.queue.add(() => this.makePreview(file), true);
  }

  download(file: FileView): void {
    const result = file.result.value;
    if (!result?.blob || !file.canDownload.value) {
      this.announce({ kind: 'not-ready' });
      return;
    }
    this.save(result.blob, result.name);
    this.markDownloaded(file, result);
    this.announce({ kind: 'downloaded' });
  }

  /** As `download`, but a result that was downloaded is not downloaded again: keys are easily pressed twice. */
  downloadOnce(file: FileView): void {
    if (file.verdict.value === 'downloaded') this.announce({ kind: 'already-downloaded' });
    else this.download(file);
  }

  /** Notes that the user has a result, unless the file was changed since. */
  markDownloaded(file: FileView, result: Result): void {
    if (file.result.value !== result) return;
    file.downloaded.value = true;
    if (!file.outdated.value) file.undownloaded.value = false;
  }

  /** Takes another preset or other options, as a step that can be undone. */
  private async change(after: PresetChoice): Promise<void> {
    const before = { preset: this.preset.value, options: this.options.value };
    const { added, left } = changesOf([...before.options], after.options);
    const isOther = after.preset !== before.preset || added + left > 0;
    if (isOther && this.files.value.length > 0) this.editor.history.add({ kind: 'preset', before, after });
    await this.usePreset(after);
  }

  /** Takes a preset with these options, or with its own where the administrator locks them; false: neither can be had. */
  private async usePreset({ preset, options }: PresetChoice): Promise<boolean> {
    const { lockOverrides } = this.inForce.value.rules;
    if (!this.isUsable(preset) || (lockOverrides && preset === this.preset.value)) return false;
    batch(() => {
      this.preset.value = preset;
      this.options.value = lockOverrides ? new Set(this.presetOptions.value) : options;
    });
    await this.configure();
    return true;
  }

  private isUsable(preset: string): boolean {
    return this.presets.value.some(({ id }) => id === preset);
  }

  /** Files wait until it is known under which settings. */
  private settled(): Promise<void> {
    return new Promise((resolve) => {
      const end = this.settings.subscribe(({ kind }) => {
        if (kind === 'reading') return;
        resolve();
        queueMicrotask(() => end());
      });
    });
  }

  /** Takes the settings to the engines, and makes the previews again; those of older settings are left out. */
  private async configure(): Promise<void> {
    const { added, left } = this.optionChanges.value;
    const version = ++this.settingsVersion;
    const open = () => this.files.value.filter((file) => file.opened.value !== null);
    batch(() => {
      for (const file of open()) file.outdated.value = true;
    });
    const settings = this.settings.value;
    if (settings.kind === 'reading') return;
    await this.engines.configure({
      preset: this.preset.value,
      ...(added + left > 0 && { options: [...this.options.value] }),
      ...(settings.kind === 'ready'
        ? { inForce: settings.inForce, ...(settings.projectKey && { projectKey: settings.projectKey }) }
        : { stopped: stopError(settings.cause, settings.problem) }),
    });
    if (version !== this.settingsVersion) return;
    this.makeAgain(open());
    await this.plansChanged();
  }

  /** Shows the new plans of files, and makes their previews when their turn comes. */
  private makeAgain(files: readonly FileView[]): void {
    batch(() => {
      for (const file of files) file.outdated.value = true;
    });
    for (const file of files) this.remake(file, true);
  }

  private addNew(picked: readonly Picked[]): void {
    if (picked.length === 0) return;
    const added = picked.map((one) => this.view(one));
    this.files.value = [...this.files.value, ...added];
    if (this.selected.value === null || picked.length === 1) this.select(added[0].id);
    this.anyWillDo ||= this.selected.value === added[0] && picked.length > 1;
    for (const file of added) void this.queue.add(() => this.open(file));
  }

  private async addUnlessOpen(open: readonly FileView[], picked: readonly Picked[]): Promise<void> {
    const matches = await Promise.all(picked.map((one) => sameFile(open, one)));
    this.addNew(picked.filter((_, index) => !matches[index]));
    const found = matches.filter((match) => match !== undefined);
    if (found.length === 0) return;
    if (found.length === picked.length) this.select(found[0].id);
    this.announce({ kind: 'already-open', files: found.length });
  }

  private view(picked: Picked, before?: FileView, documents?: DocumentDecision): FileView {
    const id = this.nextId++;
    const engine = this.engines.attach(id, picked.blob?.size ?? 0);
    return new FileView(id, picked, { engine, settled: this.isSettled }, before, documents);
  }

  private async open(file: FileView): Promise<void> {
    await this.settled();
    if (file.reading.value.kind !== 'waiting') return;
    const { blob } = file.picked;
    if (!blob) {
      this.refuse(file, { code: 'unreadable', details: {} });
      return;
    }
    file.reading.value = { kind: 'reading', progress: STARTED };
    const onProgress = (progress: Progress) => {
      if (file.reading.value.kind === 'reading') file.reading.value = { kind: 'reading', progress };
    };
    const answer = await file.engine.open(blob, onProgress, file.documents);
    if (file.reading.value.kind !== 'reading') {
      file.engine.close();
      return;
    }
    const edited = file.wasOpened && answer.ok ? await this.editor.restore(file, answer.value) : answer;
    if (file.reading.value.kind !== 'reading') return;
    this.show(file, edited);
    if (!edited.ok) return;
    this.plans.value += 1;
    if (this.anyWillDo && this.selected.value?.error.value) this.select(file.id);
    else if (file === this.selected.value) void this.showRows();
    await this.makePreview(file);
  }

  private show(file: FileView, answer: Answer<OpenedFile>): void {
    if (!answer.ok) {
      this.refuse(file, answer.error);
      return;
    }
    batch(() => {
      file.reading.value = { kind: 'opened', opened: answer.value };
      this.masks.adopt(file);
    });
  }

  private refuse(file: FileView, error: PlainError): void {
    file.reading.value = { kind: 'refused', error };
    if (error.code !== 'cancelled') this.announce({ kind: 'refused', code: error.code });
  }

  /** Shows the plan of a file and makes its preview when its turn comes, once for all changes until then. */
  private remake(file: FileView, announced: boolean): void {
    if (this.remaking.has(file)) return;
    this.remaking.add(file);
    void this.queue.add(async () => {
      this.remaking.delete(file);
      if (file.opened.value === null || !this.files.value.includes(file)) return;
      this.show(file, await file.engine.opened());
      await this.makePreview(file, announced);
    });
  }

  private async makePreview(file: FileView, announced = true): Promise<void> {
    do {
      await this.settled();
      await this.masks.told(file);
      // Other settings may have been announced meanwhile.
    } while (this.settings.value.kind === 'reading');
    // Asked first, so that it is never left for a later preview.
    const isUnwanted = this.cancelled.delete(file);
    if (file.opened.value === null) return;
    if (isUnwanted) return stopped(file);
    if (file.pixels.closed.value) {
      file.preview.value = { kind: 'none' };
      return;
    }
    batch(() => {
      file.preview.value = { kind: 'working', progress: null };
      file.outdated.value = false;
      file.downloaded.value = false;
      file.confirmed.value = new Set();
    });
    const answer = await file.engine.anonymize((progress) => {
      if (file.preview.value.kind === 'working') file.preview.value = { kind: 'working', progress };
    });
    if (file.opened.value === null) return;
    const isCancelled = this.cancelled.delete(file);
    if (!answer.ok && (isCancelled || answer.error.code === 'cancelled')) return stopped(file);
    if (!answer.ok) {
      file.preview.value = { kind: 'refused', error: answer.error };
      this.announce({ kind: 'refused', code: answer.error.code });
      return;
    }
    file.preview.value = { kind: 'made', result: answer.value };
    const { counts, findings } = answer.value;
    if (file === this.selected.value) {
      if (announced) this.announce({ kind: 'made', counts, findings: findings.length });
      await this.rows.refresh();
    }
  }

  private async plansChanged(): Promise<void> {
    this.plans.value += 1;
    await this.rows.refresh();
  }

  private filter(change: Partial<RowQuery>): void {
    this.query.value = { ...this.query.value, ...change };
    void this.showRows();
  }

  private showRows(): Promise<void> {
    const file = this.selected.value;
    return this.rows.show(file?.opened.value ? file.engine : null, this.query.value);
  }
}

/** No preview was made: there is none, until somebody wants it. */
function stopped(file: FileView): void {
  batch(() => {
    file.preview.value = { kind: 'none' };
    file.outdated.value = true;
  });
}
