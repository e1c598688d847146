import { useState } from 'react';
import { usePreview } from '../model/attachments-context.ts';
import { isGone, useDownload } from './use-download.ts';

/** A URL that fails is asked for anew so often. */
const MOST_RENEWALS = 2;

export interface Photo {
  /** Undefined while it is not known. */
  readonly url: string | undefined;
  /** From this browser: it is there at once. */
  readonly isOwnCopy: boolean;
  /** Changes with each try, so that the same URL is loaded again. */
  readonly attempt: number;
  readonly problem: 'gone' | 'failed' | null;
  /** For the image: its URL has expired, or there is nothing behind it. */
  readonly onError: () => void;
  readonly retry: () => void;
}

/** A sent photo: from this browser while it still has it, else from the server. */
export const usePhoto = (attachmentId: string): Photo => {
  const [failures, setFailures] = useState(0);
  const preview = usePreview(attachmentId);
  const isOwnCopy = preview !== undefined && failures === 0;
  const { data, error, isError, refetch } = useDownload(attachmentId, !isOwnCopy);
  const isSpent = failures > MOST_RENEWALS;
  const problem = isError && isGone(error) ? 'gone' : isError || isSpent ? 'failed' : null;
  return {
    url: isOwnCopy ? preview : data?.url,
    isOwnCopy,
    attempt: failures,
    problem,
    onError: () => {
      setFailures((count) => count + 1);
      if (failures < MOST_RENEWALS) void refetch();
    },
    retry: () => {
      setFailures(1);
      void refetch();
    },
  };
};
