import type { Policy } from '../core/deident/rules/policy';
import type { FileReport } from '../jobs/report/report';
import type { Input } from './inputs';
import type { RunSettings } from './load-settings';
import type { RunOptions } from './process-file';
import { LocalRunner, type Runner, type RunnerSetUp } from './runner';
import type { StopSign } from './stop';
import { ThreadRunner } from './thread-runner';

const BATCH = 8;
/** Batches that a runner has at hand: it waits neither for this thread nor for the one that writes for it. */
const AT_HAND = 3;

/**
 * Anonymizes all inputs, in worker threads where several are asked for.
 *
 * @returns a report for each input, in their order; when it is stopped, for those that were done until then
 */
export async function runAll(
  inputs: readonly Input[],
  settings: RunSettings,
  options: Omit<RunOptions, 'stop'>,
  stop: StopSign,
  jobs: number,
  onReport: (report: FileReport) => void,
): Promise<FileReport[]> {
  const { runners: count, writers, frameThreads } = shareThreads(jobs, inputs.length, settings.policy, options);
  const setUps = Array.from(
    { length: count },
    (_, index): RunnerSetUp => ({
      settings: settings.settings,
      presetId: settings.presetId,
      furtherOptions: settings.furtherOptions,
      key: new Uint8Array(settings.key),
      options: { ...options, stop: stop.memory },
      frameThreads,
      writesBeside: index < writers,
    }),
  );
  // This thread works too: its code is loaded and warm already.
  const here = new LocalRunner(setUps[0] as RunnerSetUp);
  const threads = setUps.slice(1).map((setUp) => new ThreadRunner(setUp));
  const runners = [here, ...threads];
  if (here.learns && inputs.length > 1) await learnAll(inputs, runners, stop);
  const reports: FileReport[] = new Array(inputs.length);
  await shareOut(inputs, runners, stop, async (runner, batch) => {
    const made = await runner.anonymize(batch);
    made.forEach((report, index) => {
      reports[(batch[index] as Input).index] = report;
      onReport(report);
    });
  });
  here.end();
  await Promise.all(threads.map((thread) => thread.end()));
  return stop.aborted ? reports.filter((report) => report !== undefined) : reports;
}

/**
 * Threads that run files, those that write for one of them, and those that one file's frames may take. To read, plan and
 * verify costs about what it costs to write: half of the threads do the one, half the other, and each thread compiles
 * only its own code. With masks, or texts to be cleaned, each does all.
 */
function shareThreads(
  jobs: number,
  files: number,
  { masks = [], lockedMasks = [], options: profileOptions }: Policy,
  options: Pick<RunOptions, 'masks'>,
): { readonly runners: number; readonly writers: number; readonly frameThreads: number } {
  const used = Math.max(1, Math.min(jobs, Math.ceil(files / BATCH)));
  const isLight =
    options.masks.length + masks.length + lockedMasks.length === 0 && !profileOptions.has('cleanDescriptors');
  const writers = isLight ? Math.floor(used / 2) : 0;
  return { runners: used - writers, writers, frameThreads: Math.floor(jobs / used) };
}

/** What one file of a study calls by name, all of its files have to lose. */
async function learnAll(inputs: readonly Input[], runners: readonly Runner[], stop: StopSign): Promise<void> {
  await shareOut(inputs, runners, stop, (runner, batch) => runner.learn(batch));
  const all = (await Promise.all(runners.map((runner) => runner.learnt()))).flat();
  await Promise.all(runners.map((runner) => runner.know(all)));
}

/** Gives batches to runners until there are no more, or all shall stop. */
async function shareOut(
  inputs: readonly Input[],
  runners: readonly Runner[],
  stop: StopSign,
  work: (runner: Runner, batch: readonly Input[]) => Promise<void>,
): Promise<void> {
  let next = 0;
  const serve = async (runner: Runner): Promise<void> => {
    for (;;) {
      const batch = inputs.slice(next, next + BATCH);
      next += batch.length;
      if (batch.length === 0 || stop.aborted) return;
      await work(runner, batch);
      // Lets the messages of other threads in, and signals.
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const start = async (runner: Runner): Promise<void> => {
    if (runner instanceof ThreadRunner) await runner.ready();
    await Promise.all(Array.from({ length: AT_HAND }, () => serve(runner)));
  };
  await Promise.all(runners.map(start));
}
