import { type RunningProgram, startProgram } from '../child-program.ts';
import type { Damage } from './check-data-file.ts';

const program = new URL('check-process.ts', import.meta.url);

/**
 * Checks a data file in another process, which can be ended in the middle of a table, unlike a thread, and
 * whose memory is free afterwards. `slow` spares disk and processor.
 */
export const startCheck = (
  path: string,
  pace: 'slow' | 'fast',
): RunningProgram<{ readonly damage: Damage }> =>
  startProgram(program, [path, pace], { isLow: pace === 'slow', maxHeapMb: 64 });
