import { createAttachment as contract } from '#contracts/http/attachments.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { absoluteUrl } from '../../runtime/origin.ts';
import { wireCreateAttachment } from '../../wiring/attachments.ts';

const createAttachment = wireCreateAttachment(readEnv(httpEnv['create-attachment']));

export const handler = httpHandler(contract, async ({ caller, body, event }) => {
  const { filename, mime, size_bytes: sizeBytes, recording: given } = body;
  const recording = given && { durationMs: given.duration_ms, waveform: given.waveform };
  const answer = await createAttachment(caller, { filename, mime, sizeBytes, recording });
  if (!answer.ok) return answer;
  const { upload, ...created } = answer.value;
  const url = absoluteUrl(upload.url, event);
  return reply(201, { ...created, upload: { url, fields: { ...upload.fields } } });
});
