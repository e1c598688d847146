import { readFileSync } from 'node:fs';

/** Clock ticks a second in /proc, on every architecture that Node runs on. */
const ticksPerSecond = 100;

/**
 * Seconds of processor time of all children that have ended, with their own children as far as
 * those were waited for; null where there is no /proc.
 */
const ofEndedChildren = (): number | null => {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    // After the name of the program, which may contain spaces, cutime and cstime are fields 14, 15.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
  } catch {
    return null;
  }
};

let counted = ofEndedChildren();

/**
 * Seconds of processor time of what has ended since the last call; null if unknown. Called when a
 * child ends, it is the time of that child.
 */
export const cpuSecondsSinceLast = (): number | null => {
  const now = ofEndedChildren();
  const seconds = now === null || counted === null ? null : now - counted;
  counted = now;
  return seconds;
};
