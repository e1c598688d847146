/** Inserts at the selection, so that undo works. */
const insert = (box: HTMLTextAreaElement, text: string): void => {
  if (document.execCommand('insertText', false, text)) return;
  box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end');
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
};

/** Puts a mark around the selection, or removes it; without a selection, the cursor is between two marks. */
export const styleSelection = (box: HTMLTextAreaElement, mark: string): void => {
  const { value, selectionStart: from, selectionEnd: to } = box;
  const selected = value.slice(from, to);
  const isMarked = value.slice(0, from).endsWith(mark) && value.slice(to).startsWith(mark);
  if (isMarked) box.setSelectionRange(from - mark.length, to + mark.length);
  insert(box, isMarked ? selected : mark + selected + mark);
  const start = isMarked ? from - mark.length : from + mark.length;
  box.setSelectionRange(start, start + selected.length);
};
