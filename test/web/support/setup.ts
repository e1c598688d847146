import { configure } from '@testing-library/react';
import { loadCatalogue } from '../../../web/src/strings/languages.ts';
import { setStrings } from '../../../web/src/strings/strings.ts';

// Before any module of the site, since they read their strings at load time.
setStrings(await loadCatalogue('en'));

// For busy machines.
configure({ asyncUtilTimeout: 20_000 });
