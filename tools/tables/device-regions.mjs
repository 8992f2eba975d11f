/**
 * Where devices burn text into their images: rules of CTP (RSNA) and of deid (pydicom), reduced to the
 * attributes that every image has. Of two rules for the same device and size the one of CTP counts: those of
 * deid were partly retyped from it, with mistakes.
 */

const FIELDS = [
  'Modality',
  'Manufacturer',
  'ManufacturerModelName',
  'Rows',
  'Columns',
  'ImageType',
  'SeriesDescription',
];
/** Misreadings in deid's copies of CTP rules. */
const MISTAKES = { Modality: ['MRI', 'PET/CT', 'Other'], Manufacturer: ['EPIQ'], Rows: ['786'] };

/** One line a rule: FIELDS between bars, alternatives between tildes, then rectangles as x,y,width,height. */
export function deviceRegionLines(ctp, deid) {
  const rules = ctp.rules.map(({ when, rects }) => usable(when, rects)).filter(Boolean);
  const models = new Set(rules.flatMap(({ conditions }) => deviceKeys(conditions)));
  for (const { when, blank } of deid.rules) {
    const rule = usable(when, blank);
    if (!rule || deviceKeys(rule.conditions).some((key) => models.has(key))) continue;
    if (!rules.some((other) => covers(other, rule))) rules.push(rule);
  }
  return rules.map(({ conditions, places }) =>
    [...FIELDS.map((name) => (conditions[name] ?? []).join('~')), places].join('|'),
  );
}

function usable(when, rectangles) {
  const conditions = conditionsOf(when);
  const isPlaced = rectangles.length > 0 && rectangles.every((one) => typeof one === 'object');
  if (!conditions || !isPlaced || !(conditions.Manufacturer || conditions.ManufacturerModelName)) return undefined;
  return { conditions, places: rectangles.map(({ x, y, w, h }) => [x, y, w, h].join()).join(' ') };
}

/** True where the first rule says the same of all devices that the second one is for. */
function covers(first, second) {
  const text = (values) => values?.join('~').toLowerCase();
  return (
    first.places === second.places &&
    Object.entries(first.conditions).every(([name, values]) => text(values) === text(second.conditions[name]))
  );
}

/** Alternatives by attribute; undefined where a rule asks for something else than a value of FIELDS. */
function conditionsOf(when) {
  const found = {};
  for (const condition of Array.isArray(when) ? when : (when.all ?? [when])) {
    const alternatives = condition.any ?? [condition];
    const [{ attr }] = alternatives;
    const values = alternatives.flatMap(({ value }) => String(value).split('|'));
    const isPlain = alternatives.every(
      (one) => one.attr === attr && /^(contains|containsIgnoreCase|equals)$/.test(one.op),
    );
    if (!FIELDS.includes(attr) || !isPlain || found[attr] || values.some((value) => MISTAKES[attr]?.includes(value))) {
      return undefined;
    }
    found[attr] = values.map((value) => value.replaceAll('+', ' ').trim());
  }
  return found;
}

/** Each model with each number of rows that a rule is for; without rows it is for all. */
function deviceKeys({ ManufacturerModelName = [], Rows = ['any'] }) {
  return ManufacturerModelName.flatMap((model) => Rows.map((rows) => `${model.toLowerCase()} ${rows}`));
}
