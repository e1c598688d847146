import { skipToken, useQuery } from '@tanstack/react-query';
import type { MessageWindow } from '#client';
import type { Attachment } from '#contracts/http/messages.ts';
import { keys } from '#site/sync/query-cache.ts';
import { isPhoto } from '#site/ui/photo-layout.ts';

/** All photos of the loaded messages, oldest first. */
export const usePhotos = (conversationId: string): readonly Attachment[] => {
  const { data } = useQuery<MessageWindow>({
    queryKey: keys.messages(conversationId),
    queryFn: skipToken,
  });
  return (data?.messages ?? []).flatMap(({ attachments }) => attachments.filter(isPhoto));
};
