import { fileChecks } from '#scripts/verify/checks/files.ts';
import { uploadChecks } from '#scripts/verify/checks/uploads.ts';
import { failing, instead, onAnswer } from '../../../support/verify/breaks.ts';
import { type Break, provesChecks, sabotagedHere } from '../../../support/verify/sabotaged.ts';

const sabotaged = sabotagedHere();

const download = /^GET \/files\//;
const upload = /^POST \/files/;

const fileBreaks: readonly Break[] = [
  [
    'files.send',
    'strangers get a link, too',
    onAnswer(/^GET \/api\/attachments\//, (given) => {
      if (given.status === 404) given.status = 200;
    }),
  ],
  [
    'files.message-form',
    'bytes of a form are read as text',
    {
      ask: (asked) => {
        const isForm = asked.headers['content-type']?.startsWith('multipart/');
        if (isForm && asked.path.endsWith('/messages'))
          asked.body = Buffer.from(String(asked.body));
        return undefined;
      },
    },
  ],
  [
    'files.checked',
    'nothing is checked',
    onAnswer(/\/complete$/, (given) => {
      if (given.status === 422) given.status = 200;
    }),
  ],
  [
    'files.private',
    'a link is served whatever its signature',
    onAnswer(download, (given) => {
      if (given.status >= 400) given.status = 200;
    }),
  ],
  [
    'files.cors-site',
    'files are on another origin, without CORS rules',
    {
      answer: (given, { path }) => {
        delete given.headers['access-control-allow-origin'];
        if (!path.startsWith('/api/attachments')) return;
        const links = String(given.body).replaceAll('http://127.0.0.1', 'http://localhost');
        given.body = Buffer.from(links);
      },
    },
  ],
  [
    'files.cors-others',
    'other sites may read with credentials',
    onAnswer(download, ({ headers }, { headers: { origin } }) => {
      if (origin === undefined) return;
      headers['access-control-allow-credentials'] = 'true';
      headers['access-control-allow-origin'] = origin;
    }),
  ],
  [
    'files.names',
    'only the name in Latin letters comes back',
    onAnswer(download, ({ headers }) => {
      const disposition = headers['content-disposition'] ?? '';
      headers['content-disposition'] = disposition.replace(/; filename\*=.*/, '');
    }),
  ],
  [
    'files.headers',
    'everything is shown in place',
    onAnswer(download, ({ headers }) => {
      const disposition = headers['content-disposition'] ?? '';
      headers['content-disposition'] = disposition.replace('attachment', 'inline');
    }),
  ],
  [
    'files.headers',
    'files have no type',
    onAnswer(download, ({ headers }) => {
      headers['content-type'] = 'binary/octet-stream';
    }),
  ],
  [
    'files.redirect',
    'the redirect may be stored',
    onAnswer(/^GET \/api\/attachments\//, (given) => {
      if (given.status === 302) given.headers['cache-control'] = 'public, max-age=60';
    }),
  ],
];

/** Accepts every form that contains this text. */
const taking = (sign: string) =>
  onAnswer(upload, (given, { body }) => {
    if (given.status >= 400 && body.includes(sign)) given.status = 204;
  });

const uploadBreaks: readonly Break[] = [
  ['uploads.form', 'forms are refused', instead(upload, { ...failing, status: 403 })],
  [
    'uploads.size',
    'a byte less is taken',
    onAnswer(upload, (given, { body }) => {
      if (given.status >= 400 && /\r\n note\r\n/.test(String(body))) given.status = 204;
    }),
  ],
  ['uploads.type', 'another type is taken', taking('text/html')],
  ['uploads.key', 'another key is taken', taking('\r\natt/')],
  ['uploads.more-fields', 'another field is taken', taking('public-read')],
  [
    'uploads.signature',
    'the policy is not compared with its signature',
    onAnswer(upload, (given, { body }) => {
      const policy = /name="[Pp]olicy"\r\n\r\n(\S+)/.exec(String(body))?.[1] ?? '';
      if (Buffer.from(policy, 'base64').includes('2999')) given.status = 204;
    }),
  ],
];

provesChecks('files', fileChecks, fileBreaks, sabotaged);
provesChecks('uploads', uploadChecks, uploadBreaks, sabotaged);
