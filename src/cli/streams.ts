/** As shells have it where the reader of standard output has gone: 128 and SIGPIPE. */
const READER_GONE = 141;
const NOT_WRITTEN = 2;

/**
 * Ends the process where standard output can't be written: what a run prints comes last, so no work is lost. Quietly if
 * its reader has gone, which is no mistake (`veil inspect FILE | head`). Without a standard error the work goes on.
 */
export function watchStreams(): void {
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') process.exit(READER_GONE);
    process.stderr.write('veil: standard output cannot be written\n');
    process.exit(NOT_WRITTEN);
  });
}
