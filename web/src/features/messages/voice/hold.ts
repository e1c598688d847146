/** A pointer that may hold the microphone button. */
export interface Hold {
  isDown: boolean;
  /** Called when it is released, with whether the recording is to be thrown away. */
  onUp: ((isThrownAway: boolean) => void) | null;
}

/** Pixels to the left that throw a held recording away. */
const CANCEL_PX = 120;

/** For a button that was pressed by keyboard: nothing is held. */
export const notHeld = (): Hold => ({ isDown: false, onUp: null });

/** Follows the pointer that was pressed at `startX`, wherever it goes. */
export const holdFrom = (startX: number, pointerId: number): Hold => {
  const hold: Hold = { isDown: true, onUp: null };
  const listening = new AbortController();
  const release = (isThrownAway: boolean): void => {
    listening.abort();
    hold.isDown = false;
    hold.onUp?.(isThrownAway);
  };
  const on = (
    name: 'pointerup' | 'pointercancel' | 'pointermove',
    handle: (event: PointerEvent) => void,
  ) =>
    globalThis.addEventListener(
      name,
      (event) => event.pointerId === pointerId && handle(event),
      listening,
    );
  on('pointerup', () => release(false));
  on('pointermove', ({ clientX }) => {
    if (startX - clientX > CANCEL_PX) release(true);
  });
  // The system took the pointer, for a gesture or a question: the recording goes on.
  on('pointercancel', () => {
    listening.abort();
    hold.isDown = false;
  });
  return hold;
};
