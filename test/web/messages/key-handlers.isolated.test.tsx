import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanup, fireEvent, render } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ComposerBox } from '#site/features/messages/composer/composer-box.tsx';
import { useWriteAnywhere } from '#site/features/messages/composer/use-write-anywhere.ts';
import { isComposing } from '#site/lib/keys.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const sources = readdirSync('web/src', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(join('web/src', name), 'utf8') }));

/**
 * Passing a handler on does not count: a file that handles keys names the event or defines a
 * function.
 */
const handlesKeys = (text: string): boolean =>
  /KeyboardEvent|addEventListener\(\s*['"]key|\bon\w*Key(?:Down|Up|Press)\w*=\{\s*\(/.test(text);
const handlers = sources.filter(({ text }) => handlesKeys(text));

describe('every file that handles keys', () => {
  it('is in the list', () => {
    expect(handlers.length).toBeGreaterThanOrEqual(7);
    expect(handlesKeys('<input onKeyDown={(event) => go(event)} />')).toBe(true);
    expect(handlesKeys("document.addEventListener('keyup', go)")).toBe(true);
    expect(handlesKeys('<input onKeyDown={onKeyDown} />')).toBe(false);
  });

  it.each(handlers)(
    'checks in $name whether the key belongs to an input method',
    ({ name, text }) => {
      if (name === join('lib', 'keys.ts')) return;
      const passesOnly = !/\.key\b|\bkey\b[^:]*\}\s*[:=]|addEventListener/.test(text);
      expect(passesOnly || /\bisComposing\(/.test(text)).toBe(true);
    },
  );

  it('checks it in one place only', () => {
    const others = sources.filter(({ text }) => /\.isComposing|keyCode|229/.test(text));
    expect(others.map(({ name }) => name)).toEqual([join('lib', 'keys.ts')]);
  });
});

describe('a key of an input method', () => {
  const event = { key: 'Enter', keyCode: 13, isComposing: false };

  it.each([
    ['while a word is composed', { ...event, isComposing: true }],
    ['by its code alone, as the Enter behind a composition in Safari', { ...event, keyCode: 229 }],
    ['by name', { ...event, key: 'Process', keyCode: 0 }],
    ['before a letter with an accent', { ...event, key: 'Dead', keyCode: 222 }],
  ])('is recognised %s, wrapped or not', (_, key) => {
    expect(isComposing(key)).toBe(true);
    expect(isComposing({ nativeEvent: key })).toBe(true);
  });

  it('is distinguished from other keys', () => {
    expect(isComposing(event)).toBe(false);
  });
});

const openBox = (isTouch = false) => {
  vi.stubGlobal('matchMedia', () => ({ matches: isTouch }));
  const onSubmit = vi.fn();
  const { getByRole } = render(
    <ComposerBox
      box={{ current: null }}
      text="half a word"
      hintId="hint"
      isInvalid={false}
      onText={vi.fn()}
      onSubmit={onSubmit}
      onFiles={vi.fn()}
      onBlur={vi.fn()}
      onKeyDown={vi.fn()}
    />,
  );
  const box = getByRole('textbox');
  const press = (init: object): boolean => fireEvent.keyDown(box, { key: 'Enter', ...init });
  return { box, press, onSubmit };
};

describe('the message box', () => {
  it.each([
    ['that ends a composition', { isComposing: true }],
    ['behind a composition, in Safari', { keyCode: 229 }],
    ['with Shift', { shiftKey: true }],
  ])('sends nothing on Enter %s', (_, init) => {
    const { press, onSubmit } = openBox();
    expect(press(init)).toBe(true);
    expect(onSubmit).not.toHaveBeenCalled();
  });

  it('sends on Enter', () => {
    const { box, press, onSubmit } = openBox();
    expect(press({})).toBe(false);
    expect(onSubmit).toHaveBeenCalledOnce();
    expect(box.getAttribute('enterkeyhint')).toBe('send');
  });

  it('inserts a line break on Enter of a phone, where Ctrl or ⌘ sends', () => {
    const { box, press, onSubmit } = openBox(true);
    expect(press({})).toBe(true);
    expect(onSubmit).not.toHaveBeenCalled();
    expect(box.getAttribute('enterkeyhint')).toBe('enter');
    press({ metaKey: true });
    press({ ctrlKey: true });
    expect(onSubmit).toHaveBeenCalledTimes(2);
  });

  it.each(['a', 'Process', 'Dead'])('receives %s typed elsewhere on the page', (key) => {
    const Page = () => {
      const box = { current: document.querySelector('textarea') };
      useWriteAnywhere(box);
      return null;
    };
    const { box } = openBox();
    render(<Page />);
    box.blur();
    fireEvent.keyDown(document.body, { key, keyCode: key === 'a' ? 65 : 229 });
    expect(document.activeElement).toBe(box);
  });
});
