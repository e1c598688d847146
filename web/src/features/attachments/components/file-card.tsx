import { useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import type { OutgoingFile } from '#client';
import { isPicture } from '#client';
import type { Attachment } from '#contracts/http/messages.ts';
import { isShownType } from '#contracts/pictures.ts';
import { strings } from '#site/strings/strings.ts';
import { useApi } from '#site/sync/api-context.ts';
import { CARD_HEIGHT } from '#site/ui/photo-layout.ts';
import { saveFile } from '../api/save-file.ts';
import { fetchDownload, isGone } from '../api/use-download.ts';
import { useUploadState } from '../model/attachments-context.ts';
import { FileIcon } from './file-icon.tsx';
import { aboutCard, Badge, FileWords, fileCard } from './file-parts.tsx';
import { Progress } from './progress.tsx';

const words = strings.attachments;
/** Why a picture is not shown; null for other files, and for drawings, which are never shown. */
const whyNotShown = ({ mime, width, height }: Attachment): string | null => {
  if (!isPicture(mime)) return null;
  if (!isShownType(mime)) return words.notShownType;
  return width && height ? words.notShownSize : words.loadFailed;
};

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
  const shown = problem ?? aboutCard(filename, size_bytes, whyNotShown(attachment));
  return (
    <>
      <button
        type="button"
        aria-label={`${words.download(filename)} ${shown}`}
        onClick={() => void download()}
        className={`${fileCard} transition-colors hover:bg-[color-mix(in_oklch,currentColor_14%,transparent)]`}
        style={{ height: CARD_HEIGHT }}
      >
        <Badge>
          <FileIcon mime={mime} className="size-5" />
        </Badge>
        <FileWords name={filename} about={shown} />
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
    <div className={fileCard} style={{ height: CARD_HEIGHT }}>
      <Badge>
        {state?.kind === 'done' ? (
          <FileIcon mime={file.mime} className="size-5" />
        ) : (
          <Progress state={state} label={file.filename} className="size-6" />
        )}
      </Badge>
      <FileWords
        name={file.recording ? strings.attachments.voice : file.filename}
        about={aboutCard(file.filename, file.sizeBytes)}
      />
    </div>
  );
};
