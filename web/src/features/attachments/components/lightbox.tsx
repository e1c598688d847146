import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { KeyboardEvent } from 'react';
import { useEffect, useState } from 'react';
import { isComposing } from '#site/lib/keys.ts';
import { words as aboutWords } from '#site/strings/later/about-words.ts';
import { usePhotos } from '../api/use-photos.ts';
import { useLightbox } from '../model/lightbox.ts';
import { LightboxBar, RoundButton } from './lightbox-bar.tsx';
import { LightboxPhoto } from './lightbox-photo.tsx';
import { useSwipe } from './use-swipe.ts';

const zooms = [1, 2, 4];

const useZoom = (photoId: string) => {
  const [state, setState] = useState({ photoId, level: 0 });
  // Each photo starts without zoom.
  const level = state.photoId === photoId ? state.level : 0;
  const set = (next: number): void => setState({ photoId, level: next });
  return {
    zoom: zooms[level] ?? 1,
    in: level < zooms.length - 1 ? () => set(level + 1) : null,
    out: level > 0 ? () => set(level - 1) : null,
    toggle: () => set(level === 0 ? 1 : 0),
  };
};

/** The photos of a conversation, one at a time, in a full-page overlay. */
export const Lightbox = ({
  conversationId,
  openId,
}: {
  conversationId: string;
  openId: string;
}) => {
  const { open, close, album } = useLightbox();
  const loaded = usePhotos(conversationId);
  const photos = album?.photos ?? loaded;
  const index = photos.findIndex(({ id }) => id === openId);
  const photo = photos[index];
  const zoom = useZoom(openId);
  const go = (step: -1 | 1) => {
    const target = photos[index + step];
    return target ? () => open(target.id, album) : null;
  };
  const [previous, next] = [go(-1), go(1)];
  const swipe = useSwipe((direction) => {
    if (zoom.zoom === 1) (direction === 1 ? previous : next)?.();
  });
  useEffect(() => {
    // The message was deleted.
    if (!photo) close();
  }, [photo, close]);
  if (!photo) return null;

  const keys: Record<string, (() => void) | null> = {
    ArrowLeft: previous,
    ArrowRight: next,
    '+': zoom.in,
    '-': zoom.out,
  };
  const press = (event: KeyboardEvent): void => {
    const act = isComposing(event) ? null : keys[event.key];
    const isScrolling = event.key.startsWith('Arrow') && zoom.zoom > 1;
    if (!act || isScrolling) return;
    event.preventDefault();
    act();
  };
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && close()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/97" />
        <Dialog.Content
          aria-describedby={undefined}
          onKeyDown={press}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // The gallery, which has an album, is after the log.
            const shown = document.querySelectorAll<HTMLElement>(`[data-photo="${openId}"]`);
            shown[album ? shown.length - 1 : 0]?.focus();
          }}
          className="fixed inset-0 z-50 flex flex-col text-white outline-none"
        >
          <Dialog.Title className="sr-only">{aboutWords.viewer.title}</Dialog.Title>
          <LightboxBar
            attachment={photo}
            place={aboutWords.viewer.position(String(index + 1), String(photos.length))}
            zoom={zoom}
            onShow={
              album &&
              (() => {
                close();
                album.onShow(photo.id);
              })
            }
          />
          <div className="relative min-h-0 flex-1" {...swipe}>
            <LightboxPhoto
              key={photo.id}
              attachment={photo}
              zoom={zoom.zoom}
              onToggle={zoom.toggle}
              onOutside={close}
            />
            {previous && (
              <RoundButton
                aria-label={aboutWords.viewer.previous}
                onClick={previous}
                className="absolute top-1/2 left-2 -translate-y-1/2 bg-black/40"
              >
                <ChevronLeft aria-hidden="true" className="size-6" />
              </RoundButton>
            )}
            {next && (
              <RoundButton
                aria-label={aboutWords.viewer.next}
                onClick={next}
                className="absolute top-1/2 right-2 -translate-y-1/2 bg-black/40"
              >
                <ChevronRight aria-hidden="true" className="size-6" />
              </RoundButton>
            )}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
};
