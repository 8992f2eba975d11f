import { t } from '../../ui/text';

/** The two buttons at the end of a dialog: away from it, and what it is about. Without `onAct` that submits its form. */
export function DialogButtons(props: {
  readonly action: string;
  readonly onCancel: () => void;
  readonly onAct?: () => Promise<void>;
  readonly disabled?: boolean;
}) {
  const { action, onCancel, onAct, disabled = false } = props;
  return (
    <div class="dialog-actions">
      <button type="button" class="button" onClick={onCancel}>
        {t('cancel')}
      </button>
      <button
        type={onAct ? 'button' : 'submit'}
        class="button primary"
        disabled={disabled}
        onClick={onAct && (() => void onAct())}
      >
        {action}
      </button>
    </div>
  );
}
