import { useState } from 'react';
import { usePreview } from '../model/attachments-context.ts';
import { isGone, useDownload } from './use-download.ts';

/** How often a URL that fails is requested again. */
const MAX_RENEWALS = 2;

export interface Photo {
  /** Undefined while it is unknown. */
  readonly url: string | undefined;
  /** From this browser: available at once. */
  readonly isOwnCopy: boolean;
  /** Changes with each attempt, so that the same URL is loaded again. */
  readonly attempt: number;
  readonly problem: 'gone' | 'failed' | null;
  /** The image failed to load: its URL has expired, or the file is gone. */
  readonly onError: () => void;
  readonly retry: () => void;
}

/** A sent photo: from this browser if it has a copy, else from the server. */
export const usePhoto = (attachmentId: string): Photo => {
  const [failures, setFailures] = useState(0);
  const preview = usePreview(attachmentId);
  const isOwnCopy = preview !== undefined && failures === 0;
  const { data, error, isError, refetch } = useDownload(attachmentId, !isOwnCopy);
  const isSpent = failures > MAX_RENEWALS;
  const problem = isError && isGone(error) ? 'gone' : isError || isSpent ? 'failed' : null;
  return {
    url: isOwnCopy ? preview : data?.url,
    isOwnCopy,
    attempt: failures,
    problem,
    onError: () => {
      setFailures((count) => count + 1);
      if (failures < MAX_RENEWALS) void refetch();
    },
    retry: () => {
      setFailures(1);
      void refetch();
    },
  };
};
