import { rangesOf, wordsOf } from '#contracts/texts/find-words.ts';

const name = 'find';

/** The texts of the rendered messages, without times and states. */
export const texts = '[data-bubble] p';

const nodesOf = (element: Element): Text[] => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node as Text);
  return nodes;
};

/** Finds the text node of a position in the joined text of all nodes, and the position in that node. */
const placeIn = (nodes: readonly Text[], at: number): [Text, number] | null => {
  let rest = at;
  for (const node of nodes) {
    if (rest <= node.data.length) return [node, rest];
    rest -= node.data.length;
  }
  return null;
};

export const rangesIn = (element: Element, words: readonly string[]): Range[] => {
  const nodes = nodesOf(element);
  const text = nodes.map(({ data }) => data).join('');
  return rangesOf(text, words).flatMap(({ start, end }) => {
    const [from, to] = [placeIn(nodes, start), placeIn(nodes, end)];
    if (!from || !to) return [];
    const range = document.createRange();
    range.setStart(...from);
    range.setEnd(...to);
    return [range];
  });
};

/**
 * Marks the words of a query in the messages of a log, also in messages that are rendered later, without
 * changing the document. Returns the function that stops this. Marks nothing in browsers without the CSS
 * Custom Highlight API.
 */
export const markWords = (log: Element, query: string): (() => void) => {
  const words = wordsOf(query);
  if (words.length === 0 || !('highlights' in CSS)) return () => undefined;
  let frame = 0;
  const mark = (): void => {
    const elements = [...log.querySelectorAll(texts)];
    CSS.highlights.set(name, new Highlight(...elements.flatMap((one) => rangesIn(one, words))));
  };
  const later = (): void => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(mark);
  };
  const observer = new MutationObserver(later);
  observer.observe(log, { childList: true, subtree: true, characterData: true });
  mark();
  return () => {
    observer.disconnect();
    cancelAnimationFrame(frame);
    CSS.highlights.delete(name);
  };
};
