/** The anonymizer page: from nothing to many files. */
export async function anonymizerStates({ shot, files, worker, narrow }) {
  const search = (text) => (page) => page.getByRole('searchbox', { name: 'Search data elements' }).fill(text);

  await shot('first-run');
  await shot('first-run-narrow', { viewport: narrow });
  const introduced = (page) => page.getByRole('button', { name: 'Got it' }).click();
  await shot('empty', { act: introduced });
  await shot('empty-narrow', { viewport: narrow, before: () => localStorage.setItem('introduced', 'yes') });
  await shot('loaded', { files: [files.one] });
  await shot('loaded-1920', { files: [files.one], viewport: { width: 1920, height: 1080 } });
  await shot('loaded-1000', { files: [files.one], viewport: { width: 1000, height: 760 } });
  await shot('loaded-narrow', { files: [files.one], viewport: narrow });
  await shot('image-narrow', {
    files: [files.one],
    viewport: narrow,
    act: (page) => page.getByRole('button', { name: /^Image, warnings/ }).click(),
  });
  await shot('search', { files: [files.one], act: search('patient') });
  await shot('search-none', { files: [files.one], act: search('nothing like this') });
  await shot('error', { files: [files.broken] });
  await shot('document', { files: [files.withDocument] });
  await shot('document-narrow', { files: [files.withDocument], viewport: narrow });
  const remove = async (page) => {
    await page.getByRole('button', { name: /^Remove the document/ }).click();
    await page.getByRole('region', { name: 'Document' }).waitFor();
  };
  await shot('document-removed', { files: [files.withDocument], act: remove });
  await shot('report', {
    files: [files.one],
    act: async (page) => {
      await page.getByRole('button', { name: 'Report', exact: true }).click();
      await page.getByText(/^[0-9a-f]{64}$/).waitFor();
    },
  });
  await shot('many', { files: [...files.many, files.broken] });
  const guide = (steps) => async (page) => {
    await page.getByRole('button', { name: 'Guide me step by step' }).click();
    for (let i = 0; i < steps; i++) await page.getByRole('button', { name: 'Next' }).click();
    await page.locator('.mark.ready').first().waitFor({ state: 'attached' });
  };
  await shot('guide-2', { act: guide(0) });
  await shot('guide-3', { act: guide(1) });
  await shot('guide-4', { act: guide(2) });
  await shot('guide-narrow', { act: guide(0), viewport: narrow });
  await shot('help', { files: [files.one], act: (page) => page.keyboard.press('?') });
  await shot('edited', {
    files: [files.one],
    act: async (page) => {
      await page.getByLabel('Action for Modality').selectOption('remove');
      await page.getByText('Preview out of date').first().waitFor();
      await page.getByRole('searchbox').fill('patient');
      await page.getByLabel("Action for Patient's Name").selectOption('replace');
      await page.getByRole('textbox', { name: "New value for Patient's Name" }).fill('VOLUNTEER^17');
    },
  });
  await shot('findings', {
    files: [files.rich],
    act: async (page) => {
      await search('patient id')(page);
      await page.getByLabel('Action for Patient ID').selectOption('keep');
      await page.getByRole('button', { name: 'Update anonymization preview' }).click();
      await page.getByRole('region', { name: /finding/ }).waitFor();
    },
  });
  const narrowFindings = async (page) => {
    await search('patient id')(page);
    await page.getByLabel('Action for Patient ID').selectOption('keep');
    await page.getByRole('button', { name: 'Update anonymization preview' }).click();
    await page.getByRole('button', { name: /^Look at/ }).click();
  };
  await shot('findings-1180', { files: [files.rich], viewport: { width: 1180, height: 760 }, act: narrowFindings });
  await shot('findings-narrow', { files: [files.rich], viewport: narrow, act: narrowFindings });
  await shot('loaded-1280', { files: [files.rich], viewport: { width: 1280, height: 800 } });
  await shot('loaded-600', { files: [files.rich], viewport: { width: 600, height: 800 } });
  await shot('text-problem', {
    files: [files.rich],
    act: async (page) => {
      await page.getByLabel('Action for Modality').selectOption('replace');
      await page.getByRole('textbox', { name: 'New value for Modality' }).fill('much too long for a code');
      await page.getByRole('button', { name: 'Update anonymization preview' }).click();
      await page.getByText('At most 16 characters.').waitFor();
    },
  });
  await shot('others', {
    files: files.many,
    act: async (page) => {
      await page.getByLabel('Action for Modality').selectOption('remove');
      await page.getByRole('button', { name: /^Also in the other/ }).waitFor();
    },
  });
  await shot('zip-asks', {
    files: [...files.many, files.broken],
    act: async (page) => {
      await page.getByRole('button', { name: 'Download all (ZIP)' }).click();
      await page.getByRole('dialog').waitFor();
    },
  });
  await shot('menu', { files: [files.one], act: (page) => page.getByRole('button', { name: 'More' }).click() });
  await shot('search-nested', {
    files: [files.nested],
    act: (page) => page.getByRole('searchbox', { name: 'Search data elements' }).fill('uid'),
  });
  await shot('help-words', {
    act: async (page) => {
      await page.keyboard.press('?');
      await page.getByText('Keys without Ctrl').scrollIntoViewIfNeeded();
    },
  });
  await shot('end', {
    files: [files.one],
    act: (page) => page.locator('.table-body').evaluate((body) => body.scrollTo(0, 1e6)),
  });
  await shot('unfolded', {
    files: [files.rich],
    act: (page) => page.getByRole('button', { name: 'Unfold all' }).click(),
  });
  await shot('sample', {
    act: async (page) => {
      await page.getByRole('button', { name: 'Try the sample file' }).click();
      await page.locator('.mark:is(.ready, .refused, .findings, .look)').waitFor({ state: 'attached' });
    },
  });
  const cleaned = async (page) => {
    await page.getByRole('combobox', { name: 'Preset' }).selectOption('research-longitudinal');
    await page.getByRole('searchbox').fill('descr');
    await page.locator('.row.cleaned').first().focus();
  };
  await shot('cleaned', { files: [files.ct], act: cleaned });
  await shot('cleaned-900', { files: [files.ct], act: cleaned, viewport: { width: 900, height: 700 } });
  await shot('cleaned-narrow', { files: [files.ct], act: cleaned, viewport: narrow });
  const stays = async (page) => {
    await page.getByRole('combobox', { name: 'Preset' }).selectOption('internal');
    await page.locator('.mark.ready').waitFor({ state: 'attached' });
    await page.getByText(/^What stays/).click();
    await page.locator('.row.group').first().waitFor();
  };
  await shot('stays', { files: [files.ct], act: stays });
  await shot('stays-900', { files: [files.ct], act: stays, viewport: { width: 900, height: 700 } });
  await shot('stays-1600', { files: [files.ct], act: stays, viewport: { width: 1600, height: 900 } });
  await shot('stays-narrow', { files: [files.ct], act: stays, viewport: narrow });
  await shot('stays-research', { files: [files.ct], act: (page) => page.getByText(/^What stays/).click() });
  const allValues = async (page) => {
    await page.getByText(/^All \d+ files/).click();
    await page.getByRole('table', { name: 'Values in all files' }).getByRole('row').nth(3).waitFor();
    await page.getByRole('radio', { name: 'All', exact: false }).last().focus();
    await page.getByText(/^All\s*\d+$/).click();
    await page
      .getByRole('row')
      .filter({ hasText: 'Modality' })
      .first()
      .waitFor({ state: 'attached', timeout: 2000 })
      .catch(() => undefined);
  };
  const STUDY = [files.ct, ...files.many];
  await shot('values', { files: STUDY, act: allValues });
  await shot('values-900', { files: STUDY, act: allValues, viewport: { width: 900, height: 700 } });
  await shot('values-1600', { files: STUDY, act: allValues, viewport: { width: 1600, height: 900 } });
  await shot('values-narrow', { files: STUDY, act: allValues, viewport: narrow });
  const someOptions = async (page) => {
    await page.getByRole('combobox', { name: 'Preset' }).selectOption('research-longitudinal');
    await page.getByRole('button', { name: 'Options of the profile' }).click();
    await page.getByRole('switch', { name: 'Retain device identity' }).check();
    await page.getByRole('switch', { name: 'Retain dates', exact: true }).check();
  };
  await shot('preset-options', { files: [files.rich], act: someOptions });
  await shot('preset-options-900', { files: [files.rich], act: someOptions, viewport: { width: 900, height: 700 } });
  await shot('preset-options-narrow', { files: [files.rich], act: someOptions, viewport: narrow });
  await shot('preset-changed-1600', {
    files: [files.rich],
    viewport: { width: 1600, height: 900 },
    act: async (page) => {
      await someOptions(page);
      await page.keyboard.press('Escape');
    },
  });
  /** Has the page fetch a link, as after a right-click. */
  const fetchLink = (link) => async (page) => {
    const tab = await page.evaluate(async () => (await chrome.tabs.getCurrent()).id);
    await worker.evaluate(([id, address]) => chrome.tabs.sendMessage(id, { kind: 'link', link: address }), [tab, link]);
    await page.locator('.link-card').waitFor();
  };
  await shot('link-asking', { act: fetchLink('https://pacs.example.org/a.dcm') });
  await shot('link-failed', { files: [files.one], act: fetchLink('blob:https://pacs.example.org/0f1e') });
  await shot('link-narrow', { viewport: narrow, act: fetchLink('https://pacs.example.org/a.dcm') });
}
