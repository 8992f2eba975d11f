import { Worker } from 'node:worker_threads';
import { Job } from '../jobs/job';
import type { FileReport } from '../jobs/report';
import type { Input } from './inputs';
import type { RunSettings } from './load-settings';
import { processFile, type RunOptions } from './process-file';
import type { WorkerSetUp } from './worker';

const BATCH = 16;

/** Anonymizes all inputs, in worker threads where several are asked for; reports come in the order of the inputs. */
export async function runAll(
  inputs: readonly Input[],
  settings: RunSettings,
  options: RunOptions,
  jobs: number,
  onReport: (report: FileReport) => void,
): Promise<FileReport[]> {
  const reports: FileReport[] = new Array(inputs.length);
  let next = 0;
  const take = (): readonly Input[] => {
    const batch = inputs.slice(next, next + BATCH);
    next += batch.length;
    return batch;
  };
  const note = (input: Input, report: FileReport): void => {
    reports[input.index] = report;
    onReport(report);
  };
  const job = new Job(settings.policy, settings.key, settings.settings.organization);
  // This thread works too: its code is loaded and warm already.
  const here = async (): Promise<void> => {
    for (let batch = take(); batch.length > 0; batch = take()) {
      for (const input of batch) note(input, await processFile(input, job, options));
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const setUp: WorkerSetUp = {
    settings: settings.settings,
    presetId: settings.presetId,
    furtherOptions: settings.furtherOptions,
    key: new Uint8Array(settings.key),
    options,
  };
  const helpers = Math.min(jobs, Math.ceil(inputs.length / BATCH)) - 1;
  const there = Array.from({ length: Math.max(0, helpers) }, () => serve(setUp, take, note));
  await Promise.all([...there, here()]);
  return reports;
}

/** One worker thread that is given batches until there are no more. */
function serve(
  setUp: WorkerSetUp,
  take: () => readonly Input[],
  note: (input: Input, report: FileReport) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: setUp });
    let batch: readonly Input[] = [];
    const give = (): void => {
      batch = take();
      if (batch.length === 0) void worker.terminate().then(() => resolve());
      else worker.postMessage(batch);
    };
    worker.on('error', reject);
    worker.on('message', (message: 'ready' | readonly FileReport[]) => {
      if (message !== 'ready') {
        for (const [index, report] of message.entries()) note(batch[index] as Input, report);
      }
      give();
    });
  });
}
