export { InvitePage } from './people/invite-page.tsx';
export { PersonPage } from './people/person-page.tsx';
