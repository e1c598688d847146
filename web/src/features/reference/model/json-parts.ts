export interface JsonPart {
  /** Its offset in the text. */
  readonly at: number;
  readonly kind: 'name' | 'text' | 'value' | 'plain';
  readonly text: string;
}

const token = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\b\d+(?:\.\d+)?\b/g;

/** Indented JSON in parts for syntax colouring; joined, they are the whole text. */
export const jsonParts = (value: unknown): JsonPart[] => {
  const json = JSON.stringify(value, null, 2);
  const parts: JsonPart[] = [];
  let end = 0;
  const add = (kind: JsonPart['kind'], to: number): void => {
    if (to > end) parts.push({ at: end, kind, text: json.slice(end, to) });
    end = to;
  };
  for (const { index, 0: whole, 1: string, 2: colon } of json.matchAll(token)) {
    add('plain', index);
    if (string === undefined) add('value', index + whole.length);
    else add(colon === undefined ? 'text' : 'name', index + string.length);
  }
  add('plain', json.length);
  return parts;
};
