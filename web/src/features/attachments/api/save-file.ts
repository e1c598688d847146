/** Makes the browser save a URL under a file name. */
const follow = (href: string, filename: string): void => {
  const link = document.createElement('a');
  link.href = href;
  link.download = filename;
  link.rel = 'noopener';
  link.click();
};

/**
 * Saves a file. Browsers ignore the name for other origins, so such a file is fetched first; if
 * CORS forbids that, the browser opens the URL.
 */
export const saveFile = async (url: string, filename: string): Promise<void> => {
  const isOwn = new URL(url, document.baseURI).origin === globalThis.location.origin;
  if (isOwn) return follow(url, filename);
  try {
    const response = await fetch(url, { credentials: 'omit' });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const blobUrl = URL.createObjectURL(await response.blob());
    follow(blobUrl, filename);
    setTimeout(() => URL.revokeObjectURL(blobUrl), 60_000);
  } catch {
    follow(url, filename);
  }
};
