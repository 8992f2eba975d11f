/** Around the picture of a file. */
export async function pictureStates({ shot, files, narrow }) {
  const imagePane = (page) => page.getByRole('button', { name: /^Image, warnings/ }).click();
  const drawMasks = async (page) => {
    await page.getByRole('button', { name: 'Add mask' }).click();
    const box = await page.locator('.stage canvas').boundingBox();
    for (const [left, top, right, bottom] of [
      [0.005, 0.01, 0.68, 0.14],
      [0.82, 0.24, 0.995, 0.4],
    ]) {
      await page.mouse.move(box.x + box.width * left, box.y + box.height * top);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * right, box.y + box.height * bottom, { steps: 4 });
      await page.mouse.up();
    }
  };
  const masked = async (page) => {
    await drawMasks(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Update anonymization preview' }).click();
    await page.locator('.mark.ready').waitFor({ state: 'attached' });
    await page.keyboard.press('b');
    await page.getByText('After', { exact: true }).first().waitFor();
  };
  const remembered = async (page) => {
    await drawMasks(page);
    await page.getByRole('button', { name: 'Remember for this device' }).click();
    await page.locator('.mask-item').getByRole('button', { name: 'Delete mask 2' }).click();
    await page.locator('.mask-item').getByRole('button', { name: 'Delete mask 1' }).click();
    await page.keyboard.press('Escape');
    await page.locator('.suggestion-item').nth(1).waitFor();
  };
  await shot('picture-ct', { files: [files.ct] });
  await shot('picture-gate', { files: [files.us] });
  await shot('picture-gate-1000', { files: [files.us], viewport: { width: 1000, height: 760 }, act: imagePane });
  await shot('picture-gate-narrow', { files: [files.us], viewport: narrow, act: imagePane });
  await shot('picture-masks', { files: [files.us], act: drawMasks });
  const searched = async (page) => {
    await page.getByRole('button', { name: 'Find text' }).click();
    await page.getByText('Matches this file’s identity').first().waitFor();
    await page.getByRole('button', { name: 'Accept suggestion 2' }).hover();
  };
  await shot('picture-text', { files: [files.us], act: searched });
  await shot('picture-text-narrow', {
    files: [files.us],
    viewport: narrow,
    act: async (page) => {
      await page.getByRole('button', { name: /^Image/ }).click();
      await searched(page);
    },
  });
  await shot('picture-after', { files: [files.us], act: masked });
  await shot('picture-keep', {
    files: [files.us],
    act: (page) => page.getByRole('button', { name: 'Keep only a region' }).click(),
  });
  await shot('picture-frames', {
    files: [files.one],
    act: (page) => page.getByRole('button', { name: 'All frames at once' }).click(),
  });
  await shot('picture-error', {
    files: [files.brokenPicture],
    act: (page) => page.locator('.stage-message-title').waitFor(),
  });
  await shot('picture-suggestions', { files: [files.us], act: remembered });
}
