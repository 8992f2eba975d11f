import type { Override } from '../core/deident/rules/override';
import { lookup } from '../core/dicom/dictionary';
import { reason, SettingsError } from './error';
import type { PresetOverride } from './presets';
import { actionsForSelector, parseSelector, selectedVr } from './selector';
import { countProblem, replacementProblem } from './value';

/**
 * An override of the settings as the core takes it.
 *
 * @param path - of the override in the settings, for the error
 * @param organization - as the settings name it: it may stand in a value
 * @throws SettingsError if it names no element, or demands what the element cannot be
 */
export function readOverride(
  text: PresetOverride,
  decider: Override['decider'],
  path: string,
  organization?: string,
): Override {
  const selector = parseSelector(text);
  if ('problem' in selector) throw new SettingsError(`${path}.${selector.at}`, selector.problem);
  const { action, value } = text;
  if (!actionsForSelector(selector).includes(action)) {
    throw new SettingsError(path, reason('not-possible', action));
  }
  if (action !== 'replace') {
    if (value !== undefined) throw new SettingsError(path, reason('value-without-replace'));
    return { selector, action, decider };
  }
  // An empty text is a value; none at all is forgotten.
  if (value === undefined) throw new SettingsError(`${path}.value`, reason('missing'));
  const vr = selectedVr(selector);
  const { element } = selector;
  const vm = element.kind === 'tag' ? lookup(element.tag)?.vm : undefined;
  const problem = replacementProblem(value, vr, organization) ?? (vm && countProblem(value, vr, vm)) ?? undefined;
  if (problem) throw new SettingsError(path, problem);
  return { selector, action, decider, value };
}
