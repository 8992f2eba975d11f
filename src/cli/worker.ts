import { parentPort, workerData } from 'node:worker_threads';
import { LocalRunner, type Runner, type RunnerSetUp } from './runner';

/** A call of one of the runner's methods. */
export type Call = {
  readonly [M in keyof Runner]: { readonly method: M; readonly argument: Parameters<Runner[M]>[0] };
}[keyof Runner];

const runner = new LocalRunner(workerData as RunnerSetUp);

async function answer(call: Call): Promise<unknown> {
  switch (call.method) {
    case 'learn':
      return runner.learn(call.argument);
    case 'learnt':
      return runner.learnt();
    case 'know':
      return runner.know(call.argument);
    case 'anonymize':
      return runner.anonymize(call.argument);
  }
}

/** Answers go out in the order of the calls. */
let turn = Promise.resolve();
parentPort?.on('message', (call: Call) => {
  const made = answer(call);
  turn = turn.then(async () => parentPort?.postMessage(await made));
});

// Files are given out only now: while a worker starts, the main thread can take them.
parentPort?.postMessage('ready');
