/** What few functions need: one file, which is loaded with the first call. */
export { listReceived, listSent } from './mailbox.ts';
export { searchMessages } from './message-search.ts';
export { getMessages, readLog } from './read-log.ts';
export { unreadCounts } from './unread-places.ts';
