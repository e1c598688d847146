import { useQueryClient } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { type SyntheticEvent, useRef, useState } from 'react';
import type { Attachment } from '#contracts/http/messages.ts';
import { strings } from '#site/strings/strings.ts';
import { useApi } from '#site/sync/api-context.ts';
import { CARD_HEIGHT } from '#site/ui/photo-layout.ts';
import { fetchDownload, isGone } from '../api/use-download.ts';
import { pauseOthers } from '../model/pause-others.ts';
import { SentFile } from './file-card.tsx';
import { aboutCard, Badge, FileWords, fileCard } from './file-parts.tsx';

const words = strings.attachments;

/** Loads the link of a file; a link that has expired meanwhile is replaced once, at the same position. */
const usePlaying = ({ id }: Attachment) => {
  const { call } = useApi();
  const client = useQueryClient();
  const [url, setUrl] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const position = useRef(0);
  const load = async (): Promise<void> => {
    setProblem(null);
    try {
      setUrl(await fetchDownload(client, call, id));
    } catch (error) {
      setProblem(isGone(error) ? words.gone : words.loadFailed);
    }
  };
  const onError = async ({ currentTarget }: SyntheticEvent<HTMLMediaElement>): Promise<void> => {
    const before = currentTarget.currentSrc;
    position.current = currentTarget.currentTime;
    const next = await fetchDownload(client, call, id).catch(() => null);
    if (next !== null && new URL(next, document.baseURI).href !== before) return setUrl(next);
    setUrl(null);
    setProblem(words.notPlayed);
  };
  const resume = ({ currentTarget }: SyntheticEvent<HTMLMediaElement>): void => {
    if (position.current > 0) currentTarget.currentTime = position.current;
  };
  return {
    url,
    problem,
    load,
    onError: (event: SyntheticEvent<HTMLMediaElement>) => void onError(event),
    resume,
  };
};

/** A sent audio or video file: a click plays it in place; its card below saves it. */
export const PlayableFile = ({ attachment }: { attachment: Attachment }) => {
  const { filename, mime, size_bytes } = attachment;
  const { url, problem, load, onError, resume } = usePlaying(attachment);
  if (url !== null) {
    const media = {
      src: url,
      controls: true,
      autoPlay: true,
      'aria-label': filename,
      onPlay: ({ currentTarget }: SyntheticEvent<HTMLMediaElement>) => pauseOthers(currentTarget),
      onLoadedMetadata: resume,
      onError,
    };
    return (
      <>
        {mime.startsWith('video/') ? (
          <video {...media} playsInline className="max-h-96 w-80 max-w-full rounded-xl bg-black" />
        ) : (
          <audio {...media} className="w-80 max-w-full" />
        )}
        <SentFile attachment={attachment} />
      </>
    );
  }
  const shown = problem ?? aboutCard(filename, size_bytes);
  return (
    <>
      <button
        type="button"
        aria-label={`${words.play(filename)} ${shown}`}
        onClick={() => void load()}
        className={`${fileCard} transition-colors hover:bg-[color-mix(in_oklch,currentColor_14%,transparent)]`}
        style={{ height: CARD_HEIGHT }}
      >
        <Badge>
          <Play aria-hidden="true" className="size-5 fill-current" />
        </Badge>
        <FileWords name={filename} about={shown} />
      </button>
      <span role="status" className="sr-only">
        {problem}
      </span>
      {problem !== null && <SentFile attachment={attachment} />}
    </>
  );
};
