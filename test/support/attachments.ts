import { type Answer, type Client, makeClient, type TestUser } from './client.ts';
import { type Bytes, png, text } from './files.ts';
import { openHome } from './home.ts';

export interface TestFile {
  readonly filename: string;
  readonly mime: string;
  readonly bytes: Bytes;
}

/** Sends the form of a created attachment like a browser: all fields, then the file. */
export const sendForm = async (
  upload: { url: string; fields: Record<string, string> },
  bytes: Bytes,
): Promise<Response> => {
  const form = new FormData();
  for (const [name, value] of Object.entries(upload.fields)) form.set(name, value);
  form.set('file', new File([bytes], 'file'));
  return fetch(upload.url, { method: 'POST', body: form });
};

/** The steps of a client before it can send a file. */
export const makeUploads = (client: Client) => {
  const create = (user: TestUser, { filename, mime, bytes }: TestFile): Promise<Answer> =>
    client.call('POST', '/attachments', {
      token: user.token,
      json: { filename, mime, size_bytes: bytes.length },
    });

  const complete = (user: TestUser, id: string): Promise<Answer> =>
    client.call('POST', `/attachments/${id}/complete`, { token: user.token });

  /** Creates, uploads and completes; returns the last answer. @throws if an earlier step fails */
  const offer = async (user: TestUser, file: TestFile): Promise<Answer & { id: string }> => {
    const created = await create(user, file);
    if (created.status !== 201) throw new Error(`an upload was refused with ${created.status}`);
    const { id, upload } = created.body;
    const stored = await sendForm(upload, file.bytes);
    if (stored.status !== 204) {
      throw new Error(`${stored.status}: ${await stored.text()}`);
    }
    return { ...(await complete(user, id)), id };
  };

  /** Returns the id of a completed one. */
  const attach = async (user: TestUser, file: TestFile): Promise<string> => {
    const { status, id } = await offer(user, file);
    if (status !== 200) throw new Error(`a completion answered ${status}`);
    return id;
  };

  const get = (user: TestUser, id: string, accept = 'application/json'): Promise<Answer> =>
    client.call('GET', `/attachments/${id}`, { token: user.token, headers: { accept } });

  /** Posts a multipart form in a conversation. */
  const post = (
    user: TestUser,
    conversationId: string,
    fields: Readonly<Record<string, string>>,
    files: readonly TestFile[],
  ): Promise<Answer> => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    for (const { bytes, filename, mime } of files) {
      form.append('files[]', new File([bytes], filename, { type: mime }));
    }
    return client.call('POST', `/conversations/${conversationId}/messages`, {
      token: user.token,
      form,
    });
  };

  return { create, complete, offer, attach, get, post };
};

export const picture = (filename = 'sea.png'): TestFile => ({
  filename,
  mime: 'image/png',
  bytes: png(),
});

export const note = (content = 'a note'): TestFile => ({
  filename: 'note.txt',
  mime: 'text/plain',
  bytes: text(content),
});

/** A running Parley with two users in a conversation, and a third outside it. */
export const openUploadScene = async () => {
  const home = openHome();
  const client = makeClient(home.url);
  const { ada, bob, conversationId } = await client.pair();
  const post = (json: object, by = ada): Promise<Answer> =>
    client.call('POST', `/conversations/${conversationId}/messages`, { token: by.token, json });
  const conversation = async (by = ada) =>
    (await client.call('GET', `/conversations/${conversationId}`, { token: by.token })).body;
  return {
    home,
    client,
    uploads: makeUploads(client),
    ada,
    bob,
    eve: await client.register(),
    conversationId,
    /** Ada's sends in the conversation. */
    post,
    conversation,
    lastSeq: async (): Promise<number> => (await conversation()).last_seq,
  };
};
export type UploadScene = Awaited<ReturnType<typeof openUploadScene>>;
