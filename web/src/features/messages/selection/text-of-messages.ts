import type { Message } from '#contracts/http/messages.ts';

const written = ({ content, attachments }: Message): string =>
  [...(content === null ? [] : [content]), ...attachments.map(({ filename }) => filename)].join(
    '\n',
  );

/** Messages as text: one as it is, several with their times and authors. */
export const textOfMessages = (
  messages: readonly Message[],
  { nameOf, timeOf }: { nameOf: (senderId: string) => string; timeOf: (iso: string) => string },
): string => {
  const [only] = messages;
  if (only && messages.length === 1) return written(only);
  return messages
    .map(
      (message) =>
        `[${timeOf(message.created_at)}] ${nameOf(message.sender_id)}: ${written(message)}`,
    )
    .join('\n');
};
