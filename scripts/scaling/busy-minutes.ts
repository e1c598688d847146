import { assumptions } from '#scripts/bench/prices.ts';
import { chat, type MeasuredUnits, perMessage, perSession } from '#scripts/cost/model.ts';
import { peakOf, people } from './people.ts';
import { untilNext } from './random.ts';

/** The events of the whole stage within one second. */
export interface Second {
  /** Messages that are sent. */
  sends: number;
  /** Requests to the busiest route of the HTTP API. */
  busiestRoute: number;
  httpCalls: number;
  /** Frames from clients: handshakes, closes, pings, typing. */
  framesIn: number;
  /** Events that functions post to sockets. */
  posts: number;
  connects: number;
  signIns: number;
  files: number;
  /** Functions that run at once. */
  functions: number;
  writeUnits: number;
  readUnits: number;
}

const empty = (): Second & { reads: number; lists: number } => ({
  sends: 0,
  busiestRoute: 0,
  httpCalls: 0,
  framesIn: 0,
  posts: 0,
  connects: 0,
  signIns: 0,
  files: 0,
  functions: 0,
  writeUnits: 0,
  readUnits: 0,
  reads: 0,
  lists: 0,
});
type Tally = ReturnType<typeof empty>;

/** Seconds that are simulated. */
const seconds = 300;

const httpSeconds = assumptions.read.milliseconds / 1_000;
const sendSeconds = assumptions.send.milliseconds / 1_000;
const frameSeconds = assumptions.frame.milliseconds / 1_000;
/** Seconds between two pings of a page, as recorded. */
const pingSeconds = (chat.sessionMinutes * 60) / perSession.pings;
/** Seconds between a typing frame and the message. */
const typedBefore = 5;
/** Requests of a page when it opens, besides session, profile and blocks, as recorded. */
const opening = [
  [perSession.lists, 'list of 20 conversations'],
  [perSession.pages, 'page of 50 short messages'],
  [perSession.profiles, 'profile of another'],
] as const;
const coldSeconds = (chat.coldStarts.perThousand / 1_000) * (chat.coldStarts.milliseconds / 1_000);

/**
 * Simulates the busiest minutes of a stage, user by user: sessions begin at random times, have a random
 * length, and send, read, type and ping meanwhile. Returns the highest value of each figure over all seconds.
 */
export const busyMinutes = (users: number, units: MeasuredUnits, random: () => number) => {
  const peak = peakOf(users);
  const tallies = Array.from({ length: seconds }, empty);
  const unit = (name: string) => {
    const found = units[name];
    if (!found) throw new Error(`no units of ${name}: npm run bench:cost`);
    return found;
  };
  const cost = (tally: Tally, name: string): void => {
    tally.writeUnits += unit(name).write;
    tally.readUnits += unit(name).read;
  };
  const http = (tally: Tally, name: string, runs = httpSeconds): void => {
    tally.httpCalls += 1;
    tally.functions += runs + coldSeconds;
    cost(tally, name);
  };
  const frame = (tally: Tally, name: string): void => {
    tally.framesIn += 1;
    tally.functions += frameSeconds + coldSeconds;
    cost(tally, name);
  };
  const at = (second: number, act: (tally: Tally) => void): void => {
    const tally = tallies[Math.floor(second)];
    if (second >= 0 && tally) act(tally);
  };
  const happens = (probability: number): boolean => random() < probability;
  /**
   * The number of sockets that get an event: as recorded for one device per user, and for a second device of
   * some.
   */
  const fanOut = (recorded: number): number =>
    Number(happens(recorded)) + Number(happens(people.secondDevice));

  const messagesPerSocket = peak.messagesPerSecond / peak.sockets;
  const filesPerSocket = peak.filesPerSecond / peak.sockets;
  const session = (start: number, wholeLength: number): void => {
    // Events after the last second are not counted.
    const length = Math.min(wholeLength, seconds + 10 - start);
    at(start, (tally) => {
      tally.connects += 1;
      tally.signIns += Number(happens(people.signsIn));
      tally.lists += perSession.lists;
      http(tally, 'refresh of a session');
      http(tally, 'own profile');
      http(tally, 'list of blocks');
      for (const [count, name] of opening) for (let n = 0; n < count; n += 1) http(tally, name);
      http(tally, 'ticket and handshake');
      tally.framesIn += 1;
      tally.functions += frameSeconds + coldSeconds;
      tally.posts += perSession.presence;
    });
    at(start + wholeLength, (tally) => frame(tally, 'end of a connection'));
    for (let t = pingSeconds; t < length; t += pingSeconds) {
      at(start + t, (tally) => {
        frame(tally, 'ping that renews the leases');
        tally.posts += 1;
      });
    }
    for (
      let t = untilNext(random, filesPerSocket);
      t < length;
      t += untilNext(random, filesPerSocket)
    ) {
      at(start + t, (tally) => {
        tally.files += 1;
        http(tally, 'file: ask for an upload');
        http(tally, 'file: complete', assumptions.file.complete.milliseconds / 1_000);
        http(tally, 'file: a URL to read it');
      });
    }
    for (
      let t = untilNext(random, messagesPerSocket);
      t < length;
      t += untilNext(random, messagesPerSocket)
    ) {
      at(start + t, (tally) => {
        tally.sends += 1;
        tally.posts += fanOut(perMessage.pushed.sends);
        http(tally, 'send, text of 550 bytes', sendSeconds);
        cost(tally, 'push: the sockets of both people');
      });
      if (happens(perMessage.typing)) {
        at(start + t - typedBefore, (tally) => {
          frame(tally, 'typing');
          tally.posts += fanOut(perMessage.pushed.typing);
        });
      }
      if (happens(perMessage.marks)) {
        at(start + t + 1, (tally) => {
          tally.reads += 1;
          tally.posts += fanOut(perMessage.pushed.marks / perMessage.marks);
          http(tally, 'read up to the last');
          cost(tally, 'push: the sockets of both people');
        });
      }
    }
  };

  const sessionSeconds = chat.sessionMinutes * 60;
  // Session lengths have no memory: the rest of an open session has the same distribution as a new one.
  for (let open = 0; open < peak.sockets; open += 1) {
    const since = random() * pingSeconds;
    session(-since, since + untilNext(random, 1 / sessionSeconds));
  }
  for (
    let start = untilNext(random, peak.sessionsPerSecond);
    start < seconds;
    start += untilNext(random, peak.sessionsPerSecond)
  ) {
    session(start, untilNext(random, 1 / sessionSeconds));
  }
  for (const tally of tallies) {
    tally.busiestRoute = Math.max(tally.sends, tally.reads, tally.lists, tally.connects);
  }
  const highest = (of: keyof Second): number => Math.max(...tallies.map((tally) => tally[of]));
  const names = Object.keys(empty()) as (keyof Second)[];
  return Object.fromEntries(names.map((name) => [name, highest(name)])) as unknown as Second;
};
