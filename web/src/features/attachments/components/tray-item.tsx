import { RotateCw, TriangleAlert, X } from 'lucide-react';
import type { OutgoingFile } from '#client';
import { limits } from '../../../../../functions/contracts/limits.ts';
import { hasAtMost } from '../../../../../functions/contracts/pictures.ts';
import { sizeWords } from '../../../lib/bytes.ts';
import { strings } from '../../../lib/strings.ts';
import { classes } from '../../../lib/text.ts';
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

const Picture = ({ file }: { file: OutgoingFile }) => {
  const url = usePreview(file.fileId);
  return (
    url && <img src={url} alt="" draggable={false} className="size-full rounded-xl object-cover" />
  );
};

const Card = ({ file }: { file: OutgoingFile }) => (
  <span className="flex h-full flex-col justify-between p-2.5">
    <FileIcon mime={file.mime} className="size-5 text-action-ink" />
    <span className="text-xs leading-4">
      <FileName name={file.filename} className="font-medium" />
      <span className="block text-ink-faint">{sizeWords(file.sizeBytes)}</span>
    </span>
  </span>
);

/** A file that waits to be sent: how it looks, how far it is, and a way to take it back. */
export const TrayItem = ({ file, onRemove, onRetry }: Props) => {
  const state = useUploadState(file.fileId);
  const kind = state?.kind ?? 'preparing';
  const isPicture = hasAtMost(limits.picture.shownPixels, file);
  return (
    <li className="relative shrink-0">
      <div
        title={`${file.filename} · ${words.state[kind]}`}
        className={classes(
          'relative h-24 overflow-hidden rounded-xl border bg-field',
          isPicture ? 'w-24' : 'w-36',
          kind === 'refused' ? 'border-danger' : 'border-line',
        )}
      >
        {isPicture ? <Picture file={file} /> : <Card file={file} />}
        <span className="sr-only">
          {file.filename}: {words.state[kind]}
        </span>
        {kind !== 'done' && (
          <span
            className={classes(
              'absolute inset-0 flex items-center justify-center rounded-xl',
              isPicture ? 'bg-black/45 text-white' : 'bg-surface/75 text-action-ink',
            )}
          >
            {kind === 'refused' ? (
              <TriangleAlert aria-hidden="true" className="size-7 text-danger" />
            ) : (
              <Progress state={state} label={file.filename} className="size-9" />
            )}
          </span>
        )}
        {(kind === 'refused' || kind === 'waiting') && (
          <button
            type="button"
            aria-label={words.retry(file.filename)}
            onClick={onRetry}
            className={classes(round, 'absolute bottom-1.5 left-1.5 size-7')}
          >
            <RotateCw aria-hidden="true" className="size-3.5" />
          </button>
        )}
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
