/**
 * The state of the anonymizer page: the opened files, which of them is shown, and what the user can
 * do with them. Nothing in here outlives the page.
 */
import { batch, signal } from '@preact/signals';
import { AllValues } from './edits/all-values';
import { Editor } from './edits/editor';
import { History } from './edits/history';
import type { FileView } from './file/file-view';
import { Admission } from './files/admission';
import { FileOpener } from './files/file-opener';
import { Files } from './files/files';
import { PreviewMaker } from './files/preview-maker';
import { MaskEditor } from './image/mask-editor';
import { Downloads, type Save } from './output/downloads';
import type { Announce } from './page/announce';
import type { Engines } from './page/engines';
import type { PaneName } from './page/pane';
import { Queue } from './page/queue';
import { Configuration } from './settings/configuration';
import type { PageSettings } from './settings/settings';
import { ElementTable } from './table/element-table';

/** Puts the parts of the page's state together. */
export class Session {
  readonly pane = signal<PaneName>('elements');
  readonly files: Files;
  readonly table: ElementTable;
  readonly configuration: Configuration;
  readonly opener: FileOpener;
  readonly editor: Editor;
  readonly masks: MaskEditor;
  readonly values: AllValues;
  readonly downloads: Downloads;

  private readonly engines: Engines;
  private readonly announce: Announce;
  private readonly previews: PreviewMaker;
  /** Counts changes of the configuration. */
  private version = 0;

  constructor(engines: Engines, save: Save, announce: Announce, settings: PageSettings) {
    this.engines = engines;
    this.announce = announce;
    const history = new History();
    const files = new Files(history);
    const table = new ElementTable(files, this.pane);
    const queue = new Queue(engines.parallel);
    const configuration = new Configuration(settings, {
      announce,
      chosen: (before, after) => {
        if (files.all.value.length > 0) history.add({ kind: 'preset', before, after });
      },
      apply: () => this.configure(),
    });
    const masks = new MaskEditor(history, {
      announce,
      files: () => files.all.value,
      replanned: async (file, opened) => {
        if (file.opened.value) file.reading.value = { kind: 'opened', opened };
        if (file === files.selected.value) await table.rows.refresh();
      },
      remake: (file) => this.previews.remake(file),
    });
    const admission = new Admission(masks, announce);
    const refreshRows = () => table.rows.refresh();
    const previews = new PreviewMaker({ queue, files, configuration, masks, admission, announce, refreshRows });
    const editor = new Editor(history, masks, {
      announce,
      files: () => files.all.value,
      setActions: (edits) => engines.setActions(edits),
      editValues: (edit) => engines.editValues(edit),
      changed: () => this.plansChanged(),
      remake: (file) => previews.remake(file),
      select: (file) => {
        if (file !== files.selected.value) files.select(file.id);
      },
      choosePreset: (choice) => configuration.restore(choice),
    });
    engines.onReplanned = (ids) => {
      previews.remakeAll(files.open.value.filter(({ id }) => ids.includes(id)));
      void this.plansChanged();
    };
    this.files = files;
    this.table = table;
    this.configuration = configuration;
    this.masks = masks;
    this.previews = previews;
    this.editor = editor;
    this.opener = new FileOpener({ engines, queue, files, configuration, editor, admission, previews, announce });
    this.values = new AllValues(engines, editor);
    this.downloads = new Downloads(save, announce);
  }

  /** Makes the output again, with the texts that are being typed; one that can't be used stops it. */
  async update(file: FileView): Promise<void> {
    const unusable = await this.editor.applyTexts(file);
    if (unusable !== null) this.table.goTo(unusable);
    else if (file.canUpdate.value) await this.previews.makeNext(file);
    else if (file.result.value) this.announce({ kind: 'up-to-date' });
  }

  /** Takes the configuration to the engines, and makes the previews again; those of an older one are left out. */
  private async configure(): Promise<void> {
    const version = ++this.version;
    const { open } = this.files;
    batch(() => {
      for (const file of open.value) file.outdated.value = true;
    });
    const settings = this.configuration.forEngines();
    if (!settings) return;
    await this.engines.configure(settings);
    if (version !== this.version) return;
    this.previews.remakeAll(open.value);
    await this.plansChanged();
  }

  private async plansChanged(): Promise<void> {
    this.files.plans.value += 1;
    await this.table.rows.refresh();
  }
}
