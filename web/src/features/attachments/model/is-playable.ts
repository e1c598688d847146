/** Can this browser play files of this type? It says "maybe" for most of them. */
export const isPlayable = (mime: string): boolean =>
  /^(audio|video)\//.test(mime) && document.createElement('video').canPlayType(mime) !== '';
