import { siteChecks } from '#scripts/verify/checks/site.ts';
import { html, page } from '../../../support/verify/breaks.ts';
import { type Break, provesChecks, sabotagedHere } from '../../../support/verify/sabotaged.ts';
import type { Asked, Given } from '../../../support/verify/saboteur.ts';

const sabotaged = sabotagedHere([]);

const isSite = ({ path }: Asked): boolean => !/^\/(api|files)\b/.test(path);
const isPage = (asked: Asked): boolean => isSite(asked) && !/\.\w+(\?|$)/.test(asked.path);
const onSite = (change: (given: Given, asked: Asked) => void) => ({
  answer: (given: Given, asked: Asked) => {
    if (isSite(asked)) change(given, asked);
  },
});

const siteBreaks: readonly Break[] = [
  [
    'site.page',
    'the first page is served as text',
    onSite((given, { path }) => {
      if (path === '/') given.headers['content-type'] = 'text/plain';
    }),
  ],
  [
    'site.headers',
    'a header is stripped from assets',
    onSite((given, { path }) => {
      if (path.startsWith('/assets/')) delete given.headers['referrer-policy'];
    }),
  ],
  [
    'site.csp',
    'the policy has the hash of another version',
    onSite(({ headers }) => {
      const policy = String(headers['content-security-policy']);
      headers['content-security-policy'] = policy.replace(/'sha256-[^']+'/, "'sha256-AAAA'");
    }),
  ],
  [
    'site.csp',
    'the policy allows inline scripts',
    onSite(({ headers }) => {
      const policy = String(headers['content-security-policy']);
      headers['content-security-policy'] = policy.replace(
        "script-src 'self'",
        "script-src 'self' 'unsafe-inline'",
      );
    }),
  ],
  [
    'site.csp-uploads',
    'forms lead to another host',
    {
      answer: (given, { method, path }) => {
        if (method !== 'POST' || path !== '/api/attachments') return;
        const body = JSON.parse(String(given.body));
        body.upload.url = 'https://bucket.s3.amazonaws.com/';
        given.body = Buffer.from(JSON.stringify(body));
      },
    },
  ],
  [
    'site.compression',
    'nothing is compressed',
    {
      ask: (asked) => {
        if (isSite(asked)) asked.headers['accept-encoding'] = 'identity';
      },
    },
  ],
  [
    'site.caching',
    'pages are cached',
    onSite((given, asked) => {
      if (isPage(asked)) given.headers['cache-control'] = 'public, max-age=86400';
    }),
  ],
  [
    'site.types',
    'scripts have no type',
    onSite((given, { path }) => {
      if (path.endsWith('.js')) given.headers['content-type'] = 'binary/octet-stream';
    }),
  ],
  [
    'site.deep-links',
    'a deep link is 404',
    {
      ask: ({ path }) => (path.startsWith('/settings') ? { status: 404 } : undefined),
    },
  ],
  [
    'site.missing-files',
    'the bucket answers 403',
    onSite((given) => {
      if (given.status === 404) given.status = 403;
    }),
  ],
  [
    'site.missing-files',
    'the page stands in for errors',
    onSite((given) => {
      if (given.status === 404) Object.assign(given, { status: 200, headers: html, body: page });
    }),
  ],
];

provesChecks('site', siteChecks, siteBreaks, sabotaged);
