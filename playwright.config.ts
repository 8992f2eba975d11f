import { defineConfig } from '@playwright/test';
import { findFirefox } from './test/firefox/program';

/** Policies are the machine's: only who may write them can test them. */
const WITHOUT_POLICIES = process.getuid?.() === 0 ? [] : ['policy.spec.ts'];

/** Who has no Firefox can do without, but not those who judge the whole. */
const FIREFOX = findFirefox() || process.env.CI ? [{ name: 'firefox', testDir: 'test/firefox', timeout: 120_000 }] : [];

/** Tests of the built extension in real browsers: dist/chromium in Chromium, dist/firefox in Firefox. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  // On a busy machine Chromium 156 may take longer than a test to tell what its policies are; nothing is exported before.
  retries: process.env.CI ? 1 : 0,
  workers: 2,
  reporter: 'list',
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
  projects: [
    { name: 'chromium', testIgnore: ['corpus.spec.ts', ...WITHOUT_POLICIES] },
    { name: 'corpus', testMatch: 'corpus.spec.ts', timeout: 600_000 },
    ...FIREFOX,
  ],
});
