import { limits } from '#contracts/limits.ts';
import type { SessionEnd } from '#contracts/session-end.ts';
import type { Session, SessionClient } from '#core/domain/session.ts';
import type { RefreshRefusal } from '#core/ports/identity.ts';
import type { Ids } from '#core/ports/system.ts';
import { seal, unseal } from '#functions/adapters/sealed-text.ts';
import { isLostRace } from '../dynamodb/table/failures.ts';
import { familyKey, sortPrefix, userPartition } from '../dynamodb/table/keys.ts';
import { query } from '../dynamodb/table/query.ts';
import { withRetries } from '../dynamodb/table/retry.ts';
import {
  expiry,
  getItem,
  present,
  putItem,
  type Table,
  updateItem,
  updateOn,
} from '../dynamodb/table/table.ts';
import {
  afterRotation,
  type FamilyItem,
  familyOf,
  isAccepted,
  type Live,
  sessionOf,
  successorsOf,
} from './family-item.ts';
import { formatRefreshToken, type RefreshToken, serialOf } from './refresh-token.ts';

/** A family, found and decrypted by one of its refresh tokens. */
export interface Opened {
  readonly token: RefreshToken;
  readonly item: FamilyItem;
  /** Null once the session has ended. */
  readonly cognitoToken: string | null;
}

const { refreshes: rate, maxSuccessors } = limits.session;

/** Why this token cannot be refreshed now, or null. */
export const refusalOf = ({ token, item }: Opened, now: number): RefreshRefusal | null => {
  if (item.end) return { refused: 'ended', reason: item.end };
  if (item.exp <= now) return { refused: 'ended', reason: 'expired' };
  if (!isAccepted(item.live, token.serial, now)) {
    return { refused: 'reused', userId: token.userId, sessionId: token.familyId };
  }
  const isFull = item.until > now && item.n >= rate.perSession;
  if (!isFull && successorsOf(item.live, token.serial) < maxSuccessors) return null;
  const ms = isFull ? item.until - now : limits.refreshGraceSeconds * 1_000;
  return { refused: 'too_often', retryAfterSeconds: Math.max(1, Math.ceil(ms / 1_000)) };
};

/**
 * Token families, one item per sign-in: the rules for refresh tokens and sessions that Cognito lacks. If
 * the secret is right but the serial is not in `live`, it was spent long ago: the token was stolen.
 */
export const tokenFamilies = (table: Table, ids: Ids) => {
  /** Starts a family; returns its first token. */
  const start = async (
    { userId, familyId, expiresAt }: { userId: string; familyId: string; expiresAt: number },
    cognitoToken: string,
    client: SessionClient,
  ): Promise<string> => {
    const now = table.clock.now();
    const token = { userId, familyId, secret: ids.secret(), serial: serialOf(ids.secret()) };
    await putItem(table, {
      ...familyKey(userId, familyId),
      id: familyId,
      uid: userId,
      tok: seal(cognitoToken, token.secret),
      live: { [token.serial]: { at: now } } satisfies Live,
      dev: client.device,
      adr: client.address,
      at: now,
      seen: now,
      ...expiry(expiresAt),
    });
    return formatRefreshToken(token);
  };

  /** Null for a token that was never issued. */
  const open = async (token: RefreshToken): Promise<Opened | null> => {
    const found = await getItem(table, familyKey(token.userId, token.familyId));
    if (!found) return null;
    const item = familyOf(found);
    if (!item.tok) return { token, item, cognitoToken: null };
    const cognitoToken = unseal(item.tok, token.secret);
    return cognitoToken === null ? null : { token, item, cognitoToken };
  };

  const write = async (
    { token, item }: Opened,
    next: { readonly serial: string; readonly cognitoToken: string },
    client: SessionClient,
  ): Promise<void> => {
    const now = table.clock.now();
    const isNew = item.until <= now;
    const isAsRead = item.v === 0 ? 'attribute_not_exists(v)' : 'v = :read';
    await updateItem(table, familyKey(token.userId, token.familyId), {
      UpdateExpression:
        'SET tok = :tok, live = :live, seen = :now, dev = :dev, adr = :adr, #n = :n, #until = :until, v = :next',
      ConditionExpression: `${present} AND attribute_not_exists(#end) AND ${isAsRead}`,
      ExpressionAttributeNames: { '#end': 'end', '#n': 'n', '#until': 'until' },
      ExpressionAttributeValues: {
        ':tok': seal(next.cognitoToken, token.secret),
        ':live': afterRotation(item.live, token.serial, next.serial, now),
        ':now': now,
        ':dev': client.device,
        ':adr': client.address,
        ':n': isNew ? 1 : item.n + 1,
        ':until': isNew ? now + rate.windowSeconds * 1_000 : item.until,
        ':next': item.v + 1,
        ...(item.v !== 0 && { ':read': item.v }),
      },
    });
  };

  /** Exchanges a token for a new one, unless it has been rejected meanwhile. */
  const rotate = (
    token: RefreshToken,
    cognitoToken: string,
    client: SessionClient,
  ): Promise<string | RefreshRefusal> =>
    withRetries(
      table.clock,
      async () => {
        const opened = await open(token);
        if (!opened) return { refused: 'unknown' };
        const refusal = refusalOf(opened, table.clock.now());
        if (refusal) return refusal;
        const serial = serialOf(ids.secret());
        await write(opened, { serial, cognitoToken }, client);
        return formatRefreshToken({ ...token, serial });
      },
      isLostRace,
    );

  const all = async (userId: string): Promise<FamilyItem[]> => {
    const items = await query(table, {
      partition: userPartition(userId),
      sort: { prefix: sortPrefix.families },
      consistency: 'consistent',
    });
    return items
      .map(familyOf)
      .filter(({ end, exp }) => end === undefined && exp > table.clock.now());
  };

  /** Ends a family: keeps the reason, removes Cognito's token. */
  const end = async (userId: string, id: string, reason: SessionEnd): Promise<void> => {
    await updateOn(table, familyKey(userId, id), {
      UpdateExpression: 'SET #end = :reason REMOVE tok, live',
      ConditionExpression: `${present} AND attribute_not_exists(#end)`,
      ExpressionAttributeNames: { '#end': 'end' },
      ExpressionAttributeValues: { ':reason': reason },
    });
  };

  return {
    start,
    open,
    rotate,
    list: async (userId: string): Promise<Session[]> => (await all(userId)).map(sessionOf),
    touch: async (userId: string, id: string): Promise<void> => {
      const now = table.clock.now();
      await updateOn(table, familyKey(userId, id), {
        UpdateExpression: 'SET seen = :now',
        ConditionExpression: `${present} AND (attribute_not_exists(seen) OR seen < :before)`,
        ExpressionAttributeValues: {
          ':now': now,
          ':before': now - limits.session.seenSeconds * 1_000,
        },
      });
    },
    end: async (
      userId: string,
      which: readonly string[] | 'all',
      reason: SessionEnd,
    ): Promise<void> => {
      const ending = which === 'all' ? (await all(userId)).map(({ id }) => id) : which;
      await Promise.all(ending.map((id) => end(userId, id, reason)));
    },
  };
};
