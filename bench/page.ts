/**
 * The anonymizer page in Chromium: from a file to its table and to an output that is ready to be
 * downloaded, and what memory that takes.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { openExtension } from '../tools/browser.mjs';
import { cell, type Line } from './table';

/** Workloads that the page is measured with. */
export const PAGE_INPUTS = ['mf2g', 'header30'] as const;
const SECONDS = 1.5;
const MEMORY = 150_000_000;

/** Proportional memory of Chromium's page processes, in bytes. */
async function rendererMemory(context: BrowserContext): Promise<number> {
  const browser = context.browser();
  if (!browser) return 0;
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  let sum = 0;
  for (const { id, type } of processInfo) {
    if (type !== 'renderer') continue;
    try {
      const match = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'latin1'));
      sum += match ? Number(match[1]) * 1024 : 0;
    } catch {
      // The process ended in between.
    }
  }
  return sum;
}

async function choose(page: Page, path: string): Promise<{ table: number; ready: number }> {
  const input = page.getByLabel('DICOM files', { exact: true });
  const start = performance.now();
  await input.setInputFiles(path);
  await page
    .getByRole('table', { name: 'Data elements' })
    .or(page.getByRole('grid', { name: 'Data elements' }))
    .waitFor();
  await page.getByRole('row').nth(1).waitFor();
  const table = (performance.now() - start) / 1000;
  const download = page.getByRole('button', { name: 'Download anonymized DICOM' });
  await download.waitFor();
  while (!(await download.isEnabled())) await page.waitForTimeout(10);
  return { table, ready: (performance.now() - start) / 1000 };
}

async function benchFile(id: string, folder: string): Promise<Line[]> {
  const input = resolve(folder, id);
  const [name = ''] = readdirSync(input);
  const profile = mkdtempSync(join(tmpdir(), 'veil-bench-'));
  try {
    const { context, pageUrl } = await openExtension(profile, { headless: true });
    try {
      const page = await context.newPage();
      await page.goto(pageUrl);
      await page.getByRole('button', { name: 'Choose files' }).first().waitFor();
      await page.waitForTimeout(500);
      const empty = await rendererMemory(context);
      const { table, ready } = await choose(page, join(input, name));
      const used = (await rendererMemory(context)) - empty;
      const line = (what: string, value: string, goal: string, ok: boolean): Line => ({
        cells: [id, what, value, '', '', '', goal],
        ok,
      });
      return [
        line('page: table on screen', cell.seconds(table), `<= ${SECONDS} s`, table <= SECONDS),
        // Only the large file has a goal for this: it must not take longer for its pixels.
        id === 'mf2g'
          ? line('page: ready to download', cell.seconds(ready), `<= ${SECONDS} s`, ready <= SECONDS)
          : { cells: [id, 'page: ready to download', cell.seconds(ready)] },
        {
          cells: [id, 'page: memory above empty', '', '', cell.megabytes(used), '', `<= ${cell.megabytes(MEMORY)} MB`],
          ok: used <= MEMORY,
        },
      ];
    } finally {
      await context.close();
    }
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}

/** Lines for the multi-frame of 2 GB and the header of 30 MB. */
export async function benchPage(folder: string): Promise<Line[]> {
  const lines: Line[] = [];
  for (const id of PAGE_INPUTS) {
    try {
      lines.push(...(await benchFile(id, folder)));
    } catch (error) {
      const [message] = String(error instanceof Error ? error.message : error).split('\n');
      lines.push({ cells: [id, `page: ${message}`], ok: false });
    }
  }
  return lines;
}
