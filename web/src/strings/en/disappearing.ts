import type { DisappearingSeconds } from '#contracts/http/disappearing/times.ts';

/** By seconds. */
const times: Readonly<Record<DisappearingSeconds, string>> = {
  86400: '1 day',
  604800: '7 days',
  7776000: '90 days',
};

export const disappearing = {
  times,
  gone: 'Message disappeared',
  at: (when: string) => `Disappears on ${when}`,
  after: (time: string) => `Messages disappear after ${time}`,
  on: (name: string, time: string) => `${name} set messages to disappear after ${time}.`,
  off: (name: string) => `${name} turned off disappearing messages.`,
  onByYou: (time: string) => `You set messages to disappear after ${time}.`,
  offByYou: 'You turned off disappearing messages.',
};
