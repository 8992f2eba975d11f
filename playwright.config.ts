import { defineConfig } from '@playwright/test';

/** Tests of the built extension (dist/chromium) in a real Chromium. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  reporter: 'list',
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
  projects: [
    { name: 'chromium', testIgnore: 'corpus.spec.ts' },
    { name: 'corpus', testMatch: 'corpus.spec.ts', timeout: 600_000 },
  ],
});
