/** Inserts at the selection, so that undo works. */
const insert = (box: HTMLTextAreaElement, text: string): void => {
  if (document.execCommand('insertText', false, text)) return;
  box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end');
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
};

/** A line between its spaces: marks stand at words. */
const wordsOf = /^(\s*)(.*?)(\s*)$/;

/** Puts marks around the text of each line, since a style ends with its line; removes them if all lines have them. */
const styled = (text: string, mark: string): string => {
  const lines = text.split('\n').map((line) => (wordsOf.exec(line) ?? []).slice(1));
  const isMarked = ([, words = '']: string[]): boolean =>
    words.length > 2 && words.startsWith(mark) && words.endsWith(mark);
  const written = lines.filter(([, words]) => words !== '');
  const areMarked = written.length > 0 && written.every(isMarked);
  return lines
    .map(([before = '', words = '', after = '']) => {
      if (areMarked) return before + words.slice(1, -1) + after;
      const isPlain = words === '' || isMarked(['', words]);
      return before + (isPlain ? words : mark + words + mark) + after;
    })
    .join('\n');
};

/** Puts a mark around the selection, or removes it; without a selection, the cursor is between two marks. */
export const styleSelection = (box: HTMLTextAreaElement, mark: string): void => {
  const { value, selectionStart: from, selectionEnd: to } = box;
  const selected = value.slice(from, to);
  const isMarked = value.slice(0, from).endsWith(mark) && value.slice(to).startsWith(mark);
  if (isMarked) {
    box.setSelectionRange(from - 1, to + 1);
    insert(box, selected);
    box.setSelectionRange(from - 1, to - 1);
    return;
  }
  if (selected.trim() === '') {
    insert(box, mark + selected + mark);
    box.setSelectionRange(from + 1, to + 1);
    return;
  }
  const text = styled(selected, mark);
  insert(box, text);
  const [, before = '', , after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  // The words stay selected: without their spaces, and without the marks of one line.
  const inner = text.length > selected.length && !text.includes('\n') ? 1 : 0;
  box.setSelectionRange(from + before.length + inner, from + text.length - after.length - inner);
};
