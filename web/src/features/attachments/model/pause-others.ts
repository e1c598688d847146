/** Pauses all sounds and films of the page but this one. */
export const pauseOthers = (playing: HTMLMediaElement): void => {
  for (const media of document.querySelectorAll<HTMLMediaElement>('audio, video')) {
    if (media !== playing) media.pause();
  }
};
