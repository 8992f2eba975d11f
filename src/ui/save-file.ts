/** Long enough for the browser to have taken over the download of a Blob. */
const KEEP_URL_MS = 60_000;

/** Downloads a Blob under a name, without the `downloads` permission. */
export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEEP_URL_MS);
}
