import type { AnchorHTMLAttributes, MouseEvent, ReactNode, Ref } from 'react';
import { type To, useHref, useLinkClickHandler, useLocation } from 'react-router';

type Anchor = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>;

interface LinkProps extends Anchor {
  readonly to: To;
  readonly replace?: boolean;
  readonly state?: unknown;
  readonly ref?: Ref<HTMLAnchorElement>;
}

/**
 * A link to a path of the site. React Router's own also contains prefetching for its framework,
 * which every page would load.
 */
export const Link = ({ to, replace, state, onClick, ...rest }: LinkProps) => {
  const go = useLinkClickHandler<HTMLAnchorElement>(to, {
    state,
    ...(replace !== undefined && { replace }),
  });
  const click = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event);
    if (!event.defaultPrevented) go(event);
  };
  return <a {...rest} href={useHref(to)} onClick={click} />;
};

interface CurrentLinkProps extends Omit<LinkProps, 'to' | 'className' | 'children'> {
  readonly to: string;
  readonly className: (isCurrent: boolean) => string;
  readonly children: (isCurrent: boolean) => ReactNode;
}

/** A link that shows whether its page, or one below it, is open. */
export const CurrentLink = ({ to, className, children, ...rest }: CurrentLinkProps) => {
  const isCurrent = `${useLocation().pathname}/`.startsWith(`${to}/`);
  return (
    <Link
      {...rest}
      to={to}
      className={className(isCurrent)}
      aria-current={isCurrent ? 'page' : undefined}
    >
      {children(isCurrent)}
    </Link>
  );
};
