import { useSignal } from '@preact/signals';
import { Download } from 'lucide';
import { useEffect } from 'preact/hooks';
import { Icon } from '../../../ui/icon';
import { t } from '../../../ui/text';
import { fromDrop } from '../../state/file/pick-files';
import type { Session } from '../../state/session';

/** The whole page takes files and folders; while they are over it, it says so. */
export function DropTarget({ session }: { session: Session }) {
  const over = useSignal(false);
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      over.value = true;
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) over.value = false;
    };
    const onDrop = async (event: DragEvent) => {
      over.value = false;
      if (!hasFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      session.opener.add(await fromDrop(event.dataTransfer));
    };
    document.addEventListener('dragover', onOver);
    document.addEventListener('dragleave', onLeave);
    document.addEventListener('drop', onDrop);
    return () => {
      document.removeEventListener('dragover', onOver);
      document.removeEventListener('dragleave', onLeave);
      document.removeEventListener('drop', onDrop);
    };
  }, [session, over]);
  if (!over.value) return null;
  return (
    <div class="drop-over">
      <p>
        <Icon node={Download} size={32} />
        {t('drop_here')}
      </p>
    </div>
  );
}
