import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { BystanderData, Delays } from './bystander-thread.ts';

export type { Delays } from './bystander-thread.ts';

/**
 * A user of Parley during the attack: repeatedly requests its health and sends a message. Runs in a
 * thread, so that the attacker's own work delays no measurement.
 */
export const startBystander = async (data: BystanderData) => {
  const worker = new Worker(new URL('bystander-thread.ts', import.meta.url), { workerData: data });
  await once(worker, 'online');
  return {
    /** The longest delays since the last call. */
    delays: async (): Promise<Delays> => {
      worker.postMessage('report');
      const [delays] = (await once(worker, 'message')) as [Delays];
      return delays;
    },
    stop: () => worker.terminate(),
  };
};
