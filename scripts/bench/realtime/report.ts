import type { LoadFigures } from './load.ts';
import type { Probed } from './probe.ts';

export interface Goal {
  readonly what: string;
  readonly measured: number;
  readonly atMost: number;
  readonly unit: string;
}

/** Prints a goal and whether it is met. */
export const reportGoal = ({ what, measured, atMost, unit }: Goal): boolean => {
  const isMet = measured <= atMost;
  const sign = isMet ? '✓' : '✗';
  console.log(`${sign} ${what}: ${measured} ${unit} (goal: at most ${atMost} ${unit})`);
  return isMet;
};

const round = (value: number): number => Math.round(value * 1_000) / 1_000;

/** A table of a server's figures under steady load. */
export const reportSteady = (
  name: string,
  { answered, received, unanswered, refused, ownLoop }: LoadFigures,
  cpuMsPerMessage: number,
): void => {
  console.log(`${name}:`, {
    messages: answered.count,
    frames: received.count,
    'send to frame, p50 ms': received.p50,
    'send to frame, p99 ms': received.p99,
    'send to answer, p50 ms': answered.p50,
    'send to answer, p99 ms': answered.p99,
    'CPU ms a message': round(cpuMsPerMessage),
    'not answered': unanswered + refused,
    'load generator late, p99 ms': ownLoop.p99,
  });
};

/** How the server's time is spent per message. */
export const reportProbe = (
  { loop, frames, commits }: Probed,
  messages: number,
  cpuMsPerMessage: number,
): void => {
  console.log('where the time goes:', {
    'CPU ms a message': round(cpuMsPerMessage),
    'of it handing frames to sockets, ms': round(frames.totalMs / messages),
    'frames a message': round(frames.count / messages),
    'commits a message': round(commits.count / messages),
    'waiting for the disk, ms a message': round(commits.totalMs / messages),
    'a commit, p50 ms': commits.p50,
    'a commit, p99 ms': commits.p99,
    'a commit, most ms': commits.max,
    'event loop late, p50 ms': loop.p50,
    'event loop late, p99 ms': loop.p99,
    'event loop late, most ms': loop.max,
  });
};

/** How the devices returned, in milliseconds after the server. */
export const reportReturn = (
  backAfterMs: readonly number[],
  load: LoadFigures,
  { loop, commits }: Probed,
  cpuMs: number,
): void => {
  const seconds = (share: number): number =>
    Math.round(backAfterMs[Math.ceil(backAfterMs.length * share) - 1] ?? 0) / 1_000;
  console.log('back and caught up:', {
    devices: backAfterMs.length,
    'half of them after s': seconds(0.5),
    'nine tenths after s': seconds(0.9),
    'all after s': seconds(1),
    'sends answered meanwhile': load.answered.count,
    'send to answer, p50 ms': load.answered.p50,
    'send to answer, p99 ms': load.answered.p99,
    'send to frame, p99 ms': load.received.p99,
    'not answered': load.unanswered + load.refused,
    'server CPU, ms a second': Math.round((cpuMs / (backAfterMs.at(-1) ?? 0)) * 1_000),
    'of it waiting for the disk': Math.round((commits.totalMs / (backAfterMs.at(-1) ?? 0)) * 1_000),
    'event loop late, p99 ms': loop.p99,
    'event loop late, most ms': loop.max,
    'load generator late, p99 ms': load.ownLoop.p99,
  });
};
