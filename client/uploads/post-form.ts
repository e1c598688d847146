import { ApiError } from '../http/api-error.ts';

/** Target and fields of an upload, signed by the server. */
export interface UploadForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

export type PostForm = (
  form: UploadForm,
  blob: Blob,
  options: { readonly signal: AbortSignal; readonly onShare: (share: number) => void },
) => Promise<void>;

/** An upload without progress for this long is aborted. */
const STALL_MS = 60_000;

/**
 * Uploads a file by a signed form and reports progress (0 to 1). Uses XMLHttpRequest, because
 * `fetch` reports no upload progress.
 * @throws ApiError with status 0 if no answer came, else with the status of the refusal
 */
export const postForm: PostForm = (form, blob, { signal, onShare }) =>
  new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const request = new XMLHttpRequest();
    let stall = setTimeout(() => request.abort(), STALL_MS);
    const moved = (): void => {
      clearTimeout(stall);
      stall = setTimeout(() => request.abort(), STALL_MS);
    };
    const stop = (): void => request.abort();
    signal.addEventListener('abort', stop);
    request.upload.onprogress = ({ loaded, total }) => {
      moved();
      if (total > 0) onShare(loaded / total);
    };
    request.onloadend = () => {
      clearTimeout(stall);
      signal.removeEventListener('abort', stop);
      const { status } = request;
      if (signal.aborted) reject(signal.reason);
      else if (status >= 200 && status < 300) resolve();
      else reject(new ApiError(status, status === 0 ? 'network' : 'gateway'));
    };
    const data = new FormData();
    for (const [name, value] of Object.entries(form.fields)) data.append(name, value);
    data.append('file', blob);
    request.open('POST', form.url);
    request.send(data);
  });
