export { Dialogs } from './people/dialogs.tsx';
export { PersonPage } from './people/person-page.tsx';
