import { readFileSync } from 'node:fs';

/** CPU seconds that the whole machine has worked so far, from /proc/stat. */
const machineCpuSeconds = (): number => {
  const [, ...fields] = (readFileSync('/proc/stat', 'utf8').split('\n', 1)[0] ?? '').split(/\s+/);
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = fields.map(Number);
  return (user + nice + system + irq + softirq + steal) / 100;
};

const ownCpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
};

/** What others on this machine may use, in cores, for delays to say something about Parley. */
const quietCores = 0.25;

/**
 * Starts to watch the machine. The answer: was it quiet, apart from this process and `serverCpuSeconds` of
 * the server? Delays on a busy machine are the machine's.
 */
export const watchMachine = () => {
  const start = performance.now();
  const [machine, own] = [machineCpuSeconds(), ownCpuSeconds()];
  return {
    wasQuiet: (serverCpuSeconds: number): boolean => {
      const seconds = (performance.now() - start) / 1_000;
      const others = machineCpuSeconds() - machine - (ownCpuSeconds() - own) - serverCpuSeconds;
      return others / seconds < quietCores;
    },
  };
};
