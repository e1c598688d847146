import type { Asked, Given, Sabotage } from './saboteur.ts';

/** Building blocks of sabotages. */

/** Changes answers of paths that fit, `/api` included. */
export const onAnswer = (fits: RegExp, change: (given: Given, asked: Asked) => void): Sabotage => ({
  answer: (given, asked) => {
    if (fits.test(`${asked.method} ${asked.path}`)) change(given, asked);
  },
});

/** Answers instead of the server where method and path fit. */
export const instead = (fits: RegExp, given: Partial<Given>): Sabotage => ({
  ask: ({ method, path }) => (fits.test(`${method} ${path}`) ? given : undefined),
});

const json = { 'content-type': 'application/json' };
/** An answer of a function that lacks a right. */
export const failing: Partial<Given> = {
  status: 500,
  headers: json,
  body: Buffer.from('{"code":"internal_error"}'),
};

/** Changes the JSON of answers where method and path fit. */
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

/** The page of the site, where something else belongs. */
export const html = { 'content-type': 'text/html' };
export const page = Buffer.from('<!doctype html><div id="root"></div>');
