import { createHash, randomUUID } from 'node:crypto';
import { type Check, holds, same } from '../check.ts';
import type { Context } from '../context.ts';

const isPage = (text: string): boolean => /<div id="root">/.test(text);
const directivesOf = (policy: string | null): Map<string, string[]> =>
  new Map(
    (policy ?? '').split(';').map((directive) => {
      const [name = '', ...sources] = directive.trim().split(/\s+/);
      return [name, sources];
    }),
  );
const policyOf = async ({ get }: Context) =>
  directivesOf((await get('/')).headers.get('content-security-policy'));

/** The first script of the page, under `/assets/`. */
const scriptOf = async ({ get }: Context): Promise<string> => {
  const path = /<script type="module"[^>]* src="([^"]+)"/.exec((await get('/')).text)?.[1];
  holds(path, 'the page has no module script');
  return path;
};

const expectedHeaders: [string, RegExp][] = [
  ['content-security-policy', /frame-ancestors 'none'/],
  ['x-content-type-options', /^nosniff$/],
  ['referrer-policy', /^no-referrer$/],
  ['permissions-policy', /camera=\(\)/],
  ['cross-origin-opener-policy', /^same-origin$/],
];

export const siteChecks: readonly Check[] = [
  {
    id: 'site.page',
    title: 'the site responds',
    assumes: 'The address serves index.html as HTML with status 200.',
    remedy:
      "Open the address in a browser. A 403 of S3 means that CloudFront may not read the site's bucket (origin access control) or that the files are missing: deploy again.",
    needs: ['site'],
    run: async ({ get }) => {
      const { status, headers, text } = await get('/');
      same('status', status, 200);
      holds(
        /^text\/html/.test(headers.get('content-type') ?? ''),
        `type ${headers.get('content-type')}`,
      );
      holds(isPage(text), 'the page is not index.html of Parley');
      return `200, ${text.length} characters`;
    },
  },
  {
    id: 'site.headers',
    title: 'security headers on every file',
    assumes: 'CloudFront adds the response headers policy to pages, deep links and assets.',
    remedy:
      "Look at the behaviour of the distribution for '*': it must have the response headers policy of the stage (lib/constructs/security-headers.ts).",
    needs: ['site'],
    run: async (context) => {
      const { get, target } = context;
      const https: typeof expectedHeaders = target.url.startsWith('https:')
        ? [['strict-transport-security', /max-age=\d{8}/]]
        : [];
      for (const path of ['/', `/c/${randomUUID()}`, await scriptOf(context)]) {
        const { headers } = await get(path);
        for (const [name, value] of [...expectedHeaders, ...https]) {
          holds(value.test(headers.get(name) ?? ''), `${path}: ${name} is ${headers.get(name)}`);
        }
      }
      return `${expectedHeaders.length + https.length} headers on a page, a deep link and an asset`;
    },
  },
  {
    id: 'site.csp',
    title: 'content security policy fits the page',
    assumes:
      'The policy allows only scripts of the site, and the inline script of the deployed page by its hash.',
    remedy:
      'The page and the policy are from different versions: deploy again, and see that the invalidation of CloudFront has ended.',
    needs: ['site'],
    run: async (context) => {
      const policy = await policyOf(context);
      const scripts = policy.get('script-src') ?? [];
      const { text } = await context.get('/');
      holds(scripts.includes("'self'"), `script-src ${scripts.join(' ')}`);
      holds(
        !scripts.some((source) => /unsafe|\*|^https?:/.test(source)),
        `script-src ${scripts.join(' ')}`,
      );
      const inline = [...text.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
        ([, code = '']) => code,
      );
      for (const code of inline) {
        const hash = `'sha256-${createHash('sha256').update(code).digest('base64')}'`;
        holds(scripts.includes(hash), `an inline script with ${hash} is not in script-src`);
      }
      same('base-uri', policy.get('base-uri'), ["'none'"]);
      return `script-src 'self' and ${inline.length} hash`;
    },
  },
  {
    id: 'site.csp-uploads',
    title: 'content security policy allows uploads and pictures',
    assumes:
      'The host of signed forms and links is the one in connect-src and img-src of the policy (the regional name of the bucket).',
    remedy:
      'Compare the host of the upload form with `uploadOrigin` in lib/stacks/web-stack.ts: in a browser, files would be refused.',
    needs: ['site', 'accounts'],
    run: async (context) => {
      const { ada } = await context.people.shared();
      const json = { filename: 'a.txt', mime: 'text/plain', size_bytes: 1 };
      const { status, body } = await context.call('POST', '/attachments', {
        token: ada.token,
        json,
      });
      same('status of an upload request', status, 201);
      const { origin } = new URL(body.upload.url);
      const policy = await policyOf(context);
      for (const directive of ['connect-src', 'img-src']) {
        const sources = policy.get(directive) ?? [];
        const isAllowed =
          origin === context.target.url ? sources.includes("'self'") : sources.includes(origin);
        holds(isAllowed, `${directive} ${sources.join(' ')} has not ${origin}`);
      }
      return origin;
    },
  },
  {
    id: 'site.compression',
    title: 'pages and scripts are compressed',
    assumes:
      'CloudFront compresses HTML and scripts with Brotli or gzip for browsers that accept it.',
    remedy:
      'The behaviour needs "compress objects automatically" and a cache policy with gzip and Brotli; CloudFront may skip single responses when it is busy: run the check again.',
    needs: ['site', 'compression'],
    run: async (context) => {
      const seen: string[] = [];
      for (const path of ['/', await scriptOf(context)]) {
        const { headers } = await context.get(path);
        const encoding = headers.get('content-encoding');
        holds(/^(br|gzip)$/.test(encoding ?? ''), `${path}: content-encoding ${encoding}`);
        seen.push(`${path}: ${encoding}`);
      }
      return seen.join(', ');
    },
  },
  {
    id: 'site.caching',
    title: 'assets are cached for a year, pages are not',
    assumes: 'Files keep the Cache-Control that they were uploaded with.',
    remedy:
      "With a cached page users stay on an old version: check lib/constructs/site-files.ts and at the objects' metadata in the site's bucket.",
    needs: ['site'],
    run: async (context) => {
      const cacheOf = async (path: string) =>
        (await context.get(path)).headers.get('cache-control') ?? '';
      const asset = await cacheOf(await scriptOf(context));
      holds(/max-age=31536000/.test(asset) && /immutable/.test(asset), `an asset has ${asset}`);
      for (const path of ['/', `/c/${randomUUID()}`, '/sw.js']) {
        const page = await cacheOf(path);
        holds(/no-cache|max-age=0/.test(page), `${path} has ${page || 'no cache-control'}`);
      }
      return asset;
    },
  },
  {
    id: 'site.types',
    title: 'content types of scripts, service worker and manifest',
    assumes: 'The copy to the bucket sets the content type by each file’s extension.',
    remedy: "With nosniff a browser refuses a script of another type: check the object's metadata.",
    needs: ['site'],
    run: async (context) => {
      const expected: [string, RegExp][] = [
        [await scriptOf(context), /javascript/],
        ['/sw.js', /javascript/],
        ['/manifest.json', /json/],
        ['/favicon.svg', /^image\/svg\+xml/],
      ];
      for (const [path, type] of expected) {
        const { status, headers } = await context.get(path);
        same(`status of ${path}`, status, 200);
        holds(
          type.test(headers.get('content-type') ?? ''),
          `${path}: ${headers.get('content-type')}`,
        );
      }
      return `${expected.length} files`;
    },
  },
  {
    id: 'site.deep-links',
    title: 'a deep link returns the page',
    assumes:
      "CloudFront's function of the site serves index.html for paths without a file extension.",
    remedy: 'Check the viewer-request function (lib/edge/site-request.js) and its association.',
    needs: ['site'],
    run: async ({ get }) => {
      const paths = [
        `/c/${randomUUID()}`,
        '/sign-in?next=%2Fsettings',
        '/settings/security',
        '/docs/',
      ];
      for (const path of paths) {
        const { status, text } = await get(path);
        same(`status of ${path}`, status, 200);
        holds(isPage(text), `${path} is not the page`);
      }
      return `${paths.length} paths`;
    },
  },
  {
    id: 'site.missing-files',
    title: 'a missing asset is 404',
    assumes: 'A missing file is 404, not the page and not 403.',
    remedy:
      "S3 answers 403 unless the caller may list the bucket: CloudFront needs s3:ListBucket in the policy of the site's bucket.",
    needs: ['site', 'missing-files'],
    run: async ({ get }) => {
      for (const path of [`/assets/nothing-${randomUUID()}.js`, `/nothing-${randomUUID()}.png`]) {
        const { status, text } = await get(path);
        same(`status of ${path}`, status, 404);
        holds(!isPage(text), `${path} is the page`);
      }
      return '404 for a script and a picture';
    },
  },
  {
    id: 'site.https',
    title: 'plain HTTP is redirected',
    assumes: 'CloudFront redirects http: to https: for the site.',
    remedy: "The viewer protocol policy of the behaviour '*' must be redirect-to-https.",
    needs: ['site', 'https'],
    run: async ({ get, target }) => {
      const { status, headers } = await get(`${target.url.replace(/^https:/, 'http:')}/`);
      holds([301, 302, 307, 308].includes(status), `status ${status}`);
      holds(headers.get('location')?.startsWith('https://'), `location ${headers.get('location')}`);
      return `${status} to ${headers.get('location')}`;
    },
  },
];
