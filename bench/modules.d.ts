/** Plain scripts of tools/ that the benchmark uses. */
declare module '*/tools/browser.mjs' {
  export function openExtension(
    profile: string,
    options: { readonly headless: boolean },
  ): Promise<{ readonly context: import('@playwright/test').BrowserContext; readonly pageUrl: string }>;
}

declare module '*/tools/setup.mjs' {
  export function findChromium(): string | undefined;
}
