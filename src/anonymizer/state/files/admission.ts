/** What an engine answers about a file, taken to the page: its plan, or why it is refused. */
import { batch } from '@preact/signals';
import type { PlainError } from '../../../core/errors';
import type { Answer, OpenedFile } from '../../../jobs/engine-api';
import type { FileView } from '../file/file-view';
import type { MaskEditor } from '../image/mask-editor';
import type { Announce } from '../page/announce';

export class Admission {
  private readonly masks: MaskEditor;
  private readonly announce: Announce;

  constructor(masks: MaskEditor, announce: Announce) {
    this.masks = masks;
    this.announce = announce;
  }

  take(file: FileView, answer: Answer<OpenedFile>): void {
    if (!answer.ok) {
      this.refuse(file, answer.error);
      return;
    }
    batch(() => {
      file.reading.value = { kind: 'opened', opened: answer.value };
      this.masks.adopt(file);
    });
  }

  refuse(file: FileView, error: PlainError): void {
    file.reading.value = { kind: 'refused', error };
    if (error.code !== 'cancelled') this.announce({ kind: 'refused', code: error.code });
  }
}
