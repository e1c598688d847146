/** The part of a key event that is used; React wraps the browser's event. */
interface Key {
  readonly key: string;
  readonly keyCode: number;
  readonly isComposing: boolean;
}

/**
 * The key code of all keys that an input method handles. Safari's Enter at the end of a composition
 * has only this.
 */
const INPUT_METHOD = 229;

/**
 * Whether a key belongs to an input method or a dead key, and must do nothing else. Every key
 * handler checks it first, also for Escape, which ends a composition.
 */
export const isComposing = (event: Key | { readonly nativeEvent: Key }): boolean => {
  const { key, keyCode, isComposing } = 'nativeEvent' in event ? event.nativeEvent : event;
  return isComposing || keyCode === INPUT_METHOD || key === 'Process' || key === 'Dead';
};

export const isMac = /^(Mac|iP)/.test(navigator.platform);
