import { useQueryClient } from '@tanstack/react-query';
import { Download, MessageSquareShare, X, ZoomIn, ZoomOut } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { ComponentProps } from 'react';
import type { Attachment } from '#contracts/http/messages.ts';
import { sizeWords } from '#site/lib/bytes.ts';
import { classes } from '#site/lib/text.ts';
import { words as aboutWords } from '#site/strings/later/about-words.ts';
import { strings } from '#site/strings/strings.ts';
import { useApi } from '#site/sync/api-context.ts';
import { saveFile } from '../api/save-file.ts';
import { fetchDownload } from '../api/use-download.ts';
import { FileName } from './file-name.tsx';

const words = strings.attachments;

export const RoundButton = ({ className, ...props }: ComponentProps<'button'>) => (
  <button
    type="button"
    className={classes(
      'inline-flex size-11 shrink-0 items-center justify-center rounded-full text-white transition-colors hover:bg-white/15 disabled:opacity-35',
      className,
    )}
    {...props}
  />
);

interface Props {
  readonly attachment: Attachment;
  readonly place: string;
  readonly zoom: { readonly in: (() => void) | null; readonly out: (() => void) | null };
  /** Shows the message of the photo. */
  readonly onShow: (() => void) | undefined;
}

/** Name and actions of the shown photo. */
export const LightboxBar = ({ attachment, place, zoom, onShow }: Props) => {
  const { call } = useApi();
  const client = useQueryClient();
  const { id, filename, size_bytes } = attachment;
  const download = (): void => {
    fetchDownload(client, call, id)
      .then((url) => saveFile(url, filename))
      .catch(() => undefined);
  };
  return (
    <header className="flex items-center gap-1 p-2 pl-4 text-white">
      <div className="min-w-0 flex-1" role="status">
        <p className="flex text-sm font-medium">
          <FileName name={filename} />
        </p>
        <p className="truncate text-xs text-white/75">
          {place} · {sizeWords(size_bytes)}
        </p>
      </div>
      <RoundButton
        aria-label={aboutWords.viewer.zoomOut}
        disabled={!zoom.out}
        onClick={() => zoom.out?.()}
        className="max-sm:hidden"
      >
        <ZoomOut aria-hidden="true" className="size-5" />
      </RoundButton>
      <RoundButton
        aria-label={aboutWords.viewer.zoomIn}
        disabled={!zoom.in}
        onClick={() => zoom.in?.()}
        className="max-sm:hidden"
      >
        <ZoomIn aria-hidden="true" className="size-5" />
      </RoundButton>
      {onShow && (
        <RoundButton aria-label={aboutWords.show} onClick={onShow}>
          <MessageSquareShare aria-hidden="true" className="size-5" />
        </RoundButton>
      )}
      <RoundButton aria-label={words.download(filename)} onClick={download}>
        <Download aria-hidden="true" className="size-5" />
      </RoundButton>
      <Dialog.Close asChild>
        <RoundButton aria-label={aboutWords.viewer.close}>
          <X aria-hidden="true" className="size-5" />
        </RoundButton>
      </Dialog.Close>
    </header>
  );
};
