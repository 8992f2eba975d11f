import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';

/** Unit, property and oracle tests; the tests in a real browser are Playwright's (test/e2e). */
export default defineConfig({
  plugins: [preact()],
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/e2e/**'],
    testTimeout: 60_000,
    coverage: { provider: 'v8', include: ['src/**'], exclude: ['src/**/*.data.ts'] },
  },
});
