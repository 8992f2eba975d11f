import { dummyValue } from '../core/deident/values/dummy';
import { latin1 } from '../core/dicom/data-set';
import { isText, VR, type VrCode, vrName } from '../core/dicom/vr';
import { t } from '../ui/text';

/** VRs by the dummy that stands where a value must be; a UID is replaced, and a sequence has items, never a value. */
function dummies(): readonly (readonly [string, readonly string[]])[] {
  const byValue = new Map<string, string[]>();
  for (const vr of Object.values(VR) as VrCode[]) {
    if (vr === VR.UI || vr === VR.SQ) continue;
    const value = isText(vr) ? latin1(dummyValue(vr, 0)) : '';
    byValue.set(value, [...(byValue.get(value) ?? []), vrName(vr)]);
  }
  return [...byValue];
}

export function DummyTable() {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('conformance_dummy')}</th>
          <th scope="col">{t('column_vr')}</th>
        </tr>
      </thead>
      <tbody>
        {dummies().map(([value, vrs]) => (
          <tr key={value}>
            <th scope="row" class="mono">
              {value || t('conformance_zeros')}
            </th>
            <td class="mono">{vrs.join(' ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
