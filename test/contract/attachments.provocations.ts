import { randomUUID } from 'node:crypto';
import { limits } from '#contracts/limits.ts';
import { makeUploads, note } from '../support/attachments.ts';
import type { Answer } from '../support/client.ts';
import { repeatUntil, type Scene } from '../support/openapi/world.ts';
import { inNewScene, inScene, type Provocation, type Provocations } from './provocation.ts';

const unknownAttachment = (method: string, rest = '') => ({
  attachment_not_found: inScene(({ as, ada }) =>
    as(ada)(method, `/attachments/${randomUUID()}${rest}`),
  ),
});

/** For a new user, so that no other user reaches the upload limit. */
const untilNoMoreUploads = (upload: (scene: Scene) => Promise<Answer>) =>
  inNewScene((scene) => repeatUntil(429, limits.attachment.perUserADay + 1, () => upload(scene)));

const onFullDisk =
  (upload: (scene: Scene) => Promise<Answer>): Provocation =>
  async (world) =>
    upload(await world.fullScene());

const withoutStorage =
  (upload: (scene: Scene) => Promise<Answer>): Provocation =>
  async (world) =>
    upload(await world.noStorageScene());

const announced = (scene: Scene): Promise<Answer> =>
  scene.as(scene.ada)('POST', '/attachments', { filename: 'x', mime: 'text/plain', size_bytes: 1 });

export const sendingNoAttachment = (send: (scene: Scene, json: object) => Promise<Answer>) =>
  inScene((scene) => send(scene, { attachment_ids: [randomUUID()] }));

const postFiles = (
  { client, ada, conversationId }: Scene,
  count: number,
  type: string,
): Promise<Answer> => {
  const form = new FormData();
  for (let n = 0; n < count; n++) form.append('files[]', new File(['text'], `${n}`, { type }));
  const path = `/conversations/${conversationId}/messages`;
  return client.call('POST', path, { token: ada.token, form });
};

export const postingFiles = {
  invalid_upload: inScene((scene) => postFiles(scene, 1, 'image/png')),
  storage_full: withoutStorage((scene) => postFiles(scene, 1, 'text/plain')),
  too_many_uploads: untilNoMoreUploads((scene) => postFiles(scene, 10, 'text/plain')),
  uploads_paused: onFullDisk((scene) => postFiles(scene, 1, 'text/plain')),
};

const copy = ({ as, ada }: Scene, id: string): Promise<Answer> =>
  as(ada)('POST', `/attachments/${id}/copy`, { client_id: randomUUID() });

export const attachmentProvocations: Provocations = {
  'create-attachment': {
    storage_full: withoutStorage(announced),
    too_many_uploads: untilNoMoreUploads(announced),
    uploads_paused: onFullDisk(announced),
  },
  'complete-attachment': {
    ...unknownAttachment('POST', '/complete'),
    invalid_upload: inScene(async (scene) => {
      const { body } = await announced(scene);
      return scene.as(scene.ada)('POST', `/attachments/${body.id}/complete`);
    }),
  },
  'copy-attachment': {
    attachment_not_found: inScene((scene) => copy(scene, randomUUID())),
    storage_full: async (world) => {
      const scene = await world.smallStorageScene();
      const bytes = new Uint8Array(700_000).fill(97);
      const file = { filename: 'long.txt', mime: 'text/plain', bytes };
      return copy(scene, await makeUploads(scene.client).attach(scene.ada, file));
    },
    too_many_uploads: inNewScene(async (scene) => {
      const id = await makeUploads(scene.client).attach(scene.ada, note());
      return repeatUntil(429, limits.attachment.perUserADay + 1, () => copy(scene, id));
    }),
    uploads_paused: onFullDisk((scene) => copy(scene, randomUUID())),
  },
  'get-attachment': unknownAttachment('GET'),
};
