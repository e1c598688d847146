import { type ReactNode, useEffect, useRef, useState } from 'react';

/** About two rows of photos. */
const NEAR = '400px';

/** What scrolls this element: a margin around the viewport would not reach beyond its edges. */
const scrollerOf = (element: Element): Element | null => {
  let scroller = element.parentElement;
  while (scroller && !/auto|scroll/.test(getComputedStyle(scroller).overflowY)) {
    scroller = scroller.parentElement;
  }
  return scroller;
};

/** A square whose content loads when it comes near the view, so that a page of hundreds makes few requests. */
export const NearView = ({ children }: { children: ReactNode }) => {
  const box = useRef<HTMLLIElement>(null);
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    if (isNear || !box.current) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setNear(true),
      { root: scrollerOf(box.current), rootMargin: NEAR },
    );
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [isNear]);
  return (
    <li ref={box} className="relative aspect-square overflow-hidden rounded-lg bg-field">
      {isNear && children}
    </li>
  );
};
