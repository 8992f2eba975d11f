import type { StudyValues } from '../core/deident/identifiers/study-identifiers';
import { DicomError } from '../core/errors';
import { Job } from '../jobs/job';
import type { FileReport } from '../jobs/report/report';
import { policyFor } from '../settings/policy';
import type { Settings } from '../settings/schema';
import { FileSource } from './file-source';
import { FrameCoders } from './frame-coder';
import type { Input } from './inputs';
import { processFile, type RunOptions } from './process-file';
import { StopSign } from './stop';

/** What a thread needs to know of a run. */
export interface RunnerSetUp {
  readonly settings: Settings;
  readonly presetId: string;
  readonly furtherOptions: readonly string[];
  readonly key: Uint8Array;
  readonly options: RunOptions;
  /** Threads that one file's frames may take. */
  readonly frameThreads: number;
}

/** What can be asked of this thread, or of another one. */
export interface Runner {
  /** Takes note of whom and what the files name. */
  learn(inputs: readonly Input[]): Promise<void>;
  /** All that was learnt. */
  learnt(): Promise<StudyValues>;
  /** Takes over what other threads know. */
  know(values: StudyValues): Promise<void>;
  /** @returns a report for each input, in their order; of those that were done, when it is stopped */
  anonymize(inputs: readonly Input[]): Promise<readonly FileReport[]>;
}

export class LocalRunner implements Runner {
  private readonly job: Job;
  private readonly options: RunOptions;
  private readonly coders: FrameCoders;
  private readonly stop: StopSign;

  constructor({ settings, presetId, furtherOptions, key, options, frameThreads }: RunnerSetUp) {
    this.job = new Job(policyFor(settings, presetId, furtherOptions), key, settings.organization);
    this.options = options;
    this.coders = new FrameCoders(frameThreads);
    this.stop = new StopSign(options.stop);
  }

  /** A file's texts may name people whom only another file of the study names as such. */
  get learns(): boolean {
    return this.job.study !== undefined;
  }

  async learn(inputs: readonly Input[]): Promise<void> {
    for (const input of inputs) {
      if (this.stop.aborted) return;
      await this.learnFrom(input);
    }
  }

  async learnt(): Promise<StudyValues> {
    return this.job.study?.values() ?? [];
  }

  async know(values: StudyValues): Promise<void> {
    this.job.study?.merge(values);
  }

  async anonymize(inputs: readonly Input[]): Promise<readonly FileReport[]> {
    const reports: FileReport[] = [];
    for (const input of inputs) {
      if (this.stop.aborted) break;
      const report = await processFile(input, this.job, this.options, this.coders);
      if (report.error?.code !== 'cancelled') reports.push(report);
    }
    return reports;
  }

  end(): void {
    this.coders.end();
  }

  /** What cannot be read is refused when its turn comes. */
  private async learnFrom({ path }: Input): Promise<void> {
    let source: FileSource | undefined;
    try {
      source = new FileSource(path);
      this.job.learn(await this.job.read(source));
    } catch (error) {
      if (!(error instanceof DicomError)) throw error;
    } finally {
      source?.close();
    }
  }
}
