import { chat } from '#scripts/cost/model.ts';

/**
 * The behaviour of users, as in docs/cost.md (`npm run cost`): each sends 300 messages in a month and has a
 * page open for 300 minutes, with the calls and frames of the recorded chat. The distribution over a day is
 * an assumption.
 */
export const people = {
  messagesAMonth: 300,
  onlineMinutesAMonth: 300,
  filesAMonth: 10,
  /** The busiest hour's share of a day. */
  busiestHour: 0.12,
  /** The busiest minutes, as a multiple of that hour's mean. */
  busiestMinutes: 2,
  /** The share of users with a second device open. */
  secondDevice: 0.2,
  /** The share of page opens that need a sign-in with a password, because no session can be refreshed. */
  signsIn: 0.05,
} as const;

const secondsAMonth = 30 * 86_400;
/** Factor from the mean of a month to the busiest minutes. */
const peakFactor = 24 * people.busiestHour * people.busiestMinutes;

/** The means of the busiest minutes, for this many users a month. */
export const peakOf = (users: number) => {
  const onlineSeconds = people.onlineMinutesAMonth * 60;
  return {
    messagesPerSecond: (users * people.messagesAMonth * peakFactor) / secondsAMonth,
    filesPerSecond: (users * people.filesAMonth * peakFactor) / secondsAMonth,
    sockets: (users * onlineSeconds * peakFactor * (1 + people.secondDevice)) / secondsAMonth,
    sessionsPerSecond:
      (users * onlineSeconds * peakFactor * (1 + people.secondDevice)) /
      (chat.sessionMinutes * 60) /
      secondsAMonth,
  };
};
