import { FilePlus2, FolderPlus } from 'lucide';
import { useRef } from 'preact/hooks';
import { Icon } from '../../../ui/icon';
import { t } from '../../../ui/text';
import { fromInput } from '../../state/file/pick-files';
import { useSession } from '../context';

/** The two buttons that open the browser's file dialogs, and the inputs behind them. */
export function ChooseButtons({ large = false }: { large?: boolean }) {
  const session = useSession();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = (event: Event & { currentTarget: HTMLInputElement }) => {
    const input = event.currentTarget;
    const picked = fromInput(input.files);
    input.value = '';
    session.opener.add(picked);
  };
  return (
    <div class={large ? 'choose large' : 'choose'}>
      <button
        type="button"
        class={large ? 'button primary' : 'button'}
        title={large ? undefined : t('choose_files')}
        onClick={() => files.current?.click()}
      >
        <Icon node={FilePlus2} />
        <span class="choose-text">{t('choose_files')}</span>
      </button>
      <button
        type="button"
        class="button"
        title={large ? undefined : t('choose_folder')}
        onClick={() => folder.current?.click()}
      >
        <Icon node={FolderPlus} />
        <span class="choose-text">{t('choose_folder')}</span>
      </button>
      <input
        ref={files}
        class="hidden-visually"
        type="file"
        multiple
        tabIndex={-1}
        aria-label={t('dicom_files')}
        onChange={take}
      />
      <input
        ref={(input) => {
          folder.current = input;
          if (input) input.webkitdirectory = true;
        }}
        class="hidden-visually"
        type="file"
        multiple
        tabIndex={-1}
        aria-label={t('dicom_folder')}
        onChange={take}
      />
    </div>
  );
}
