/** DynamoDB item actions in IAM; each item of a transaction is checked as one of these. */
export type TableAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem';

/** Prefixes of partition keys (ADR 20); `functions/adapters/aws/dynamodb/table/keys.ts` builds the keys. */
type KeyPrefix =
  | 'USER#'
  | 'PHOTO#'
  | 'NAME#'
  | 'LOOKS#'
  | 'EMAIL#'
  | 'GRAM#'
  | 'PRE#'
  | 'PAIR#'
  | 'CONV#'
  | 'CONN#'
  | 'TICKET#'
  | 'CHALLENGE#'
  | 'PASSKEY#'
  | 'PROOF#'
  | 'ATT#'
  | 'FILES#'
  | 'INVITE#'
  | 'RATE#'
  | 'ENDPOINT#'
  | 'EXPIRY'
  | 'RESTORE'
  | 'HEALTH';

export type TableRight = Readonly<Partial<Record<TableAction, readonly KeyPrefix[]>>>;

/**
 * The table actions of each port operation. Identity operations store token families in the table.
 *
 * Each write of a transaction has the prefixes of all its writes: AWS does not document whether
 * `dynamodb:LeadingKeys` has the key of one item of a transaction or the keys of all. Both hold so; a test
 * derives the table from what the stores do (test/support/ports/used-rights.ts).
 */
