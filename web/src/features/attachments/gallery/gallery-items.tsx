import { MessageSquareShare } from 'lucide-react';
import { type ComponentType, type ReactNode, useEffect } from 'react';
import type { Attachment } from '#contracts/http/messages.ts';
import type { SearchHit } from '#contracts/http/search.ts';
import { listTime } from '#site/lib/time.ts';
import { words } from '#site/strings/later/about-words.ts';
import { Button } from '#site/ui/button.tsx';
import { isPhoto } from '#site/ui/photo-layout.ts';
import { SentFile } from '../components/file-card.tsx';
import { PlayableFile } from '../components/playable-file.tsx';
import { SentPhoto } from '../components/sent-photo.tsx';
import { isPlayable } from '../model/is-playable.ts';
import { type Album, renewAlbum } from '../model/lightbox.ts';
import { VoicePlayer } from '../voice/voice-player.tsx';
import { NearView } from './near-view.tsx';

interface ItemsProps {
  readonly hits: readonly SearchHit[];
  readonly now: number;
  readonly onShow: (messageId: string) => void;
}

const filesIn = ({ attachments = [] }: SearchHit): readonly Attachment[] => attachments;
const isMedia = ({ mime }: Attachment): boolean => /^(image|video)\//.test(mime);

/** An entry with its time and a button that shows its message. */
const Entry = ({
  hit,
  now,
  onShow,
  children,
}: { hit: SearchHit; children: ReactNode } & Omit<ItemsProps, 'hits'>) => (
  <li className="flex items-center gap-2 py-1.5">
    <div className="min-w-0 flex-1">
      {children}
      <time dateTime={hit.created_at} className="text-xs text-ink-faint tabular-nums">
        {listTime(hit.created_at, now)}
      </time>
    </div>
    <Button look="icon" aria-label={words.show} onClick={() => onShow(hit.message_id)}>
      <MessageSquareShare aria-hidden="true" className="size-4.5" />
    </Button>
  </li>
);

/** Photos in a grid, and below it what cannot be shown as one. */
export const MediaItems = ({ hits, now, onShow, isBusy }: ItemsProps & { isBusy: boolean }) => {
  const photos = hits.flatMap((hit) => filesIn(hit).filter(isPhoto));
  const album: Album = {
    photos: photos.toReversed(),
    onShow: (photoId) => {
      const hit = hits.find((one) => filesIn(one).some(({ id }) => id === photoId));
      if (hit) onShow(hit.message_id);
    },
  };
  useEffect(() => {
    if (!isBusy) renewAlbum(album);
  });
  useEffect(() => () => renewAlbum(null), []);
  const others = hits.filter((hit) => filesIn(hit).some((file) => isMedia(file) && !isPhoto(file)));
  return (
    <>
      <ul className="grid grid-cols-3 gap-1">
        {photos.map((photo) => (
          <NearView key={photo.id}>
            <SentPhoto attachment={photo} album={album} />
          </NearView>
        ))}
      </ul>
      <ul>
        {others.map((hit) => (
          <Entry key={hit.message_id} hit={hit} now={now} onShow={onShow}>
            {filesIn(hit)
              .filter((file) => isMedia(file) && !isPhoto(file))
              .map((file) =>
                isPlayable(file.mime) ? (
                  <PlayableFile key={file.id} attachment={file} />
                ) : (
                  <SentFile key={file.id} attachment={file} />
                ),
              )}
          </Entry>
        ))}
      </ul>
    </>
  );
};

export const FileItems = ({ hits, now, onShow }: ItemsProps) => (
  <ul className="divide-y divide-line">
    {hits.map((hit) => (
      <Entry key={hit.message_id} hit={hit} now={now} onShow={onShow}>
        {filesIn(hit)
          .filter((file) => !isMedia(file) && !file.recording)
          .map((file) => (
            <SentFile key={file.id} attachment={file} />
          ))}
      </Entry>
    ))}
  </ul>
);

export const VoiceItems = ({ hits, now, onShow }: ItemsProps) => (
  <ul className="divide-y divide-line">
    {hits.map((hit) => (
      <Entry key={hit.message_id} hit={hit} now={now} onShow={onShow}>
        {filesIn(hit).map(
          (file) =>
            file.recording && (
              <VoicePlayer key={file.id} attachment={file} recording={file.recording} />
            ),
        )}
      </Entry>
    ))}
  </ul>
);

export const LinkItems = ({
  hits,
  now,
  onShow,
  Text,
}: ItemsProps & { Text: ComponentType<{ text: string }> }) => (
  <ul className="divide-y divide-line">
    {hits.map((hit) => (
      <Entry key={hit.message_id} hit={hit} now={now} onShow={onShow}>
        <p dir="auto" className="line-clamp-4 text-left text-body [overflow-wrap:anywhere]">
          <Text text={hit.text ?? ''} />
        </p>
      </Entry>
    ))}
  </ul>
);
