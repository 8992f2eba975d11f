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
  const workers = Math.min(jobs, Math.ceil(inputs.length / BATCH));
  if (workers <= 1) {
    const job = new Job(settings.policy, settings.key);
    for (const input of inputs) {
      const report = await processFile(input, job, options);
      reports[input.index] = report;
      onReport(report);
    }
    return reports;
  }
  const { settings: raw, presetId, key } = settings;
  const setUp: WorkerSetUp = { settings: raw, presetId, key: new Uint8Array(key), options };
  let next = 0;
  const serve = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: setUp });
      let batch: readonly Input[] = [];
      const give = (): void => {
        batch = inputs.slice(next, next + BATCH);
        next += batch.length;
        if (batch.length === 0) void worker.terminate().then(() => resolve());
        else worker.postMessage(batch);
      };
      worker.on('error', reject);
      worker.on('message', (done: readonly FileReport[]) => {
        done.forEach((report, index) => {
          reports[(batch[index] as Input).index] = report;
          onReport(report);
        });
        give();
      });
      give();
    });
  await Promise.all(Array.from({ length: workers }, serve));
  return reports;
}
