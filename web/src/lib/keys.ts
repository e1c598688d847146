/** As much of a key event as this needs: React wraps the one of the browser. */
interface Key {
  readonly key: string;
  readonly keyCode: number;
  readonly isComposing: boolean;
}

/** The code of every key that an input method takes. Safari's Enter at the end of a composition has only that. */
const INPUT_METHOD = 229;

/**
 * Does this key belong to an input method, or begin a letter with an accent? It does nothing else then.
 * Every handler of keys asks this first, for Escape too: it would end more than the composition.
 */
export const isComposing = (event: Key | { readonly nativeEvent: Key }): boolean => {
  const { key, keyCode, isComposing } = 'nativeEvent' in event ? event.nativeEvent : event;
  return isComposing || keyCode === INPUT_METHOD || key === 'Process' || key === 'Dead';
};
