import { findLinks } from '../../features/messages/bubble/find-links.ts';

export { FormattedText as Text } from '../../features/messages/bubble/formatted-text.tsx';

export const hasLinks = (text: string): boolean => findLinks(text).length > 0;
