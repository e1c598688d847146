import type { MessageWindow } from '#client';
import type { Message } from '#contracts/http/messages.ts';

/** The user's last message with a text; undefined if the end is not loaded. */
export const lastEditable = (
  { messages, upTo }: MessageWindow,
  userId: string,
): (Message & { content: string }) | null => {
  if (upTo !== null) return null;
  const last = messages.findLast(
    ({ sender_id, content }) => sender_id === userId && content !== null,
  );
  return last?.content == null ? null : { ...last, content: last.content };
};
