import { useQueryClient } from '@tanstack/react-query';
import { Pause, Play } from 'lucide-react';
import { useState } from 'react';
import type { Attachment } from '#contracts/http/messages.ts';
import type { Recording } from '#contracts/media/recording.ts';
import { clockWords } from '#site/lib/time.ts';
import { strings } from '#site/strings/strings.ts';
import { words } from '#site/strings/voice-words.ts';
import { useApi } from '#site/sync/api-context.ts';
import { fetchDownload, isGone } from '../api/use-download.ts';
import { useVoice } from './use-voice.ts';
import { Waveform } from './waveform.tsx';

const files = strings.attachments;

const useRecordingBytes = (id: string) => {
  const { call } = useApi();
  const client = useQueryClient();
  return async (): Promise<Blob> => {
    const response = await fetch(await fetchDownload(client, call, id), { credentials: 'omit' });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return response.blob();
  };
};

/** A voice message: plays, seeks, and continues with the next one. */
export const VoicePlayer = ({
  attachment,
  recording,
}: {
  attachment: Attachment;
  recording: Recording;
}) => {
  const [problem, setProblem] = useState<string | null>(null);
  const { duration_ms: durationMs, waveform } = recording;
  const voice = useVoice(durationMs, useRecordingBytes(attachment.id), (error) => {
    const isUnplayable = error instanceof DOMException && error.name === 'NotSupportedError';
    setProblem(isGone(error) ? files.gone : isUnplayable ? files.notPlayed : files.loadFailed);
  });
  const Icon = voice.isPlaying ? Pause : Play;
  return (
    <div ref={voice.box} data-voice className="flex w-72 max-w-full items-center gap-2.5 py-1">
      <button
        type="button"
        aria-label={voice.isPlaying ? words.pause : words.play(clockWords(durationMs))}
        onClick={() => {
          setProblem(null);
          voice.toggle();
        }}
        className="inline-flex size-10 shrink-0 items-center justify-center rounded-full bg-[color-mix(in_oklch,currentColor_14%,transparent)] transition-colors hover:bg-[color-mix(in_oklch,currentColor_22%,transparent)]"
      >
        <Icon aria-hidden="true" className="size-5 fill-current" />
      </button>
      <span className="min-w-0 flex-1">
        <span className="relative block">
          <Waveform waveform={waveform} share={voice.atMs / durationMs} />
          <input
            type="range"
            min={0}
            max={durationMs}
            step={100}
            value={voice.atMs}
            aria-label={words.position}
            aria-valuetext={clockWords(voice.atMs)}
            onChange={({ target }) => voice.seek(target.valueAsNumber)}
            className="absolute inset-0 size-full cursor-pointer opacity-0 focus-visible:opacity-30"
          />
        </span>
        <span
          className="block text-xs tabular-nums opacity-90"
          role={problem ? 'status' : undefined}
        >
          {problem ?? clockWords(voice.isPlaying || voice.atMs > 0 ? voice.atMs : durationMs)}
        </span>
      </span>
      <button
        type="button"
        aria-label={words.speed(voice.rate)}
        onClick={voice.nextRate}
        className="shrink-0 rounded-full bg-[color-mix(in_oklch,currentColor_14%,transparent)] px-2 py-1 text-xs font-medium tabular-nums"
      >
        {voice.rate}×
      </button>
      {/* biome-ignore lint/a11y/useMediaCaption: people's own recordings have no captions */}
      <audio
        ref={voice.audio}
        preload="none"
        onPlay={voice.onPlay}
        onPause={voice.onPause}
        onEnded={voice.onEnded}
      />
    </div>
  );
};
