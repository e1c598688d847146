import { chat } from '#scripts/cost/model.ts';

/**
 * What people do, as in docs/cost.md (`npm run cost`): each sends 300 messages in a month and has a page open for
 * 300 minutes, with the calls and frames of the recorded chat. How that is spread over a day is an assumption.
 */
export const people = {
  messagesAMonth: 300,
  onlineMinutesAMonth: 300,
  filesAMonth: 10,
  /** The share of a day that the busiest hour has. */
  busiestHour: 0.12,
  /** How much busier than that hour its busiest minutes are. */
  busiestMinutes: 2,
  /** How often somebody has a second device open. */
  secondDevice: 0.2,
  /** How often a page opens without a session that could be refreshed: a sign-in with a password. */
  signsIn: 0.05,
} as const;

const secondsAMonth = 30 * 86_400;
/** From the mean of a month to the busiest minutes. */
const peakFactor = 24 * people.busiestHour * people.busiestMinutes;

/** The means of the busiest minutes, for so many users a month. */
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
