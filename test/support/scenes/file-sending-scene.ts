import type { FileRules } from '#core/domain/file-rules.ts';
import type { BlobStore } from '#core/ports/attachments.ts';
import { makeSendInConversation } from '#core/usecases/messages/send-in-conversation.ts';
import { makeSendMessage } from '#core/usecases/messages/send-message.ts';
import { makeSendWithFiles } from '#core/usecases/messages/send-with-files.ts';
import { fileInspector } from '#functions/adapters/file-inspector.ts';
import { fileRules } from '../builders.ts';
import { text } from '../files.ts';
import { alwaysRoom, memoryBlobs } from '../memory-blobs.ts';
import { sqliteScene } from './sqlite-scene.ts';

/** A send with files as the functions are wired, from one set of ports. */
export const sendingInConversation = (
  deps: Omit<Parameters<typeof makeSendWithFiles>[0], 'sendMessage'> &
    Parameters<typeof makeSendMessage>[0],
) => {
  const sendMessage = makeSendMessage(deps);
  const loadFiles = async () => makeSendWithFiles({ ...deps, sendMessage });
  return makeSendInConversation({ sendMessage, loadFiles });
};

/** Two text files, to be sent with a message. `change`: what the blob store does otherwise. */
export const fileSendingScene = async (
  change: Partial<BlobStore> = {},
  rules: Partial<FileRules> = {},
) => {
  const scene = await sqliteScene();
  const memory = memoryBlobs();
  const stores = {
    ...scene.stores,
    blobs: { ...memory.blobs, ...change },
    takesUploads: alwaysRoom,
  };
  const push = async () => undefined;
  const deps = {
    ...stores,
    inspector: fileInspector,
    push,
    requests: 'on' as const,
    fileRules: fileRules(rules),
  };
  const sendFiles = sendingInConversation(deps);
  const files = [1, 2].map((number) => ({
    filename: `${number}.txt`,
    mime: 'text/plain',
    bytes: text(`note ${number}`),
  }));
  const { id } = scene.conversation;
  const send = (request: Parameters<typeof sendFiles>[2] = {}, given = files) =>
    sendFiles(scene.caller, id, request, given);
  const rows = (sql: string) => scene.db.all(sql).map((row) => Object.values(row)[0]);
  return {
    ...scene,
    ...memory,
    files,
    deps,
    send,
    counted: () => rows('SELECT count FROM counters'),
    states: () => rows('SELECT state FROM attachments'),
    removed: () => rows('SELECT key FROM blob_removals'),
  };
};
