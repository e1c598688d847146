import type { Ending, Session } from '../http/session.ts';
import type { TabBus } from './bus.ts';

/** `at`: milliseconds since 1970. */
type SessionNews =
  | { readonly kind: 'token'; readonly token: string }
  | {
      readonly kind: 'signed-out';
      readonly isExpired: boolean;
      readonly ending: Ending | null;
      readonly at: number;
    };

/** A page that was frozen meanwhile hears of a sign-out after which somebody may have signed in again. */
const OLD_MS = 10_000;

interface ShareDeps {
  readonly session: Session;
  readonly bus: TabBus;
  readonly now: () => number;
}

/** One page of a browser renews the token for all, and one sign-out is everybody's. Returns how to stop. */
export const shareSession = ({ session, bus, now }: ShareDeps): (() => void) => {
  const topic = bus.topic<SessionNews>('session');
  let hasHeard = false;

  const hearSignOut = (news: Extract<SessionNews, { kind: 'signed-out' }>): void => {
    // The server knows whether there is a session by now; without an answer the next call asks.
    if (Math.abs(now() - news.at) > OLD_MS)
      return void session.renew(session.token()).catch(() => false);
    hasHeard = true;
    session.end(news);
  };
  topic.hear((news) => {
    if (news.kind === 'token') session.adopt(news.token);
    else hearSignOut(news);
  });
  const stopTelling = session.onRenewed((token) => topic.post({ kind: 'token', token }));
  return () => {
    // An echo could reach a page that has signed in again.
    const ending = session.ending();
    const isExpired = session.hasExpired();
    if (!hasHeard) topic.post({ kind: 'signed-out', isExpired, ending, at: now() });
    stopTelling();
  };
};
