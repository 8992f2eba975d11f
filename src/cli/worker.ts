import { parentPort, workerData } from 'node:worker_threads';
import { Job } from '../jobs/job';
import { policyFor } from '../settings/policy';
import type { Settings } from '../settings/schema';
import type { Input } from './inputs';
import { processFile, type RunOptions } from './process-file';

export interface WorkerSetUp {
  readonly settings: Settings;
  readonly presetId: string;
  readonly furtherOptions: readonly string[];
  readonly key: Uint8Array;
  readonly options: RunOptions;
}

const { settings, presetId, furtherOptions, key, options } = workerData as WorkerSetUp;
const job = new Job(policyFor(settings, presetId, furtherOptions), key, settings.organization);

parentPort?.on('message', async (inputs: readonly Input[]) => {
  const reports = [];
  for (const input of inputs) reports.push(await processFile(input, job, options));
  parentPort?.postMessage(reports);
});

// Files are given out only now: while a worker starts, the main thread can take them.
parentPort?.postMessage('ready');
