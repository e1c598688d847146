import { createHash } from 'node:crypto';

/**
 * Every key of the table is built here; those of passkeys in passkey-keys.ts, of expiry in expiry-keys.ts.
 *
 * | item         | PK                | SK                        |
 * |--------------|-------------------|---------------------------|
 * | profile      | USER#<id>         | PROFILE                   |
 * | membership   | USER#<id>         | CONV#<conversation>       |
 * | pin count    | USER#<id>         | PINS                      |
 * | block        | USER#<id>         | BLOCK#<other>             |
 * | blocked by   | USER#<other>      | BLOCKED#<id>              |
 * | connection   | USER#<id>         | CONN#<id>                 |
 * | token family | USER#<id>         | FAMILY#<id>               |
 * | known source | USER#<id>         | KNOWN#<hash>              |
 * | event        | USER#<id>         | EVENT#<type>#<which>      |
 * | push address | USER#<id>         | WEBPUSH#<session>         |
 * | passkeys     | USER#<id>         | PASSKEYS                  |
 * | old password | USER#<id>         | PASSWORD                  |
 * | factor       | USER#<id>         | FACTOR                    |
 * | photo        | PHOTO#<user>      | <hash>                    |
 * | invitation   | USER#<inviter>    | INVITE#<slot>             |
 * | invitation   | USER#operator     | INVITE#<slot>             |
 * | name claim   | NAME#<folded>     | NAME                      |
 * | name claim   | LOOKS#<skeleton>  | LOOKS                     |
 * | e-mail claim | EMAIL#<folded>    | EMAIL (no longer written) |
 * | search entry | GRAM#<3 letters>  | <name>#<id>               |
 * | search entry | PRE#<1-2 letters> | <name>#<id>               |
 * | pair claim   | PAIR#<a>#<b>      | PAIR                      |
 * | conversation | CONV#<id>         | CONV                      |
 * | message      | CONV#<id>         | MSG#<seq>                 |
 * | record       | CONV#<id>         | REC#<seq>                 |
 * | sent guard   | CONV#<id>         | CID#<sender>#<client id>  |
 * | connection   | CONN#<id>         | CONN                      |
 * | ticket       | TICKET#<secret>   | TICKET                    |
 * | challenge    | CHALLENGE#<hash>  | CHALLENGE                 |
 * | attachment   | ATT#<id>          | ATT                       |
 * | used storage | FILES#<owner>     | USED                      |
 * | stored file  | FILES#<owner>     | FILE#<attachment>         |
 * | invitation   | INVITE#<hash>     | INVITE                    |
 * | counter      | RATE#<hash>#<end> | RATE                      |
 * | push claim   | ENDPOINT#<hash>   | ENDPOINT                  |
 * | version      | NAMES             | NAMES                     |
 * | version      | STORAGE           | STORAGE                   |
 * | restore      | RESTORE           | RESTORE                   |
 *
 * Sequences are zero padded, so that they sort as text. Messages of earlier versions are in the indexes GSI1 and
 * GSI2 as well, which nothing reads any more (docs/adr/0025-the-floor-of-the-bill.md).
 */
export type Key = { readonly PK: string; readonly SK: string };

/** Epoch seconds. DynamoDB deletes an item some time after this. */
export const ttlAttribute = 'ttl';

const seqDigits = 16;
/** DynamoDB's limit for a partition key, in bytes. */
const maxPartitionBytes = 2_048;
/** Characters of a folded name in a sort key, which has at most 1,024 bytes. Folding can lengthen a name. */
const maxSortableName = 200;

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');
const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');
export const paddedSeq = (seq: number): string => pad(seq, seqDigits);

export const userPartition = (id: string): string => `USER#${id}`;
export const conversationPartition = (id: string): string => `CONV#${id}`;
export const gramPartition = (gram: string): string => `GRAM#${gram}`;
export const prefixPartition = (prefix: string): string => `PRE#${prefix}`;

export const sortPrefix = {
  memberships: 'CONV#',
  connections: 'CONN#',
  blocks: 'BLOCK#',
  blockedBy: 'BLOCKED#',
  /** Matches `BLOCK#` and `BLOCKED#`. */
  blocksBothWays: 'BLOCK',
  families: 'FAMILY#',
  files: 'FILE#',
  events: 'EVENT#',
  pushSubscriptions: 'WEBPUSH#',
  inviteSlots: 'INVITE#',
} as const;

