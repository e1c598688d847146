import { skipToken, useQuery } from '@tanstack/react-query';
import type { MessageWindow } from '#client';
import type { Attachment } from '../../../../../functions/contracts/http/messages.ts';
import { keys } from '../../../sync/query-cache.ts';
import { isPhoto } from '../../../ui/photo-layout.ts';

/** All photos of the loaded messages, oldest first. */
export const usePhotos = (conversationId: string): readonly Attachment[] => {
  const { data } = useQuery<MessageWindow>({
    queryKey: keys.messages(conversationId),
    queryFn: skipToken,
  });
  return (data?.messages ?? []).flatMap(({ attachments }) => attachments.filter(isPhoto));
};
