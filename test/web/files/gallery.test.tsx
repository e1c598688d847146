import { act, render } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { NearView } from '#site/features/attachments/gallery/near-view.tsx';
import { renewAlbum, useLightbox } from '#site/features/attachments/model/lightbox.ts';

const photo = (id: string) => ({ id, filename: `${id}.jpg`, mime: 'image/jpeg', size_bytes: 1 });
const albumOf = (...ids: string[]) => ({ photos: ids.map(photo), onShow: () => undefined });
const shown = () => {
  const { openId, album } = useLightbox.getState();
  return [openId, album?.photos.map(({ id }) => id)];
};

afterEach(() => {
  useLightbox.getState().close();
  vi.unstubAllGlobals();
});

describe('the album of the gallery that is open in the lightbox', () => {
  it('loses photos that are gone, and keeps the open one', () => {
    useLightbox.getState().open('b', albumOf('a', 'b', 'c'));
    renewAlbum(albumOf('b', 'c', 'd'));
    expect(shown()).toEqual(['b', ['b', 'c', 'd']]);
  });

  it('closes with the open photo, and with its gallery', () => {
    for (const gone of [albumOf('a'), null]) {
      useLightbox.getState().open('b', albumOf('a', 'b'));
      renewAlbum(gone);
      expect(shown()).toEqual([null, undefined]);
    }
  });

  it('is not that of the log', () => {
    useLightbox.getState().open('b');
    renewAlbum(null);
    expect(shown()).toEqual(['b', undefined]);
  });
});

it('a photo is loaded when it comes near the view, and stays', () => {
  let come: (isIntersecting: boolean) => void = () => undefined;
  const disconnect = vi.fn();
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(changed: (entries: { isIntersecting: boolean }[]) => void) {
        come = (isIntersecting) => changed([{ isIntersecting }]);
      }
      observe(): void {}
      disconnect = disconnect;
    },
  );
  const { container } = render(<NearView>the photo</NearView>);
  act(() => come(false));
  expect(container.textContent).toBe('');
  act(() => come(true));

  expect(container.textContent).toBe('the photo');
  expect(disconnect).toHaveBeenCalledOnce();
});