export const profileKey = (id: string): Key => ({ PK: userPartition(id), SK: 'PROFILE' });
export const nameKey = (folded: string): Key => ({ PK: `NAME#${folded}`, SK: 'NAME' });
/** Apart from the profile, which every list of conversations reads. */
export const photoKey = (userId: string, hash: string): Key => ({
  PK: `PHOTO#${userId}`,
  SK: hash,
});
/** Shared by all names that look alike. */
export const skeletonKey = (skeleton: string): Key => ({ PK: `LOOKS#${skeleton}`, SK: 'LOOKS' });
/** Longer than any allowed name; DynamoDB would reject the key. */
export const isTooLong = ({ PK }: Key): boolean => Buffer.byteLength(PK) > maxPartitionBytes;
export const emailKey = (folded: string): Key => ({ PK: `EMAIL#${folded}`, SK: 'EMAIL' });

/** An entry of the name search: one in each partition of the name. */
export const searchKey = (partition: string, folded: string, userId: string): Key => ({
  PK: partition,
  SK: `${[...folded].slice(0, maxSortableName).join('')}#${userId}`,
});

export const membershipKey = (userId: string, conversationId: string): Key => ({
  PK: userPartition(userId),
  SK: `${sortPrefix.memberships}${conversationId}`,
});
/** How many conversations the user has pinned. */
export const pinCountKey = (userId: string): Key => ({ PK: userPartition(userId), SK: 'PINS' });
/** The caller sorts the pair, so that it has one key. */
export const pairKey = ([a, b]: readonly [string, string]): Key => ({
  PK: `PAIR#${a}#${b}`,
  SK: 'PAIR',
});

export const conversationKey = (id: string): Key => ({ PK: conversationPartition(id), SK: 'CONV' });
export const messageSort = (seq: number): string => `MSG#${paddedSeq(seq)}`;
export const recordSort = (seq: number): string => `REC#${paddedSeq(seq)}`;
export const messageKey = (conversationId: string, seq: number): Key => ({
  PK: conversationPartition(conversationId),
  SK: messageSort(seq),
});
export const recordKey = (conversationId: string, seq: number): Key => ({
  PK: conversationPartition(conversationId),
  SK: recordSort(seq),
});
export const guardKey = (conversationId: string, senderId: string, clientId: string): Key => ({
  PK: conversationPartition(conversationId),
  SK: `CID#${senderId}#${clientId}`,
});

export const blockKey = (userId: string, otherId: string): Key => ({
  PK: userPartition(userId),
  SK: `${sortPrefix.blocks}${otherId}`,
});
/** The second item of a block, in the partition of the blocked user; both are written together. */
export const blockedKey = (userId: string, byId: string): Key => ({
  PK: userPartition(userId),
  SK: `${sortPrefix.blockedBy}${byId}`,
});
/** Both directions, since either user may have blocked the other. */
export const blockKeysBetween = ([a, b]: readonly [string, string]): Key[] => [
  blockKey(a, b),
  blockKey(b, a),
];

export const connectionKey = (id: string): Key => ({ PK: `CONN#${id}`, SK: 'CONN' });
export const userConnectionKey = (userId: string, id: string): Key => ({
  PK: userPartition(userId),
  SK: `${sortPrefix.connections}${id}`,
});
export const ticketKey = (secret: string): Key => ({ PK: `TICKET#${secret}`, SK: 'TICKET' });
/** Hashed, since the secret also decrypts what the item contains. */
export const challengeKey = (secret: string): Key => ({
  PK: `CHALLENGE#${digest(secret)}`,
  SK: 'CHALLENGE',
});
/** lib/constructs/stream/byte-removal.ts filters removals by this sort key. */
export const attachmentKey = (id: string): Key => ({ PK: `ATT#${id}`, SK: 'ATT' });
/** The total size of a user's attachments. */
export const usedStorageKey = (ownerId: string): Key => ({ PK: `FILES#${ownerId}`, SK: 'USED' });
/** An attachment that counts towards the quota. */
export const storedFileKey = (ownerId: string, id: string): Key => ({
  PK: `FILES#${ownerId}`,
  SK: `${sortPrefix.files}${id}`,
});
export const inviteHashKey = (hash: string): Key => ({ PK: `INVITE#${hash}`, SK: 'INVITE' });
/** Hashed, since a code is as valuable as a password. */
export const inviteKey = (code: string): Key => inviteHashKey(digest(code));
export const inviterPartition = (userId: string | null): string =>
  userPartition(userId ?? 'operator');
