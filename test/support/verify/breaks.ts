import type { Asked, Given, Sabotage } from './saboteur.ts';

/** Building blocks of sabotages. */

/** Changes responses for matching paths, including `/api`. */
export const onAnswer = (fits: RegExp, change: (given: Given, asked: Asked) => void): Sabotage => ({
  answer: (given, asked) => {
    if (fits.test(`${asked.method} ${asked.path}`)) change(given, asked);
  },
});

/** Responds in place of the server if method and path match. */
export const instead = (fits: RegExp, given: Partial<Given>): Sabotage => ({
  ask: ({ method, path }) => (fits.test(`${method} ${path}`) ? given : undefined),
});

const json = { 'content-type': 'application/json' };
/** The response of a function that lacks a right. */
export const failing: Partial<Given> = {
  status: 500,
  headers: json,
  body: Buffer.from('{"code":"internal_error"}'),
};

/** Changes the JSON of responses if method and path match. */
export const onJson = (
  fits: RegExp,
  // biome-ignore lint/suspicious/noExplicitAny: a saboteur changes any body
  change: (body: any) => void,
): Sabotage =>
  onAnswer(fits, (given) => {
    if (given.body.length === 0) return;
    const body = JSON.parse(String(given.body));
    change(body);
    given.body = Buffer.from(JSON.stringify(body));
  });

/** Drops frames of the server by their type. */
export const dropping = (type: string): Sabotage => ({
  frame: (text) => (JSON.parse(text).type === type ? null : text),
});

/** Changes frames of the server by their type. */
export const onFrame = (
  type: string,
  // biome-ignore lint/suspicious/noExplicitAny: a saboteur changes any frame
  change: (frame: any) => void,
): Sabotage => ({
  frame: (text) => {
    const frame = JSON.parse(text);
    if (frame.type !== type) return text;
    change(frame);
    return JSON.stringify(frame);
  },
});

/** The site's page, in place of another response. */
export const html = { 'content-type': 'text/html' };
export const page = Buffer.from('<!doctype html><div id="root"></div>');

/** Messages that are sent have no time at which they disappear. */
export const timeless = onJson(/^POST .*\/messages/, (body) => {
  body.expires_at = undefined;
});
