/** Runs in the page: an administrator's settings, as the browser would give them. */
function managed() {
  const settings = {
    organization: 'SITE-7',
    defaultPreset: 'site',
    presets: [
      {
        id: 'site',
        name: 'Our hospital',
        base: 'research-longitudinal',
        options: ['retainDeviceIdentity'],
        overrides: [
          { tag: 'InstitutionName', action: 'replace', value: '{organization}' },
          { tag: '(0019,xx10)', privateCreator: 'GEMS_ACQU_01', action: 'keep' },
          { vr: 'PN', action: 'empty' },
        ],
        masks: [{ when: { modality: 'US', rows: 768, columns: 1024 }, rectangles: [[0, 0, 1024, 60]] }],
      },
    ],
    policy: {
      allowedPresets: ['site', 'research'],
      lockedActions: [{ tag: 'RequestAttributesSequence.AccessionNumber', action: 'pseudonym' }],
      masks: [{ when: { manufacturer: 'ACME', rows: 600, columns: 800 }, rectangles: [[0, 0, 800, 40]] }],
      disabledFeatures: ['confirmFindings', 'links'],
    },
    revision: '2026-11',
    expect: ['presets.0.overrides', 'policy.lockedActions.0'],
  };
  for (const { storage } of [chrome, globalThis.browser].filter(Boolean)) {
    Object.defineProperty(storage, 'managed', { value: { get: async () => settings } });
  }
}

/** The other pages: options, quick panel, conformance statement. */
export async function pageStates({ shot, narrow }) {
  const OPTIONS = 'options/index.html';
  const editing = async (page) => {
    await page.getByRole('button', { name: /^Duplicate “Research \(/ }).click();
    const element = page.getByRole('combobox', { name: 'Element', exact: true });
    await element.fill('StudyDescription');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Add rule' }).click();
    await page.getByRole('rowheader', { name: /Study Description/ }).waitFor();
    await element.fill('patient');
    await element.scrollIntoViewIfNeeded();
  };
  const all = (page) => page.getByRole('button', { name: /^Duplicate “Internal/ }).waitFor();
  const masking = async (page) => {
    await editing(page);
    await page.getByRole('textbox', { name: 'Manufacturer' }).fill('ACME');
    await page.getByRole('textbox', { name: 'Rectangles' }).fill('0, 0, 1024, 60');
    await page.getByRole('button', { name: 'Add masks' }).click();
    await page.getByRole('textbox', { name: 'Rectangles' }).fill('0, 0, 1024');
    await page.getByRole('textbox', { name: 'Rectangles' }).scrollIntoViewIfNeeded();
  };
  await shot('options', { path: OPTIONS, viewport: { width: 1280, height: 2100 }, act: all });
  await shot('options-edit', { path: OPTIONS, viewport: { width: 1280, height: 1400 }, act: editing });
  await shot('options-masks', { path: OPTIONS, viewport: { width: 1280, height: 900 }, act: masking });
  await shot('options-edit-narrow', { path: OPTIONS, viewport: { width: 400, height: 860 }, act: editing });
  const pressing = (name) => (page) => page.getByRole('button', { name }).click();
  const importing = async (page) => {
    const settings = {
      version: 1,
      organization: 'SITE-7',
      defaultPreset: 'trial',
      presets: [{ id: 'trial', name: 'Trial 7', base: 'internal' }],
      theme: 'dark',
      singleKeys: false,
      projectKey: 'passphrase:only for a look',
    };
    const buffer = Buffer.from(JSON.stringify(settings));
    await page.locator('#settings-file input').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer });
    await page.getByRole('dialog').waitFor();
  };
  const DIALOGS = {
    'key-new': pressing('Generate a key'),
    'key-enter': pressing('Enter a key'),
    reset: pressing('Reset settings'),
    import: importing,
  };
  for (const [name, act] of Object.entries(DIALOGS)) {
    await shot(`options-${name}`, { path: OPTIONS, viewport: { width: 1000, height: 700 }, act });
  }
  const administrator = async (page) => {
    await page.locator('#administrator').getByText('What this preset says').click();
    await page.locator('#administrator').evaluate((section) => section.scrollIntoView());
  };
  const tall = { width: 1280, height: 1500 };
  await shot('policy', { path: OPTIONS, viewport: tall, before: managed, act: administrator });
  await shot('policy-narrow', {
    path: OPTIONS,
    viewport: { width: 400, height: 1500 },
    before: managed,
    act: administrator,
  });
  await shot('conformance', { path: 'src/conformance/index.html?preset=internal' });
  await shot('conformance-table', {
    path: 'src/conformance/index.html',
    act: async (page) => {
      await page.getByRole('searchbox', { name: 'Filter attributes' }).fill('date');
      await page.locator('#conformance_attributes').evaluate((heading) => heading.scrollIntoView());
    },
  });
  await shot('conformance-narrow', { path: 'src/conformance/index.html', viewport: narrow });
  await shot('popup', {
    path: 'popup/index.html',
    viewport: { width: 320, height: 380 },
    act: (page) => page.getByText('Research (full anonymization)').waitFor({ timeout: 60_000 }),
  });
}