/** A user's open invitations are in slots from 1, so that their number is limited; null: those of operators. */
export const inviteSlotKey = (userId: string | null, slot: number): Key => ({
  PK: inviterPartition(userId),
  SK: `${sortPrefix.inviteSlots}${slot}`,
});
/** Hashed, since the counted value may contain names and addresses and have any length. */
export const counterKey = (what: string, endsAt: number): Key => ({
  PK: `RATE#${digest(what)}#${endsAt}`,
  SK: 'RATE',
});
export const familyKey = (userId: string, id: string): Key => ({
  PK: userPartition(userId),
  SK: `${sortPrefix.families}${id}`,
});
/** The hash of a password from before a move, until its user signs in. */
export const oldPasswordKey = (userId: string): Key => ({
  PK: userPartition(userId),
  SK: 'PASSWORD',
});
/** The second factor of the user. */
export const factorKey = (userId: string): Key => ({ PK: userPartition(userId), SK: 'FACTOR' });
export const knownSourceHashKey = (userId: string, hash: string): Key => ({
  PK: userPartition(userId),
  SK: `KNOWN#${hash}`,
});
/** Hashed with the user id, to protect where the user has been. */
export const knownSourceKey = (userId: string, source: string): Key =>
  knownSourceHashKey(userId, digest(`${userId} ${source}`));
/** The `namesVersion` to which the names of the table have been renewed. */
export const namesKey: Key = { PK: 'NAMES', SK: 'NAMES' };
/** Exists once the attachments from before the quota have been counted. */
export const storageCountKey: Key = { PK: 'STORAGE', SK: 'STORAGE' };
export const eventKey = (userId: string, id: string): Key => ({
  PK: userPartition(userId),
  SK: `${sortPrefix.events}${id}`,
});
export const pushSubscriptionKey = (userId: string, sessionId: string): Key => ({
  PK: userPartition(userId),
  SK: `${sortPrefix.pushSubscriptions}${sessionId}`,
});
/** Hashed, since an endpoint is a secret and longer than a key may be. */
export const endpointKey = (endpoint: string): Key => ({
  PK: `ENDPOINT#${digest(endpoint)}`,
  SK: 'ENDPOINT',
});
/** Where an unfinished restore of an archive goes on. */
export const restoreKey: Key = { PK: 'RESTORE', SK: 'RESTORE' };
/** Never stored; read to check whether the table responds. */
export const healthKey: Key = { PK: 'HEALTH', SK: 'HEALTH' };

export const afterFirst = (text: string): string => text.slice(text.indexOf('#') + 1);

/** `MSG#…` and `REC#…`. */
export const seqOf = ({ SK }: Key): number => Number(afterFirst(SK));
/** `CONV#<id>` as a partition. */
export const conversationIdOf = ({ PK }: Key): string => afterFirst(PK);
/** `CONV#<id>` as a membership. */
export const membershipIdOf = ({ SK }: Key): string => afterFirst(SK);
/** `BLOCK#<other>` and `BLOCKED#<by>`. */
export const otherIdOf = ({ SK }: Key): string => afterFirst(SK);
/** `FILES#<owner>` and `FILE#<attachment>` of a stored file. */
export const storedFileOf = ({ PK, SK }: Key) => ({ ownerId: afterFirst(PK), id: afterFirst(SK) });
/** `EVENT#<id>`. */
export const eventIdOf = ({ SK }: Key): string => afterFirst(SK);
/** `USER#<id>`. */
export const userIdOf = ({ PK }: Key): string => afterFirst(PK);
/** `PHOTO#<user>` and `<hash>`. */
export const photoOf = ({ PK, SK }: Key) => ({ userId: afterFirst(PK), hash: SK });
/** `INVITE#<hash>`. */
export const inviteHashOf = (partition: string): string => afterFirst(partition);
/** `USER#<id>` and `KNOWN#<hash>`. */
export const knownSourceOf = ({ PK, SK }: Key) => ({
  userId: afterFirst(PK),
  hash: afterFirst(SK),
});
/** `CID#<sender>#<client id>`: only the client id may contain `#`. */
export const guardedOf = ({ SK }: Key) => {
  const rest = afterFirst(SK);
  return { senderId: rest.slice(0, rest.indexOf('#')), clientId: afterFirst(rest) };
};
