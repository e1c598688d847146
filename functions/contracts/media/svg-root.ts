/** Only the head is checked. The rest is untrusted: an SVG is always served as a download. */
const HEAD_CHARACTERS = 64 * 1024;

const rootTag = /<(?:[\w.-]{1,64}:)?svg(?=[\s/>])/y;
const space = /\s*/y;

const matchAt = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
};

const after = (text: string, end: string, from: number): number => {
  const at = text.indexOf(end, from);
  return at === -1 ? -1 : at + end.length;
};

/** The offset after a DOCTYPE, which may contain declarations in brackets. */
const afterDoctype = (text: string, at: number): number => {
  const end = after(text, '>', at);
  if (end === -1 || !text.slice(at, end).includes('[')) return end;
  const closed = after(text, ']', at);
  return closed === -1 ? -1 : after(text, '>', closed);
};

/**
 * The end of one prolog item (XML declaration, comment, DOCTYPE); `at` if there is none, -1 if it is
 * unterminated.
 */
const skipProlog = (text: string, at: number): number => {
  if (text.startsWith('<?', at)) return after(text, '?>', at);
  if (text.startsWith('<!--', at)) return after(text, '-->', at);
  if (/^<!doctype$/i.test(text.slice(at, at + 9))) return afterDoctype(text, at);
  return at;
};

const isTagClosed = (text: string, from: number): boolean => {
  let quote = '';
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return true;
  }
  return false;
};

/** Is the root element `<svg>`? One pass, up to the end of the root tag. */
export const hasSvgRoot = (document: string): boolean => {
  const text = document.slice(0, HEAD_CHARACTERS);
  let at = matchAt(space, text, 0);
  // Each iteration advances or ends the loop.
  for (let next = skipProlog(text, at); next !== at; next = skipProlog(text, at)) {
    if (next < at) return false;
    at = matchAt(space, text, next);
  }
  const end = matchAt(rootTag, text, at);
  return end !== -1 && isTagClosed(text, end);
};
