import { useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { OutgoingFile } from '#client';
import { isPicture } from '#client';
import type { Attachment } from '#contracts/http/messages.ts';
import { isShownType } from '#contracts/pictures.ts';
import { sizeWords } from '#site/lib/bytes.ts';
import { strings } from '#site/strings/strings.ts';
import { useApi } from '#site/sync/api-context.ts';
import { CARD_HEIGHT } from '#site/ui/photo-layout.ts';
import { saveFile } from '../api/save-file.ts';
import { fetchDownload, isGone } from '../api/use-download.ts';
import { useUploadState } from '../model/attachments-context.ts';
import { FileIcon, kindOf } from './file-icon.tsx';
import { FileName } from './file-name.tsx';
import { Progress } from './progress.tsx';

const words = strings.attachments;
const card =
  'flex w-80 max-w-full min-w-full items-center gap-3 rounded-xl bg-[color-mix(in_oklch,currentColor_9%,transparent)] px-2.5 text-left';

const Words = ({ name, about }: { name: string; about: ReactNode }) => (
  <span className="min-w-0 flex-1 leading-5">
    <span className="block">
      <FileName name={name} className="align-bottom font-medium" />
    </span>{' '}
    <span className="block truncate text-xs opacity-90">{about}</span>
  </span>
);

/** Why a picture is not shown; null for other files, and for drawings, which are never shown. */
const whyNotShown = ({ mime, width, height }: Attachment): string | null => {
  if (!isPicture(mime)) return null;
  if (!isShownType(mime)) return words.notShownType;
  return width && height ? words.notShownSize : words.loadFailed;
};

const about = (filename: string, sizeBytes: number, why: string | null = null): string =>
  [kindOf(filename), why, sizeWords(sizeBytes)].filter(Boolean).join(' · ');

const Badge = ({ children }: { children: ReactNode }) => (
  <span className="inline-flex size-9 shrink-0 items-center justify-center rounded-lg bg-[color-mix(in_oklch,currentColor_14%,transparent)]">
    {children}
  </span>
);

/** A sent file: name, size and type; a click downloads it. */
export const SentFile = ({ attachment }: { attachment: Attachment }) => {
  const { id, filename, mime, size_bytes } = attachment;
  const { call } = useApi();
  const client = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const download = async (): Promise<void> => {
    setProblem(null);
    try {
      await saveFile(await fetchDownload(client, call, id), filename);
    } catch (error) {
      setProblem(isGone(error) ? words.gone : words.loadFailed);
    }
  };
  const shown = problem ?? about(filename, size_bytes, whyNotShown(attachment));
  return (
    <>
      <button
        type="button"
        aria-label={`${words.download(filename)} ${shown}`}
        onClick={() => void download()}
        className={`${card} transition-colors hover:bg-[color-mix(in_oklch,currentColor_14%,transparent)]`}
        style={{ height: CARD_HEIGHT }}
      >
        <Badge>
          <FileIcon mime={mime} className="size-5" />
        </Badge>
        <Words name={filename} about={shown} />
        <Download aria-hidden="true" className="size-4.5 shrink-0 opacity-70" />
      </button>
      {/* Outside the button, since screen readers announce no changes inside one. */}
      <span role="status" className="sr-only">
        {problem}
      </span>
    </>
  );
};

/** A file that is being uploaded. */
export const PendingFile = ({ file }: { file: OutgoingFile }) => {
  const state = useUploadState(file.fileId);
  return (
    <div className={card} style={{ height: CARD_HEIGHT }}>
      <Badge>
        {state?.kind === 'done' ? (
          <FileIcon mime={file.mime} className="size-5" />
        ) : (
          <Progress state={state} label={file.filename} className="size-6" />
        )}
      </Badge>
      <Words name={file.filename} about={about(file.filename, file.sizeBytes)} />
    </div>
  );
};
