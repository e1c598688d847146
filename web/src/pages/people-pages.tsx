export { InvitePage } from './people/invite-page.tsx';
export { PersonPage } from './people/person-page.tsx';
export { StarredPage } from './people/starred-page.tsx';
