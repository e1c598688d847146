type SendFiles = typeof import('./send-files.ts')['sendFiles'];

/**
 * Sends a message with files, at most `limits.message.maxAttachments` of them. Resolves once it is persisted,
 * as `outbox.enqueue` does. If the server refuses a file, the message fails (`refusal` of its item in the
 * outbox). Metadata is removed from photos, including the place where they were taken. @throws
 * RefusedFileError `runnable`: operating systems run files with this extension
 */
export const sendFiles: SendFiles = async (...call) => {
  const { sendFiles: send } = await import('./send-files.ts');
  return send(...call);
};
