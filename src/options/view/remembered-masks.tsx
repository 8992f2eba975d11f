import { useSignal } from '@preact/signals';
import { Trash2 } from 'lucide';
import { useEffect } from 'preact/hooks';
import { onDeviceMasks, storeDeviceMasks, storedDeviceMasks } from '../../platform/preferences';
import { type DeviceMasks, isSameDevice, type RememberedMask } from '../../settings/carried';
import { Icon } from '../../ui/icon';
import { t } from '../../ui/text';
import { usePage } from './context';
import { kindOfImages } from './mask-words';
import { focusTitle, Section } from './section';

/** The masks that the user had remembered for devices, each with a button that forgets them. */
export function RememberedMasks() {
  const page = usePage();
  const known = useSignal(storedDeviceMasks());
  useEffect(() => {
    return onDeviceMasks((all) => {
      known.value = all;
    });
  }, []);
  const keep = (all: readonly DeviceMasks[]) => {
    storeDeviceMasks(all);
    known.value = all;
  };
  const forget = (one: DeviceMasks) => {
    keep(known.value.filter((other) => other !== one));
    page.notice.value = {
      kind: 'removed',
      undo: async () => keep([...known.value.filter((other) => !isSameDevice(other, one)), one]),
    };
    focusTitle('remembered-masks');
  };
  return (
    <Section id="remembered-masks" title={t('settings_remembered')}>
      <p class="soft">{t('settings_remembered_text')}</p>
      {known.value.length === 0 && <p class="soft">{t('settings_remembered_none', t('masks_remember'))}</p>}
      <ul class="preset-masks">
        {known.value.map((one) => {
          const device = kindOfImages(one);
          return (
            <li key={device}>
              <div>
                {device}
                <ul class="small soft">
                  {one.masks.map((mask) => (
                    <li key={placeOf(mask)}>{placeOf(mask)}</li>
                  ))}
                </ul>
              </div>
              <button
                type="button"
                class="button slim square"
                aria-label={t('settings_remembered_forget', device)}
                title={t('settings_remembered_forget', device)}
                onClick={() => forget(one)}
              >
                <Icon node={Trash2} size={14} />
              </button>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function placeOf({ kind, x, y, width, height }: RememberedMask): string {
  const place = t('mask_place', x, y, width, height);
  return kind === 'keep' ? `${t('mask_keeps')} ${place}` : place;
}