export const tableRights = {
  'UserStore.get': { GetItem: ['USER#'] },
  'UserStore.getMany': { BatchGetItem: ['USER#'] },
  'UserStore.getPhoto': { GetItem: ['PHOTO#'] },
  'UserStore.findByName': { GetItem: ['NAME#', 'USER#'] },
  'UserStore.search': { Query: ['GRAM#', 'PRE#'], GetItem: ['USER#'] },
  'UserStore.claim': {
    GetItem: ['USER#', 'NAME#', 'LOOKS#', 'INVITE#'],
    PutItem: ['USER#', 'NAME#', 'LOOKS#', 'INVITE#'],
    UpdateItem: ['USER#', 'NAME#', 'LOOKS#', 'INVITE#'],
    DeleteItem: ['USER#', 'NAME#', 'LOOKS#'],
  },
  'UserStore.finish': {
    GetItem: ['USER#'],
    UpdateItem: ['USER#', 'GRAM#', 'PRE#'],
    PutItem: ['USER#', 'GRAM#', 'PRE#'],
  },
  'UserStore.release': {
    GetItem: ['USER#', 'NAME#', 'LOOKS#'],
    DeleteItem: ['USER#', 'NAME#', 'LOOKS#'],
    UpdateItem: ['INVITE#'],
  },
  'UserStore.revokeTokens': { UpdateItem: ['USER#'] },
  'UserStore.rejectSessions': { GetItem: ['USER#'], UpdateItem: ['USER#'] },
  'UserStore.setPresence': { UpdateItem: ['USER#'] },
  'UserStore.update': {
    GetItem: ['USER#', 'NAME#', 'LOOKS#'],
    PutItem: ['USER#', 'PHOTO#', 'NAME#', 'LOOKS#', 'GRAM#', 'PRE#'],
    UpdateItem: ['USER#', 'PHOTO#', 'NAME#', 'LOOKS#', 'GRAM#', 'PRE#'],
    DeleteItem: ['USER#', 'PHOTO#', 'NAME#', 'LOOKS#', 'EMAIL#', 'GRAM#', 'PRE#'],
  },
  'UserStore.deactivate': {
    GetItem: ['USER#'],
    UpdateItem: ['USER#', 'PHOTO#', 'GRAM#', 'PRE#'],
    DeleteItem: ['USER#', 'PHOTO#', 'GRAM#', 'PRE#'],
  },
  'UserStore.activate': {
    GetItem: ['USER#'],
    UpdateItem: ['USER#', 'GRAM#', 'PRE#'],
    PutItem: ['USER#', 'GRAM#', 'PRE#'],
  },
  'UserStore.setOperator': { UpdateItem: ['USER#'] },
  'UserStore.mayEmitPresence': { UpdateItem: ['USER#'] },
  'AuditLog.add': { UpdateItem: ['USER#'], Query: ['USER#'], DeleteItem: ['USER#'] },
  'AuditLog.uncount': { UpdateItem: ['USER#'] },
  'AuditLog.list': { Query: ['USER#'] },
  'AuditLog.clear': { Query: ['USER#'], DeleteItem: ['USER#'] },
  'BlockStore.block': { PutItem: ['USER#'] },
  'BlockStore.unblock': { DeleteItem: ['USER#'] },
  'BlockStore.listBlocked': { Query: ['USER#'] },
  'BlockStore.listBlockedEitherWay': { Query: ['USER#'] },
  'BlockStore.isBlockedBetween': { BatchGetItem: ['USER#'] },
  'CounterStore.take': { UpdateItem: ['RATE#'] },
  'CounterStore.uncount': { UpdateItem: ['RATE#'] },
  'KnownSourceStore.has': { GetItem: ['USER#'] },
  'KnownSourceStore.remember': { PutItem: ['USER#'] },
  'PasskeyStore.list': { GetItem: ['USER#'] },
  'PasskeyStore.change': { GetItem: ['USER#'], PutItem: ['USER#'] },
  'PasskeyChallenges.put': { PutItem: ['PASSKEY#'] },
  'PasskeyChallenges.take': { DeleteItem: ['PASSKEY#'] },
  'SignInProofs.take': { DeleteItem: ['PROOF#'] },
  'InviteStore.create': {
    Query: ['USER#'],
    BatchGetItem: ['INVITE#'],
    GetItem: ['USER#'],
    PutItem: ['INVITE#', 'USER#'],
  },
  'InviteStore.find': { GetItem: ['INVITE#'] },
  'InviteStore.use': {
    GetItem: ['INVITE#', 'USER#', 'NAME#', 'LOOKS#'],
    UpdateItem: ['INVITE#'],
    DeleteItem: ['USER#', 'NAME#', 'LOOKS#'],
  },
  'InviteStore.listOpen': { Query: ['USER#'], BatchGetItem: ['INVITE#'], GetItem: ['USER#'] },
  'InviteStore.revoke': {
    Query: ['USER#'],
    BatchGetItem: ['INVITE#'],
    GetItem: ['USER#'],
    DeleteItem: ['INVITE#', 'USER#'],
  },
  'FactorStore.get': { GetItem: ['USER#'] },
  'FactorStore.change': { GetItem: ['USER#'], PutItem: ['USER#'], DeleteItem: ['USER#'] },
  'ChallengeStore.put': { PutItem: ['CHALLENGE#'] },
  'ChallengeStore.try': { UpdateItem: ['CHALLENGE#'] },
  'ChallengeStore.take': { DeleteItem: ['CHALLENGE#'] },
  'IdentityProvider.create': {},
  'IdentityProvider.remove': {},
  'IdentityProvider.checkPassword': { GetItem: ['USER#'], DeleteItem: ['USER#'] },
  'IdentityProvider.startSession': { PutItem: ['USER#'] },
  'IdentityProvider.signIn': { GetItem: ['USER#'], PutItem: ['USER#'], DeleteItem: ['USER#'] },
  'IdentityProvider.acceptPasskey': { PutItem: ['PROOF#'] },
  'IdentityProvider.refresh': { GetItem: ['USER#'], UpdateItem: ['USER#'] },
  'IdentityProvider.findSession': { GetItem: ['USER#'] },
  'IdentityProvider.listSessions': { Query: ['USER#'] },
  'IdentityProvider.touchSession': { UpdateItem: ['USER#'] },
  'IdentityProvider.endSessions': { Query: ['USER#'], UpdateItem: ['USER#'] },
  'IdentityProvider.setPassword': { DeleteItem: ['USER#'] },
  'IdentityProvider.deactivate': { Query: ['USER#'], UpdateItem: ['USER#'] },
  'IdentityProvider.activate': {},
  'IdentityProvider.verifyAccessToken': {},
  'Directory.page': {},
  'Directory.figures': {},
  'ConversationStore.findByPair': { GetItem: ['PAIR#'] },
  'ConversationStore.open': {
    GetItem: ['PAIR#', 'CONV#'],
    // What has expired since the item was written.
    Query: ['CONV#'],
    BatchGetItem: ['CONV#'],
    PutItem: ['PAIR#', 'CONV#', 'USER#'],
  },
  'ConversationStore.get': {
    GetItem: ['CONV#'],
    // What has expired since the item was written.
    Query: ['CONV#'],
    BatchGetItem: ['CONV#'],
  },
  'ConversationStore.unreadCounts': { Query: ['USER#', 'CONV#'], BatchGetItem: ['CONV#'] },
  'ConversationStore.listByActivity': { Query: ['USER#', 'CONV#'], BatchGetItem: ['CONV#'] },
  'ConversationStore.listIds': { Query: ['USER#'] },
  'ConversationStore.change': {
    BatchGetItem: ['CONV#', 'USER#', 'ATT#'],
    GetItem: ['CONV#'],
    Query: ['CONV#'],
    PutItem: ['CONV#', 'ATT#', 'EXPIRY'],
    UpdateItem: ['CONV#', 'ATT#', 'EXPIRY'],
    DeleteItem: ['CONV#', 'ATT#', 'EXPIRY'],
  },
  'ConversationStore.removeExpired': {
    Query: ['EXPIRY', 'CONV#'],
    BatchGetItem: ['CONV#'],
    // The checkpoint of a restore.
    GetItem: ['CONV#', 'RESTORE'],
    PutItem: ['CONV#', 'ATT#', 'EXPIRY'],
    DeleteItem: ['CONV#', 'ATT#', 'EXPIRY'],
  },
  'ConversationStore.getMessage': { GetItem: ['CONV#'] },
  'ConversationStore.getMessages': { BatchGetItem: ['CONV#'] },
  'ConversationStore.listMessages': { Query: ['CONV#'] },
  'ConversationStore.listReceived': {
    Query: ['CONV#', 'USER#'],
    BatchGetItem: ['CONV#', 'USER#'],
  },
  'ConversationStore.listSent': { Query: ['CONV#', 'USER#'], BatchGetItem: ['CONV#', 'USER#'] },
  'ConversationStore.search': {
    Query: ['CONV#', 'USER#'],
    BatchGetItem: ['CONV#', 'USER#'],
    GetItem: ['CONV#', 'USER#'],
  },
  'ConversationStore.readLog': { Query: ['CONV#'], BatchGetItem: ['CONV#'] },
  'MemberSettingsStore.get': { GetItem: ['USER#'] },
  'MemberSettingsStore.change': { BatchGetItem: ['USER#'], PutItem: ['USER#'] },
  'MemberSettingsStore.getMarks': { GetItem: ['USER#'] },
  'MemberSettingsStore.changeMarks': { GetItem: ['USER#'], PutItem: ['USER#'] },
  'MemberSettingsStore.listStarred': { Query: ['USER#'] },
  'MemberSettingsStore.list': { Query: ['USER#', 'CONV#'], BatchGetItem: ['CONV#'] },
  'ConnectionRegistry.add': { PutItem: ['CONN#', 'USER#'] },
  'ConnectionRegistry.get': { GetItem: ['CONN#'] },
  'ConnectionRegistry.listByUsers': { Query: ['USER#'] },
  'ConnectionRegistry.renew': { GetItem: ['CONN#'], UpdateItem: ['CONN#', 'USER#'] },
  'ConnectionRegistry.setVisible': { GetItem: ['CONN#'], UpdateItem: ['CONN#', 'USER#'] },
  'ConnectionRegistry.remove': { GetItem: ['CONN#'], DeleteItem: ['CONN#', 'USER#'] },
  'TicketStore.put': { PutItem: ['TICKET#'] },
  'TicketStore.take': { DeleteItem: ['TICKET#'] },
  'AttachmentStore.put': {
    PutItem: ['ATT#', 'FILES#'],
    UpdateItem: ['ATT#', 'FILES#'],
    GetItem: ['FILES#'],
  },
  'AttachmentStore.get': { GetItem: ['ATT#'] },
  'AttachmentStore.complete': { UpdateItem: ['ATT#'] },
  'AttachmentStore.discard': { DeleteItem: ['ATT#'] },
  'AttachmentStore.usedBytes': { GetItem: ['FILES#'] },
  'AttachmentStore.release': { DeleteItem: ['FILES#'], UpdateItem: ['FILES#'] },
  'WebPushSubscriptionStore.put': {
    GetItem: ['ENDPOINT#', 'USER#'],
    PutItem: ['ENDPOINT#', 'USER#'],
    DeleteItem: ['ENDPOINT#', 'USER#'],
  },
  'WebPushSubscriptionStore.listByUser': { Query: ['USER#'] },
  'WebPushSubscriptionStore.removeSessions': { Query: ['USER#'], DeleteItem: ['USER#'] },
  'WebPushSubscriptionStore.removeGone': { DeleteItem: ['USER#'] },
  'HealthProbe.check': { GetItem: ['HEALTH'] },
} as const satisfies Record<string, TableRight>;

export type TableOperation = keyof typeof tableRights;
