import type { StudyValues } from '../core/deident/identifiers/study-identifiers';
import { DicomError } from '../core/errors';
import { Job } from '../jobs/job';
import type { FileReport } from '../jobs/report/report';
import { policyFor } from '../settings/policy';
import type { Settings } from '../settings/schema';
import { FileSource } from './file-source';
import { FrameCoders } from './frame-coder';
import type { Input } from './inputs';
import { OpenAhead } from './open-ahead';
import { LocalWriter, ThreadWriter } from './output-writer';
import { type Means, type Processed, processFile, type RunOptions } from './process-file';
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
  /** Another thread writes the outputs. */
  readonly writesBeside: boolean;
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
  private readonly means: Means;
  private readonly stop: StopSign;
  private readonly writesBeside: boolean;
  private readonly files = new OpenAhead();
  /** Files take over each other's memory: a call waits for the one before it. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor({ settings, presetId, furtherOptions, key, options, frameThreads, writesBeside }: RunnerSetUp) {
    const common = {
      job: new Job(policyFor(settings, presetId, furtherOptions), key, settings.organization),
      options,
      coders: new FrameCoders(frameThreads),
    };
    this.means = writesBeside
      ? { ...common, writer: new ThreadWriter(options.stop), open: (input) => this.files.open(input) }
      : { ...common, writer: new LocalWriter(), open: ({ path }) => FileSource.open(path) };
    this.writesBeside = writesBeside;
    this.stop = new StopSign(options.stop);
  }

  /** A file's texts may name people whom only another file of the study names as such. */
  get learns(): boolean {
    return this.means.job.study !== undefined;
  }

  async learn(inputs: readonly Input[]): Promise<void> {
    await this.inTurn(async () => {
      for (const input of inputs) {
        if (this.stop.aborted) return;
        await this.learnFrom(input);
      }
    });
  }

  async learnt(): Promise<StudyValues> {
    return this.means.job.study?.values() ?? [];
  }

  async know(values: StudyValues): Promise<void> {
    this.means.job.study?.merge(values);
  }

  async anonymize(inputs: readonly Input[]): Promise<readonly FileReport[]> {
    this.openAhead(inputs);
    const processed = await this.inTurn(async () => {
      const begun: Processed[] = [];
      for (const [index, input] of inputs.entries()) {
        if (this.stop.aborted) break;
        this.openAhead(inputs.slice(index));
        begun.push(await processFile(input, this.means));
      }
      return begun;
    });
    const reports = await Promise.all(processed.map(({ report }) => report));
    return reports.filter((report) => report.error?.code !== 'cancelled');
  }

  end(): void {
    this.files.end();
    this.means.coders.end();
    this.means.writer.end();
  }

  private openAhead(inputs: readonly Input[]): void {
    if (this.writesBeside) this.files.begin(inputs);
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  /** What cannot be read is refused when its turn comes. */
  private async learnFrom({ path }: Input): Promise<void> {
    const { job } = this.means;
    let source: FileSource | undefined;
    try {
      source = FileSource.open(path);
      job.learn(await job.read(source));
    } catch (error) {
      if (!(error instanceof DicomError)) throw error;
    } finally {
      source?.close();
    }
  }
}
