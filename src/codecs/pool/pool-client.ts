/** A pool that is somewhere else, behind a port: connected when a frame needs it, and again when it has gone. */
import * as Comlink from 'comlink';
import { DicomError } from '../../core/errors';
import type { FrameCoder, FrameFault, MaskedFrame } from '../../core/pixel/frame-coder';
import { holdLock } from './between-pages';
import { handOver, owned, ownedTask } from './hand-over';
import type { PoolApi } from './pool-api';
import type { CodecAnswer } from './worker-api';

/** Gives a port to a pool, which there may have to be first. */
export type Connect = () => Promise<MessagePort>;

/** A FrameCoder for one output. */
export interface CoderRun extends FrameCoder {
  /** Ends what is under way. */
  end(): void;
}

interface Connection {
  readonly api: Comlink.Remote<PoolApi>;
  /** Resolves when the pool is gone: calls in flight would wait for ever. */
  readonly gone: Promise<void>;
}

/** The pool may go while it is being connected to. */
const ATTEMPTS = 3;

export class PoolClient {
  private readonly connect: Connect;
  private readonly parallel: number;
  private readonly lock: string;
  private readonly locked: Promise<void>;
  private connection: Promise<Connection> | undefined;
  private runs = 0;

  /** @param options - `parallel`: frames to ask for at once; `lock`: a name that no other lock has */
  constructor(connect: Connect, options: { readonly parallel: number; readonly lock: string }) {
    this.connect = connect;
    this.parallel = options.parallel;
    this.lock = options.lock;
    this.locked = holdLock(options.lock);
  }

  open(signal: AbortSignal): CoderRun {
    const run = ++this.runs;
    let begun: Promise<Connection> | undefined;
    const end = (): void => {
      void begun?.then(({ api }) => api.end(run)).catch(() => undefined);
      begun = undefined;
    };
    const call = async <T>(ask: (api: Comlink.Remote<PoolApi>) => Promise<CodecAnswer<T>>): Promise<T> => {
      begun ??= this.begin(run);
      const { api, gone } = await begun;
      if (signal.aborted) throw new DicomError('cancelled');
      const answer = await Promise.race([ask(api), gone]);
      if (!answer) throw new DicomError('codec-failed');
      if (!answer.ok) throw DicomError.fromPlain(answer.error);
      return answer.value;
    };
    signal.addEventListener('abort', end, { once: true });
    return {
      parallel: this.parallel,
      mask: (task) => call<MaskedFrame>((api) => api.mask(run, ownedTask(task))),
      compare: (task, masked, witness) => {
        const bytes = owned(masked);
        return call<FrameFault | undefined>((api) =>
          api.compare(run, ownedTask(task), handOver(bytes, bytes), witness),
        );
      },
      end,
    };
  }

  private async begin(run: number): Promise<Connection> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      this.connection ??= this.greet();
      const connection = await this.connection.catch(() => undefined);
      const begun = connection?.api.begin(run).then(() => true);
      if (connection && (await Promise.race([begun, connection.gone]))) return connection;
      this.connection = undefined;
    }
    throw new DicomError('codec-failed');
  }

  private async greet(): Promise<Connection> {
    await this.locked;
    const api = Comlink.wrap<PoolApi>(await this.connect());
    const poolLock = await api.greet(this.lock);
    const gone = navigator.locks.request(poolLock, () => undefined);
    void gone.then(() => {
      this.connection = undefined;
    });
    return { api, gone };
  }
}
