import { expect, it } from 'vitest';
import { makeEndFollower } from '#site/features/messages/log/use-scrolled-to-end.ts';

/** A scroller of 400 pixels with 1,000 pixels of content, at its end. */
const atEnd = () => Object.assign({ scrollHeight: 1_000, clientHeight: 400 }, { scrollTop: 600 });

it('the log follows its end while content grows below it, until the user scrolls up', () => {
  const element = atEnd();
  const { isFollowing, onScroll } = makeEndFollower(element as HTMLElement);

  element.scrollHeight = 1_500;
  onScroll();
  expect(isFollowing()).toBe(true);

  element.scrollTop = 900;
  onScroll();
  expect(isFollowing()).toBe(true);

  element.scrollTop = 700;
  onScroll();
  expect(isFollowing()).toBe(false);
});

it('the log follows again once the end is reached', () => {
  const element = { ...atEnd(), scrollTop: 100 };
  const { isFollowing, onScroll } = makeEndFollower(element as HTMLElement);
  expect(isFollowing()).toBe(false);

  element.scrollTop = 560;
  onScroll();
  expect(isFollowing()).toBe(true);
});
