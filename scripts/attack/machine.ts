import { readFileSync } from 'node:fs';

/** CPU seconds of the whole machine so far, from /proc/stat. */
const machineCpuSeconds = (): number => {
  const [, ...fields] = (readFileSync('/proc/stat', 'utf8').split('\n', 1)[0] ?? '').split(/\s+/);
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = fields.map(Number);
  return (user + nice + system + irq + softirq + steal) / 100;
};

const ownCpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
};

/** The number of cores that other programs may use while delays are judged. */
const quietCores = 0.25;

/**
 * Watches the machine. The returned function says whether it was quiet, apart from this process and the
 * server's `serverCpuSeconds`. On a busy machine, delays are not judged.
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
