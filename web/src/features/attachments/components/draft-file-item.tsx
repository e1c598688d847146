import { RotateCw, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OutgoingFile } from '#client';
import { limits } from '#contracts/limits.ts';
import { hasAtMost } from '#contracts/pictures.ts';
import { sizeWords } from '#site/lib/bytes.ts';
import { classes } from '#site/lib/text.ts';
import { strings } from '#site/strings/strings.ts';
import { usePreview, useUploadState } from '../model/attachments-context.ts';
import { FileIcon } from './file-icon.tsx';
import { FileName } from './file-name.tsx';
import { Progress } from './progress.tsx';

const words = strings.attachments;
const round =
  'inline-flex items-center justify-center rounded-full bg-ink text-surface shadow-raised transition-transform hover:scale-110';

interface Props {
  readonly file: OutgoingFile;
  readonly onRemove: () => void;
  readonly onRetry: () => void;
}

interface LookProps {
  readonly file: OutgoingFile;
  /** The progress, unless it is uploaded. */
  readonly sign: ReactNode;
  /** A retry button, if a retry can help. */
  readonly retry: ReactNode;
}

const Picture = ({ file, sign, retry }: LookProps) => {
  const url = usePreview(file.fileId);
  return (
    <>
      {url && (
        <img src={url} alt="" draggable={false} className="size-full rounded-xl object-cover" />
      )}
      {sign && (
        <span className="absolute inset-0 flex items-center justify-center gap-2 rounded-xl bg-black/45 text-white">
          {sign}
          {retry}
        </span>
      )}
    </>
  );
};

/** Nothing covers the name. */
const Card = ({ file, sign, retry }: LookProps) => (
  <span className="flex h-full flex-col justify-between p-2.5">
    <span className="flex h-7 items-center gap-2 text-action-ink">
      <FileIcon mime={file.mime} className="size-5" />
      {sign}
      {retry}
    </span>
    <span className="text-xs leading-4">
      <FileName name={file.filename} className="font-medium" />
      <span className="block text-ink-faint">{sizeWords(file.sizeBytes)}</span>
    </span>
  </span>
);

/** A pending attachment: its preview, its progress, and a button that removes it. */
export const DraftFileItem = ({ file, onRemove, onRetry }: Props) => {
  const state = useUploadState(file.fileId);
  const kind = state?.kind ?? 'preparing';
  const isPicture = hasAtMost(limits.picture.shownPixels, file);
  const Look = isPicture ? Picture : Card;
  const isRefused = kind === 'refused';
  const sign = isRefused ? (
    <TriangleAlert
      aria-hidden="true"
      className={classes('size-6', isPicture ? 'text-white' : 'text-danger')}
    />
  ) : (
    kind !== 'done' && <Progress state={state} label={file.filename} className="size-7" />
  );
  return (
    <li className="relative shrink-0">
      <div
        title={`${file.filename} · ${words.state[kind]}`}
        className={classes(
          'relative h-24 overflow-hidden rounded-xl border bg-field',
          isPicture ? 'w-24' : 'w-36',
          isRefused ? 'border-danger' : 'border-line',
        )}
      >
        <Look
          file={file}
          sign={sign}
          retry={
            (isRefused || kind === 'waiting') && (
              <button
                type="button"
                aria-label={words.retry(file.filename)}
                onClick={onRetry}
                className={classes(round, 'size-7 shrink-0')}
              >
                <RotateCw aria-hidden="true" className="size-3.5" />
              </button>
            )
          }
        />
        <span className="sr-only">
          {file.filename}: {words.state[kind]}
        </span>
      </div>
      <button
        type="button"
        aria-label={words.remove(file.filename)}
        onClick={onRemove}
        className={classes(round, 'absolute -top-2 -right-2 size-6')}
      >
        <X aria-hidden="true" className="size-3.5" strokeWidth={2.5} />
      </button>
    </li>
  );
};
