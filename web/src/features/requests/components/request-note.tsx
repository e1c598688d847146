import type { Conversation } from '#contracts/http/conversations.ts';
import { shownName } from '#site/ui/person.ts';
import { requestStrings as words } from '../model/request-strings.ts';

/** Above the message box, or in its place, while the peer has not accepted the user's request. */
export const RequestNote = ({ conversation }: { conversation: Conversation }) => {
  const { peer, request } = conversation;
  const left = request?.messages_left ?? 0;
  const name = shownName(peer);
  return (
    <p role="status" className="px-4 py-1.5 text-center text-sm text-pretty text-ink-soft">
      {left > 0 ? words.waits(name, words.left(left)) : words.used(name)}
    </p>
  );
};
