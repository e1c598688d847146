/**
 * The public API of the client library: other code imports from here only. README.md shows how to
 * use it.
 */
export type { Client, ClientOptions, Platform } from './client.ts';
export { createClient } from './client.ts';
export type { Api, ApiPlatform, Credentials } from './http/api.ts';
export { createApi } from './http/api.ts';
export { ApiError, mayBeLifted } from './http/api-error.ts';
export type { Call } from './http/call.ts';
export { createCall } from './http/call.ts';
export { assumeDifference, clockDifference, now, serverNow } from './http/clock.ts';
export type { Session } from './http/session.ts';
export { createBrowserLocks, createSession } from './http/session.ts';
export type { Transport } from './http/transport.ts';
export { createTransport } from './http/transport.ts';
export { openOutboxStorage } from './outbox/indexeddb-storage.ts';
export type { OutboxItem, OutboxRefusal, OutboxStorage, Outgoing } from './outbox/item.ts';
export { createMemoryStorage } from './outbox/memory-storage.ts';
export type { Outbox } from './outbox/outbox.ts';
export { browserPlatform, followBrowser } from './platform/browser.ts';
export { nodePlatform } from './platform/node.ts';
export { settledSoon } from './platform/settled-soon.ts';
export type { Timers } from './platform/timers.ts';
export { realTimers } from './platform/timers.ts';
export { newUuid } from './platform/uuid.ts';
export type { SocketLike } from './socket/socket.ts';
export { createSocket } from './socket/socket.ts';
export type { Cache } from './sync/cache.ts';
export type { ConversationIndex } from './sync/conversation-index.ts';
export {
  activityOf,
  byActivity,
  mergeConversation,
  mergeConversations,
  pinnedFirst,
} from './sync/conversation-index.ts';
export { expiryOf, indexAt, mapWindow, messageAt } from './sync/expiry/expired.ts';
export type { ListExtent } from './sync/fetch-conversations.ts';
export { fetchConversationPage, growExtent, hasMoreThan } from './sync/fetch-conversations.ts';
export { loadNewer, loadOlder } from './sync/load-more.ts';
export { loadAround, loadEnd, loadWindow } from './sync/load-window.ts';
export type {
  MarksChange,
  PendingMark,
  PendingMarks,
  RefusedMarks,
} from './sync/marks/mark-changes.ts';
export { isShown, isStarred, withoutRemoved } from './sync/marks/mark-changes.ts';
export type { WindowMarks } from './sync/marks/seen.ts';
export { isSeen, isStarredIn } from './sync/marks/seen.ts';
export { lacksMarks } from './sync/marks/window-marks.ts';
export type { PendingSettings, SettingsChange } from './sync/member-settings.ts';
export { isArchived, isMarkedUnread, isMuted, withSettings } from './sync/member-settings.ts';
export type { MemoryCache } from './sync/memory-cache.ts';
export { createMemoryCache } from './sync/memory-cache.ts';
export type { MessageWindow } from './sync/message-window.ts';
export { foldEntry } from './sync/message-window.ts';
export type { ChangeStorage } from './sync/pending/change-storage.ts';
export { createMemoryChanges } from './sync/pending/change-storage.ts';
export { eraseChanges } from './sync/pending/local-changes.ts';
export type { PendingReactions, RefusedReaction } from './sync/reaction-changes.ts';
export { withReaction } from './sync/reaction-changes.ts';
export { readConversation, readLatest } from './sync/read-history.ts';
export { withSeen } from './sync/read-marks.ts';
export type { Realtime } from './sync/realtime.ts';
export { isUnaccepted, isWaiting, unreadOf } from './sync/requests.ts';
export type { RefusedSettings } from './sync/settings-changes.ts';
export { withoutNewest, withoutOldest } from './sync/window-pages.ts';
export type { TabBus, TabTopic } from './tabs/bus.ts';
export type { LeaderLocks } from './tabs/leader.ts';
export { shareSession } from './tabs/share-session.ts';
export type { UploadSurroundings, UploadsLoader } from './uploads/lazy-uploads.ts';
export { lazyUploads } from './uploads/lazy-uploads.ts';
export type {
  DraftFile,
  DraftFileStorage,
  OutgoingFile,
  StoredFile,
  StoredFiles,
} from './uploads/outgoing-file.ts';
export { postForm } from './uploads/post-form.ts';
export { isBig } from './uploads/prepare/big-picture.ts';
export { isPicture } from './uploads/prepare/is-picture.ts';
export type { PickedFile, Prepare, PreparedFile } from './uploads/prepare/prepare-file.ts';
export type { Refusal } from './uploads/refused-file.ts';
export { RefusedFileError } from './uploads/refused-file.ts';
export { sendFiles } from './uploads/send-files-later.ts';
export type { UploadsDeps } from './uploads/upload-job.ts';
export type { UploadState } from './uploads/upload-states.ts';
export type { Uploads } from './uploads/uploads.ts';
export { createUploads } from './uploads/uploads.ts';
