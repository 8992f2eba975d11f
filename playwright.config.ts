import { defineConfig } from '@playwright/test';

/** Policies are the machine's: only who may write them can test them. */
const WITHOUT_POLICIES = process.getuid?.() === 0 ? [] : ['policy.spec.ts'];

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
    { name: 'chromium', testIgnore: ['corpus.spec.ts', ...WITHOUT_POLICIES] },
    { name: 'corpus', testMatch: 'corpus.spec.ts', timeout: 600_000 },
  ],
});
